import { Injectable } from '@nestjs/common';
import { Clock, Database, refuseIf, row, rows } from '@academy/platform';
import { lockThread } from '../posting/thread.rows';
import { Spaces } from '../spaces.queries';
import type { PollSettings } from '../thread.entity';
import { whyClosed, whyNotChoose } from './poll.rules';

/** Votes in polls: one choice a person, which may be changed until the poll is closed. Who chose what is nobody's to read: no fact tells it. */
@Injectable()
export class Votes {
  constructor(
    private readonly database: Database,
    private readonly spaces: Spaces,
    private readonly clock: Clock,
  ) {}

  /** Chooses these options instead of those before; none takes the vote back. The same again changes nothing. Refuses a closed poll, unknown options, two where one is asked. */
  async vote(threadId: string, userId: string, chosen: readonly string[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      const thread = await lockThread(tx, threadId);
      const asked = await row<{ poll: PollSettings | null; offered: string[] }>(tx, 'SELECT poll, ARRAY(SELECT key FROM poll_option WHERE thread_id = $1) AS offered FROM thread WHERE id = $1', [threadId]);
      const { poll, offered } = asked!;
      const { editionState } = await this.spaces.of(thread.spaceId, userId, tx);

      refuseIf(whyClosed({ ...thread, poll, editionState }, this.clock.now()));
      refuseIf(whyNotChoose(poll!, offered, chosen));

      await rows(
        tx,
        `WITH gone AS (DELETE FROM poll_vote WHERE thread_id = $1 AND user_id = $2 AND option_key <> ALL ($3::text[]) RETURNING option_key),
              come AS (INSERT INTO poll_vote (thread_id, user_id, option_key) SELECT DISTINCT $1::uuid, $2::uuid, k FROM unnest($3::text[]) k ON CONFLICT DO NOTHING RETURNING option_key),
              change AS (SELECT option_key, -1 AS by FROM gone UNION ALL SELECT option_key, 1 FROM come)
         UPDATE poll_option o SET votes = o.votes + change.by FROM change WHERE o.thread_id = $1 AND o.key = change.option_key`,
        [threadId, userId, chosen],
      );
    });
  }
}
