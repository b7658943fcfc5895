import { Injectable } from '@nestjs/common';
import { Database, NotAllowed, record, Refused, row, rows, type Transaction } from '@academy/platform';
import { MuteLifted } from '../discussions.facts';
import { type CaseRow, idsOf, readCase } from './case.rows';

/** Decisions by which somebody is kept from writing and that nobody undid. The longest counts. */
const STANDING = "decision = 'mute' AND mute_lifted_at IS NULL AND appeal_outcome IS DISTINCT FROM 'overturned'";

/** Who may not write for a while. A mute ends by itself: `space_mute` holds the longest that stands. */
@Injectable()
export class Mutes {
  constructor(private readonly database: Database) {}

  /** In the caller's transaction, by a case that is being decided. A longer one stays. */
  async begin(tx: Transaction, { id, spaceId, personId }: CaseRow, until: Date): Promise<void> {
    await rows(
      tx,
      `INSERT INTO space_mute (space_id, user_id, case_id, muted_until) VALUES ($1, $2, $3, $4)
       ON CONFLICT (space_id, user_id) DO UPDATE SET muted_until = excluded.muted_until, case_id = excluded.case_id WHERE space_mute.muted_until < excluded.muted_until`,
      [spaceId, personId, id, until],
    );
  }

  /** Whoever is muted may write again at once, in the space of this case: all that stands is lifted. Refuses where nothing does, and one's own. */
  async lift(caseId: string, byUserId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const muted = await readCase(tx, caseId);
      if (muted.personId === byUserId) throw new NotAllowed('own-post');
      const standing = await rows<{ id: string }>(tx, `SELECT id FROM post_case WHERE space_id = $1 AND person_id = $2 AND ${STANDING} AND mute_until > academy_now() ORDER BY id FOR UPDATE`, [muted.spaceId, muted.personId]);
      if (standing.length === 0) throw new Refused('not-muted');
      await rows(tx, 'UPDATE post_case SET mute_lifted_at = academy_now(), mute_lifted_by = $2 WHERE id = ANY ($1::uuid[])', [standing.map(({ id }) => id), byUserId]);
      await this.settle(tx, muted);
      await record(tx, MuteLifted, { ...idsOf(muted), postId: muted.postId, caseId }, { actorId: byUserId, personId: muted.personId });
    });
  }

  /** After a decision was undone: what still stands counts. The row is locked first, so that a mute begun meanwhile is seen. */
  async settle(tx: Transaction, { spaceId, personId }: Pick<CaseRow, 'spaceId' | 'personId'>): Promise<void> {
    await row(tx, 'SELECT FROM space_mute WHERE space_id = $1 AND user_id = $2 FOR UPDATE', [spaceId, personId]);
    const standing = await row<{ id: string; until: Date }>(
      tx,
      `SELECT id, mute_until AS until FROM post_case WHERE space_id = $1 AND person_id = $2 AND ${STANDING} ORDER BY mute_until DESC LIMIT 1`,
      [spaceId, personId],
    );
    if (standing) await rows(tx, 'UPDATE space_mute SET case_id = $3, muted_until = $4 WHERE space_id = $1 AND user_id = $2', [spaceId, personId, standing.id, standing.until]);
    else await rows(tx, 'DELETE FROM space_mute WHERE space_id = $1 AND user_id = $2', [spaceId, personId]);
  }
}
