import { Injectable } from '@nestjs/common';
import { Database, type MailKind, On, row, type Transaction } from '@academy/platform';
import { Versions } from '@academy/courses';
import { ClaimExpiring, DutyWaived, GradeReleased, HelpWanted, ReviewRated, ReviewsOwed, SubmissionReturned } from '@academy/reviews';
import { type Informing, inform } from './news/informing';
import { type Addressee, authorsOf, helperFor, learner, outgoing, reviewerOf } from './reviews.addressees';
import { decide, type Occasion } from './rules/ledger';
import { ClaimExpiringMail, DutyWaivedMail, GradeReleasedMail, HelpWantedMail, ReviewAnsweredMail, ReviewsOwedMail, type Work, WorkReturnedMail } from './reviews.mails';

type Owed = { enrolmentId: string; activityKey: string; round: number; owed: number; owedBy: string; number: number };
type Wanted = { editionId: string; activityKey: string; round: number; userId: string; languages: string[] };

/** The addressee, where the rule in force has her written to. */
const byRule = async (tx: Transaction, to: Addressee, occasion: Omit<Occasion, 'enrolmentId'>): Promise<Addressee | null> =>
  (await decide(tx, { ...occasion, enrolmentId: to.enrolmentId })) === null ? null : to;

/**
 * What authors and reviewers hear, by e-mail and in the Academy. Each key and each datum is the recipient's own, or an id that is theirs to know: what
 * leaves the house says nothing of who is on the other side.
 */
@Injectable()
export class ReviewsSubscriber {
  constructor(
    private readonly database: Database,
    private readonly versions: Versions,
  ) {}

  @On(ClaimExpiring, 'reminders.claim-expiring')
  claimExpiring({ reviewId, activityKey, expiresAt }: { reviewId: string; activityKey: string; expiresAt: string }): Promise<void> {
    const find = async (tx: Transaction) => {
      const to = await reviewerOf(tx, reviewId);
      return to && byRule(tx, to, { kind: 'claim-expiring', subject: reviewId, occurrence: expiresAt, params: { reviewId, activityKey } });
    };
    return this.tell(ClaimExpiringMail, activityKey, find, ({ title, course, edition }) => ({ key: `claim-expiring:${reviewId}:${expiresAt}`, data: { activityKey, title, course, edition, reviewId, expiresAt } }));
  }

  @On(ReviewsOwed, 'reminders.reviews-owed')
  reviewsOwed({ enrolmentId, activityKey, round, owed, owedBy, number }: Owed): Promise<void> {
    const find = async (tx: Transaction) => {
      const to = await learner(tx, enrolmentId);
      return to && byRule(tx, to, { kind: 'reviews-owed', subject: `${enrolmentId}:${activityKey}:${round}`, occurrence: String(number), params: { activityKey, round } });
    };
    return this.tell(ReviewsOwedMail, activityKey, find, (work) => ({ key: `reviews-owed:${enrolmentId}:${activityKey}:${round}:${number}`, data: { ...work, round, owed, owedBy } }));
  }

  /** Once a person and pool, however often volunteers are looked for; of the languages those that she reads. */
  @On(HelpWanted, 'reminders.help-wanted')
  async helpWanted({ editionId, activityKey, round, userId, languages }: Wanted): Promise<void> {
    await this.database.transaction(async (tx) => {
      const to = await helperFor(tx, editionId, userId);
      const title = to && (await this.versions.activity(to.versionId, activityKey))?.title;
      if (!to || !title) return;
      const { enrolmentId, course, edition, reads } = to;
      const data = { enrolmentId, activityKey, title, course, edition, editionId, round, languages: languages.filter((language) => reads.includes(language)) };
      const params = { enrolmentId, editionId, activityKey, round, languages: data.languages };
      if (data.languages.length > 0) await inform(tx, HelpWantedMail, [{ ...outgoing(to), key: `help-wanted:${userId}:${editionId}:${activityKey}:${round}`, data, params }]);
    });
  }

  @On(DutyWaived, 'reminders.duty-waived')
  dutyWaived({ enrolmentId, activityKey, round, waived }: { enrolmentId: string; activityKey: string; round: number; waived: number }): Promise<void> {
    const params = { enrolmentId, activityKey, waived };
    return this.tell(DutyWaivedMail, activityKey, (tx) => learner(tx, enrolmentId), (work) => ({ key: `duty-waived:${enrolmentId}:${activityKey}:${round}:${waived}`, data: { ...work, waived }, params }));
  }

  @On(GradeReleased, 'reminders.grade-released')
  async gradeReleased({ gradeId, submissionId, activityKey, round }: { gradeId: string; submissionId: string; activityKey: string; round: number }): Promise<void> {
    const earlier = await this.database.one(
      `SELECT FROM grade g JOIN grade before ON before.submission_id = g.submission_id AND before.id <> g.id AND before.released_at IS NOT NULL AND before.graded_at < g.graded_at WHERE g.id = $1 LIMIT 1`,
      [gradeId],
    );
    await this.tell(
      GradeReleasedMail,
      activityKey,
      (tx) => authorsOf(tx, submissionId),
      (work, rounds) => ({ key: `grade-released:${work.enrolmentId}:${gradeId}`, data: { ...work, isAgain: earlier !== null, mayRewrite: round < rounds } }),
    );
  }

  @On(SubmissionReturned, 'reminders.work-returned')
  async workReturned({ submissionId, activityKey }: { submissionId: string; activityKey: string }): Promise<void> {
    const returned = await this.database.one<{ times: number }>(`SELECT count(*)::int AS times FROM fact WHERE kind = 'submission.returned' AND payload ->> 'submissionId' = $1`, [submissionId]);
    await this.tell(WorkReturnedMail, activityKey, (tx) => authorsOf(tx, submissionId), (work) => ({ key: `work-returned:${work.enrolmentId}:${submissionId}:${returned!.times}`, data: work, params: { submissionId } }));
  }

  /** Only where the author replied; a rating alone is no news. */
  @On(ReviewRated, 'reminders.review-answered')
  async reviewAnswered({ reviewId, activityKey }: { reviewId: string; activityKey: string }): Promise<void> {
    const isAnswered = (tx: Transaction) => row(tx, `SELECT FROM review WHERE id = $1 AND reply <> ''`, [reviewId]);
    await this.tell(ReviewAnsweredMail, activityKey, async (tx) => ((await isAnswered(tx)) ? reviewerOf(tx, reviewId) : null), (work) => ({ key: `review-answered:${reviewId}`, data: work, params: { reviewId } }));
  }

  /** Informs each addressee that there is; nothing where the assignment is in no version of theirs any more. */
  private async tell<Data extends object>(
    kind: MailKind<Data>,
    activityKey: string,
    find: (tx: Transaction) => Promise<Addressee | Addressee[] | null>,
    mail: (work: Work, rounds: number) => Pick<Informing<Data>, 'key' | 'data' | 'params'>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const to of [(await find(tx)) ?? []].flat()) {
        const activity = await this.versions.activity(to.versionId, activityKey);
        if (activity?.kind !== 'assignment') continue;
        const { enrolmentId, course, edition } = to;
        await inform(tx, kind, [{ ...outgoing(to), ...mail({ enrolmentId, activityKey, title: activity.title, course, edition }, activity.rounds ?? 1) }]);
      }
    });
  }
}
