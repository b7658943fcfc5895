import { Injectable } from '@nestjs/common';
import { Database, type MailKind, type MailRecipient, On, row, rows, type Transaction } from '@academy/platform';
import { Versions } from '@academy/courses';
import { CaseDecided, type CaseKind, CaseRaised } from '@academy/reviews';
import { AppealDecidedMail, CaseRaisedMail, ReportDecidedMail, TakenOutMail, WithModeratorsMail } from './moderation.mails';
import { inform } from './news/informing';
import { type Addressee, authorsOf, outgoing, reviewerOf } from './reviews.addressees';
import type { Work } from './reviews.mails';

type Case = { kind: CaseKind; submissionId: string; reviewId: string | null; editionId: string; activityKey: string; raisedBy: string | null; decision: string | null; dueAt: Date };
type Moderator = MailRecipient & { userId: string; address: string };
type Scene = { versionId: string; course: string; edition: string };

/** What is said, by e-mail and in the Academy, of what waits for moderators and what they decided. */
@Injectable()
export class ModerationSubscriber {
  constructor(
    private readonly database: Database,
    private readonly versions: Versions,
  ) {}

  @On(CaseRaised, 'reminders.case-raised')
  async raised({ caseId }: { caseId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const raised = await find(tx, caseId);
      if (!raised) return;
      await this.tellTeam(tx, caseId, raised);
      const { kind, submissionId, dueAt } = raised;
      if (kind !== 'short' && kind !== 'spread') return;
      await this.tell(tx, WithModeratorsMail, raised, caseId, await authorsOf(tx, submissionId), (work) => ({ ...work, why: kind, dueAt: dueAt.toISOString() }), { submissionId, caseId });
    });
  }

  /** A work that was returned, or graded by the decision, has a mail of its own for that. */
  @On(CaseDecided, 'reminders.case-decided')
  async decided({ caseId }: { caseId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const decided = await find(tx, caseId);
      if (!decided) return;
      const { kind, submissionId, reviewId, decision, raisedBy } = decided;
      if (kind === 'appeal') return this.tell(tx, AppealDecidedMail, decided, caseId, await authorsOf(tx, submissionId), (work) => work);
      if (kind !== 'flagged-submission' && kind !== 'flagged-review') return;
      await this.tell(tx, ReportDecidedMail, decided, caseId, await this.reporters(tx, decided, raisedBy), (work) => ({ ...work, isUpheld: decision !== 'dismiss' }), { caseId });
      if (decision !== 'remove') return;
      const concerned = reviewId === null ? await authorsOf(tx, submissionId) : [(await reviewerOf(tx, reviewId)) ?? []].flat();
      await this.tell(tx, TakenOutMail, decided, caseId, concerned, (work) => ({ ...work, what: reviewId === null ? ('work' as const) : ('review' as const) }), { caseId });
    });
  }

  /** Whoever reported it as a participant: an author of the work, or one of its reviewers. */
  private async reporters(tx: Transaction, { submissionId }: Case, raisedBy: string | null): Promise<Addressee[]> {
    const own = (await authorsOf(tx, submissionId)).filter(({ userId }) => userId === raisedBy);
    if (own.length > 0 || raisedBy === null) return own;
    const lent = await row<{ id: string }>(tx, 'SELECT id FROM review WHERE submission_id = $1 AND reviewer_id = $2', [submissionId, raisedBy]);
    return lent ? [(await reviewerOf(tx, lent.id)) ?? []].flat() : [];
  }

  /** `about`: where the line in the Academy is told here. An answered appeal has a listener of its own for that. */
  private async tell<Data extends object>(tx: Transaction, kind: MailKind<Data>, { activityKey }: Case, caseId: string, to: Addressee[], dataOf: (work: Work) => Data, about?: object): Promise<void> {
    for (const addressee of to) {
      const { enrolmentId, versionId, course, edition } = addressee;
      const title = (await this.versions.activity(versionId, activityKey))?.title;
      if (title === undefined) continue;
      const mail = { ...outgoing(addressee), key: `${kind.kind}:${enrolmentId}:${caseId}`, data: dataOf({ enrolmentId, activityKey, title, course, edition }) };
      await inform(tx, kind, [{ ...mail, ...(about && { params: { ...about, enrolmentId } }) }]);
    }
  }

  /** Once a case to each who moderates: the edition's team, and moderators of its course and of the whole Academy. */
  private async tellTeam(tx: Transaction, caseId: string, { kind, editionId, activityKey, dueAt }: Case): Promise<void> {
    const scene = await row<Scene>(tx, 'SELECT d.version_id AS "versionId", c.title AS course, d.name AS edition FROM edition d JOIN course c ON c.id = d.course_id WHERE d.id = $1', [editionId]);
    const { versionId, course, edition } = scene!;
    const title = (await this.versions.activity(versionId, activityKey))?.title ?? activityKey;
    const team = await rows<Moderator>(
      tx,
      `SELECT DISTINCT u.id AS "userId", u.email AS address, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone"
       FROM role_grant g JOIN users u ON u.id = g.user_id JOIN edition d ON d.id = $1
       WHERE (g.scope = 'edition' AND g.scope_id = d.id::text AND g.role IN ('coordinator', 'moderator'))
          OR (g.role = 'moderator' AND (g.scope = 'platform' OR (g.scope = 'course' AND g.scope_id = d.course_id::text))) ORDER BY u.id`,
      [editionId],
    );
    const data = { caseId, editionId, activityKey, title, course, edition, what: kind.replace('flagged-', ''), dueAt: dueAt.toISOString() };
    await inform(tx, CaseRaisedMail, team.map((moderator) => ({ ...outgoing(moderator), key: `case-raised:${moderator.userId}:${caseId}`, data, params: { caseId } })));
  }
}

const find = (tx: Transaction, caseId: string): Promise<Case | null> =>
  row<Case>(
    tx,
    `SELECT kind, submission_id AS "submissionId", review_id AS "reviewId", edition_id AS "editionId", activity_key AS "activityKey", raised_by AS "raisedBy", decision, due_at AS "dueAt"
     FROM review_case WHERE id = $1`,
    [caseId],
  );
