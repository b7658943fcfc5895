import { Injectable } from '@nestjs/common';
import { Clock, Database, NotAllowed, record, Refused, refuseIf, row, rows, type Transaction } from '@academy/platform';
import { PostCaseAppealDecided, PostCaseAppealed } from '../discussions.facts';
import { Posts } from '../posting/posts.service';
import { type AppealOutcome, whyNotAnswer, whyNotAppeal } from './appeal.rules';
import { type CaseRow, idsOf, lockCase } from './case.rows';
import { Mutes } from './mutes.service';

/** Who is right where a decision about a post is doubted: asked once, answered once, by the edition's coordinator. */
@Injectable()
export class PostAppeals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly posts: Posts,
    private readonly mutes: Mutes,
  ) {}

  /** The person concerned asks for a second look. Refuses a second time, after a fortnight, and where nothing went against her. The caller has asked whose case it is. */
  async appeal(caseId: string, words: string, byUserId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const decided = await lockCase(tx, caseId);
      refuseIf(whyNotAppeal(decided, this.clock.now()));
      await rows(tx, 'UPDATE post_case SET appeal = $2, appealed_at = academy_now() WHERE id = $1', [caseId, words]);
      await record(tx, PostCaseAppealed, { ...idsOf(decided), postId: decided.postId, caseId }, { actorId: byUserId, personId: decided.personId });
    });
  }

  /** Answers an appeal. Overturning undoes what the decision did. Refuses (409) what is answered, and whoever decided first while there is somebody else. */
  async answer(caseId: string, outcome: AppealOutcome, note: string, byUserId: string): Promise<void> {
    if (note.trim() === '') throw new Refused('note-missing');
    await this.database.transaction(async (tx) => {
      const appealed = await lockCase(tx, caseId);
      const reason = whyNotAnswer({ ...appealed, hasOthers: await this.hasOthers(tx, appealed) }, byUserId);
      if (reason === 'own-post' || reason === 'first-decider') throw new NotAllowed(reason);
      refuseIf(reason);

      await rows(
        tx,
        'UPDATE post_case SET appeal_outcome = $2, appeal_note = $3, appeal_decided_by = $4, appeal_decided_at = academy_now() WHERE id = $1',
        [caseId, outcome, note, byUserId],
      );
      if (outcome === 'overturned') await this.undo(tx, appealed, byUserId);
      await record(tx, PostCaseAppealDecided, { ...idsOf(appealed), postId: appealed.postId, caseId, outcome }, { actorId: byUserId, personId: appealed.personId });
    });
  }

  private async undo(tx: Transaction, appealed: CaseRow, byUserId: string): Promise<void> {
    if (appealed.decision === 'mute') await this.mutes.settle(tx, appealed);
    if (appealed.didHide && !(await this.isHiddenSince(tx, appealed))) await this.posts.show(tx, appealed.postId, byUserId);
  }

  /** Another decision hid it later, and stands. */
  private async isHiddenSince(tx: Transaction, { id, postId, decidedAt }: CaseRow): Promise<boolean> {
    const later = await row(tx, `SELECT id FROM post_case WHERE post_id = $1 AND id <> $2 AND did_hide AND decided_at > $3 AND appeal_outcome IS DISTINCT FROM 'overturned' LIMIT 1`, [postId, id, decidedAt]);
    return later !== null;
  }

  /** Coordinators beside whoever decided and whom it concerns: of the edition, of its course, of the whole Academy. */
  private async hasOthers(tx: Transaction, { decidedBy, personId, courseId, editionId }: CaseRow): Promise<boolean> {
    const other = await row(
      tx,
      `SELECT user_id FROM role_grant WHERE role = 'coordinator' AND user_id <> ALL (ARRAY[$1, $2]::uuid[])
         AND (scope = 'platform' OR (scope = 'course' AND scope_id = $3::text) OR (scope = 'edition' AND scope_id = $4::text)) LIMIT 1`,
      [decidedBy ?? personId, personId, courseId, editionId],
    );
    return other !== null;
  }
}
