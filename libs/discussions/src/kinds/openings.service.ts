import { Injectable } from '@nestjs/common';
import { Clock, Database, NotAllowed, refuseIf, rows, type Transaction } from '@academy/platform';
import { can, type Roles } from '@academy/people';
import type { Door } from '../posting/conduct.service';
import { type NewThread, Threads } from '../posting/threads.service';
import { Spaces } from '../spaces.queries';
import type { OpenAnyThread, PollInput } from './kinds.schemas';
import { whyNotAsk } from './poll.rules';

/** Opens threads of every kind, by one rule for pages and API. */
@Injectable()
export class Openings {
  constructor(
    private readonly database: Database,
    private readonly threads: Threads,
    private readonly spaces: Spaces,
    private readonly clock: Clock,
  ) {}

  /** Refuses as `Threads.open` does, and a poll that ends in the past; announcements are for who runs the edition. */
  open(spaceId: string, me: Roles, input: OpenAnyThread, through: Door): Promise<{ threadId: string; postId: string; isHeld: boolean }> {
    return this.database.transaction(async (tx) => {
      if (input.kind === 'announcement') await this.admitAnnouncer(tx, spaceId, me);
      const poll = input.kind === 'poll' ? input.poll : null;
      if (poll) refuseIf(whyNotAsk(poll, this.clock.now()));

      const opened = await this.threads.openIn(tx, spaceId, me, asThread(input), through);
      if (poll) await rows(tx, "INSERT INTO poll_option (thread_id, key, position, words) SELECT $1, 'o' || o.position, o.position, o.words FROM unnest($2::text[]) WITH ORDINALITY AS o (words, position)", [opened.threadId, poll.options]);
      return opened;
    });
  }

  private async admitAnnouncer(tx: Transaction, spaceId: string, me: Roles): Promise<void> {
    const { courseId, editionId } = await this.spaces.of(spaceId, me.userId, tx);
    if (!can(me, 'edition.run', { courseId, editionId })) throw new NotAllowed();
  }
}

/** What everybody should read stands on top from the beginning. */
function asThread(input: OpenAnyThread): NewThread {
  if (input.kind === 'poll') return { ...input, poll: settingsOf(input.poll) };
  return { ...input, isPinned: input.kind === 'announcement' };
}

const settingsOf = ({ isMultiple, closesAt }: PollInput) => ({ isMultiple, closesAt: closesAt === null ? null : new Date(closesAt).toISOString() });
