import { Injectable } from '@nestjs/common';
import type { EditionState } from '@academy/editions';
import { Clock, Database } from '@academy/platform';
import type { PollSettings, ThreadState } from '../thread.entity';
import { showsResults, whyClosed } from './poll.rules';

/** A poll as whoever asks finds it: counts of people alone, and null while they are not shown to her. */
export type PollView = Readonly<{
  isMultiple: boolean;
  closesAt: string | null;
  isClosed: boolean;
  /** How many people voted. */
  voters: number | null;
  options: readonly Readonly<{ key: string; words: string; votes: number | null; isMine: boolean }>[];
}>;
type PollRow = { poll: PollSettings; state: ThreadState; isLocked: boolean; editionState: EditionState | null; voters: number; options: { key: string; words: string; votes: number; isMine: boolean }[] };

/** What polls ask, and what came of them. */
@Injectable()
export class Polls {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The poll of a thread, in one statement; null for a thread of another kind. */
  async of(threadId: string, userId: string): Promise<PollView | null> {
    const found = await this.database.one<PollRow>(
      `SELECT t.poll, t.state, t.is_locked AS "isLocked", d.state AS "editionState", (SELECT count(DISTINCT v.user_id)::int FROM poll_vote v WHERE v.thread_id = t.id) AS voters,
              (SELECT jsonb_agg(jsonb_build_object('key', o.key, 'words', o.words, 'votes', o.votes,
                 'isMine', EXISTS (SELECT FROM poll_vote v WHERE v.thread_id = t.id AND v.user_id = $2 AND v.option_key = o.key)) ORDER BY o.position) FROM poll_option o WHERE o.thread_id = t.id) AS options
       FROM thread t LEFT JOIN edition d ON d.id = t.edition_id WHERE t.id = $1 AND t.kind = 'poll'`,
      [threadId, userId],
    );
    if (!found) return null;
    const { poll, voters, options } = found;
    const isClosed = whyClosed(found, this.clock.now()) !== null;
    const isShown = showsResults({ hasVoted: options.some(({ isMine }) => isMine), isClosed });
    return { ...poll, isClosed, voters: isShown ? voters : null, options: options.map((option) => ({ ...option, votes: isShown ? option.votes : null })) };
  }
}
