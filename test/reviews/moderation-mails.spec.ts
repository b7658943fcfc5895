import { CaseDecided, CaseRaised, ClaimExpiring, GradeReleased, ReviewRated } from '@academy/reviews';
import { formatInstant, mailKind, mailKinds } from '@academy/platform';
import { Unsubscribing } from '@academy/reminders';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { MailWatch } from './mail.watch';
import { type Enrolled, Stage } from './stage';

describe('mails of moderation, and what mails of peer review do not tell', () => {
  let academy: RunningAcademy;
  let stage: Stage;
  let watch: MailWatch;
  beforeAll(async () => {
    academy = await startAcademy();
    stage = await Stage.build(academy);
    watch = new MailWatch(academy);
  });
  afterAll(() => academy.stop());

  it('tell the team of a case, unless it is decided by then, and the author by when a moderator decides', async () => {
    const author = await stage.enrolled();
    const moderator = await academy.person({ roles: [{ role: 'moderator', scope: 'edition', id: stage.editionId }] });
    const outside = await academy.person({ roles: [{ role: 'moderator', scope: 'edition', id: author.enrolmentId }] });
    const submissionId = await stage.work(author, { phase: 'moderators' });
    const caseId = await stage.case(submissionId, 'short');
    await stage.tell(CaseRaised, { ...stage.pool, submissionId, caseId, kind: 'short' }, 2);
    const promised = await academy.database.one<{ dueAt: Date }>('SELECT due_at AS "dueAt" FROM review_case WHERE id = $1', [caseId]);
    expect((await watch.received(author, 'with-moderators')).text).toContain(formatInstant(promised!.dueAt, 'day', 'en', 'Europe/Lisbon'));
    expect((await academy.mailbox.waitFor(moderator.email, 'case-raised')).subject).toBe('A work without enough reviews in “Your plan”');
    await watch.quiet();
    expect([await watch.of(moderator, 'case-raised'), await watch.of(stage.coordinator, 'case-raised')].map(({ length }) => length)).toEqual([1, 1]);
    expect(await watch.of(outside, 'case-raised')).toEqual([]);

    const decided = await stage.case(submissionId, 'spread', { state: 'decided', decision: 'accept', decided_at: academy.clock.now() });
    await stage.tell(CaseRaised, { ...stage.pool, submissionId, caseId: decided, kind: 'spread' });
    await until(async () => (await watch.of(moderator, 'case-raised')).some(({ reason }) => reason === 'decided-since'), 'the case to be suppressed');
  });

  it('tell of decisions: the appealing author, who reported, and whose work or review was taken out', async () => {
    const [author, reviewer] = await stage.pair();
    const submissionId = await stage.work(author);
    const reviewId = await stage.review(submissionId, reviewer, { state: 'done' });
    const decide = async (...what: [kind: string, decision: string, raisedBy: Enrolled, about: string | null]) => {
      await stage.decided(submissionId, ...what);
      await watch.quiet();
    };
    await decide('appeal', 'uphold-grade', author, null);
    expect((await watch.received(author, 'appeal-decided')).text).toContain(`/learning/${author.enrolmentId}/activities/plan`);
    expect(await watch.of(reviewer, 'appeal-decided')).toEqual([]);

    await decide('flagged-review', 'dismiss', author, reviewId);
    expect((await watch.received(author, 'report-decided')).text).toContain('can stay as it is');
    expect(await watch.of(reviewer, 'taken-out')).toEqual([]);
    await decide('flagged-review', 'remove', author, reviewId);
    expect((await watch.received(reviewer, 'taken-out')).subject).toBe('A review of yours for “Your plan” was taken out');
    expect(await watch.of(author, 'taken-out')).toEqual([]);

    await decide('flagged-submission', 'remove', reviewer, null);
    expect((await watch.received(author, 'taken-out')).subject).toBe('Your work for “Your plan” was taken out');
    expect((await watch.received(reviewer, 'report-decided')).text).toContain('has acted on it');
    expect([await watch.of(author, 'report-decided'), await watch.of(reviewer, 'report-decided')].map(({ length }) => length)).toEqual([2, 1]);
  });

  it('hold nothing of the person on the other side: not in text, headers, addresses or keys', async () => {
    const [author, reviewer] = await stage.pair();
    const submissionId = await stage.work(author);
    const reviewId = await stage.review(submissionId, reviewer, { state: 'done', reply: 'Thanks' });
    const claimId = await stage.review(await stage.work(await stage.enrolled()), reviewer, { expires_at: watch.inHours(6) });
    const gradeId = await stage.grade(submissionId);
    const caseId = await stage.case(submissionId, 'flagged-review', { review_id: reviewId, raised_by: author.id, state: 'decided', decision: 'remove', decided_at: academy.clock.now() });
    await stage.tell(ReviewRated, { ...stage.pool, submissionId, reviewId });
    await stage.tell(ClaimExpiring, { ...stage.pool, submissionId, reviewId: claimId, userId: reviewer.id, expiresAt: watch.inHours(6).toISOString() });
    await stage.tell(GradeReleased, { ...stage.pool, submissionId, gradeId });
    await stage.tell(CaseDecided, { ...stage.pool, submissionId, caseId, kind: 'flagged-review', decision: 'remove' });
    const toReviewer = [await watch.received(reviewer, 'review-answered'), await watch.received(reviewer, 'claim-expiring'), await watch.received(reviewer, 'taken-out')];
    const toAuthor = [await watch.received(author, 'grade-released'), await watch.received(author, 'report-decided')];
    const traces = ({ id, enrolmentId, email, displayName }: Enrolled) => [id, enrolmentId, email, email.split('@')[0]!, displayName];
    const stored = async (person: Enrolled) => JSON.stringify(await academy.database.query('SELECT natural_key, kind, data, recipient FROM mail WHERE user_id = $1', [person.id]));
    for (const [mails, own, others] of [[toReviewer, reviewer, author], [toAuthor, author, reviewer]] as const) {
      const all = mails.map(({ raw }) => raw.replace(/=\r?\n/g, '')).join('\n') + (await stored(own));
      expect(all).toContain(own.enrolmentId);
      for (const trace of traces(others)) expect([trace, all.includes(trace)]).toEqual([trace, false]);
      for (const id of [submissionId, gradeId]) expect(mails.map(({ raw }) => raw).join('').includes(id)).toBe(false);
    }
  });

  it('can be turned off, each kind', async () => {
    const kinds = ['claim-expiring', 'reviews-owed', 'help-wanted', 'duty-waived', 'grade-released', 'work-returned', 'review-answered', 'with-moderators', 'appeal-decided', 'report-decided', 'taken-out', 'case-raised'];
    expect(mailKinds().filter((kind) => mailKind(kind)?.mayUnsubscribe)).toEqual(expect.arrayContaining(kinds));
    const [author] = await stage.pair();
    await academy.web.get(Unsubscribing).turnOff(author.id, 'grade-released');
    const submissionId = await stage.work(author);
    await stage.tell(GradeReleased, { ...stage.pool, submissionId, gradeId: await stage.grade(submissionId) });
    expect(await watch.settled(author, 'grade-released')).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
  });
});
