import { ClaimExpiring, DutyWaived, GradeReleased, HelpWanted, ReviewRated, ReviewsOwed, SubmissionReturned } from '@academy/reviews';
import { formatInstant } from '@academy/platform';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { MailWatch } from './mail.watch';
import { type Enrolled, Stage } from './stage';

const HOUR = 3_600_000;

describe('mails of peer review', () => {
  let academy: RunningAcademy;
  let stage: Stage;
  let watch: MailWatch;
  beforeAll(async () => {
    academy = await startAcademy();
    stage = await Stage.build(academy);
    watch = new MailWatch(academy);
  });
  afterAll(() => academy.stop());

  it('remind of a claim that goes back soon, once, with the time in the reader’s zone', async () => {
    const [author, reviewer] = await stage.pair();
    const submissionId = await stage.work(author);
    const expiresAt = watch.inHours(6);
    const reviewId = await stage.review(submissionId, reviewer, { expires_at: expiresAt });
    await stage.tell(ClaimExpiring, { ...stage.pool, submissionId, reviewId, userId: reviewer.id, expiresAt: expiresAt.toISOString() }, 3);
    const mail = await watch.received(reviewer, 'claim-expiring');
    expect(mail.text).toContain(`/learning/reviews/${reviewId}`);
    expect(mail.text).toContain(formatInstant(expiresAt, 'long', 'en', 'Europe/Helsinki'));
    await watch.quiet();
    expect(await watch.of(reviewer, 'claim-expiring')).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['was given back', { state: 'released' }, 'claim-over'],
    ['became a review', { state: 'done', done_at: new Date() }, 'claim-over'],
    ['was extended', { expires_at: new Date(Date.now() + 30 * HOUR) }, 'claim-extended'],
    ['has run out', { expires_at: new Date(Date.now() - HOUR) }, 'claim-over'],
  ])('say nothing of a claim that %s in the meantime', async (_what, change, reason) => {
    const [author, reviewer] = await stage.pair();
    const submissionId = await stage.work(author);
    const expiresAt = watch.inHours(6);
    const reviewId = await stage.review(submissionId, reviewer, { expires_at: expiresAt, ...change });
    await stage.tell(ClaimExpiring, { ...stage.pool, submissionId, reviewId, userId: reviewer.id, expiresAt: expiresAt.toISOString() });
    expect(await watch.settled(reviewer, 'claim-expiring')).toMatchObject({ state: 'suppressed', reason });
  });

  it('remind of reviews owed, each number once, and not who has given them since', async () => {
    const [owing, done] = await stage.pair();
    await stage.duty(owing, { given: 1 });
    await stage.duty(done, { given: 2, waived: 1 });
    const payload = ({ id, enrolmentId }: Enrolled, number: number) => ({ ...stage.pool, userId: id, enrolmentId, owed: 2, owedBy: watch.inHours(24).toISOString(), number });
    await stage.tell(ReviewsOwed, payload(owing, 1), 2);
    await stage.tell(ReviewsOwed, payload(owing, 2));
    await stage.tell(ReviewsOwed, payload(done, 1));
    expect((await watch.received(owing, 'reviews-owed')).subject).toBe('2 reviews still to give for “Your plan”');
    expect(await watch.settled(done, 'reviews-owed')).toMatchObject({ state: 'suppressed', reason: 'nothing-owed' });
    await watch.quiet();
    expect(await watch.of(owing, 'reviews-owed')).toHaveLength(2);
  });

  it('invite helpers in languages they read: here, from an earlier edition, and moderators; and nobody once there is nothing to help with', async () => {
    const other = await Stage.build(academy);
    const [author, here] = await Promise.all([other.enrolled(), other.enrolled({ locale: 'de' })]);
    const earlier = await academy.database.one<{ id: string }>(
      `INSERT INTO edition (course_id, version_id, name, state, enrol_from, enrol_until, starts_at, ends_at, release)
       SELECT course_id, version_id, 'Earlier', 'closed', enrol_from, enrol_until, starts_at, ends_at, release FROM edition WHERE id = $1 RETURNING id`,
      [other.editionId],
    );
    const submissionId = await other.work(author, { language: 'de', phase: 'rescue' });
    const wanted = (userId: string) => ({ ...other.pool, userId, languages: ['de', 'fr'] });
    await stage.tell(HelpWanted, wanted(here.id), 2);
    const mail = await watch.received(here, 'help-wanted');
    expect(mail.text).toContain(`/learning/${here.enrolmentId}/activities/plan/reviews`);
    expect(mail.text).toContain('Arbeiten auf Deutsch.');

    const alumna = await academy.person({ locale: 'de' });
    const past = await academy.database.one<{ id: string }>(`INSERT INTO enrolment (edition_id, user_id, state) VALUES ($1, $2, 'completed') RETURNING id`, [earlier!.id, alumna.id]);
    const moderator = await academy.person({ locale: 'de' });
    const reader = await academy.person({ locale: 'en' });
    for (const { id } of [alumna, moderator, reader]) await stage.tell(HelpWanted, wanted(id));
    expect((await academy.mailbox.waitFor(alumna.email, 'help-wanted')).text).toContain(`/learning/${past!.id}/activities/plan/reviews`);
    expect((await academy.mailbox.waitFor(moderator.email, 'help-wanted')).text).toContain(`/coordination/editions/${other.editionId}/assignments/plan`);
    await watch.quiet();
    expect(await watch.of(reader, 'help-wanted')).toEqual([]);
    expect(await watch.of(here, 'help-wanted')).toHaveLength(1);

    const late = await other.enrolled({ locale: 'de' });
    await stage.set('submission', submissionId, { finished: 3 });
    await stage.tell(HelpWanted, wanted(late.id));
    expect(await watch.settled(late, 'help-wanted')).toMatchObject({ state: 'suppressed', reason: 'nothing-to-help-with' });
  });

  it('tell of a duty that was waived, and of a work that was given back, each time anew', async () => {
    const [author, other] = await stage.pair();
    await stage.tell(DutyWaived, { ...stage.pool, userId: other.id, enrolmentId: other.enrolmentId, waived: 2 }, 2);
    expect((await watch.received(other, 'duty-waived')).text).toContain('The 2 reviews that you still owed are waived and count as given.');
    const submissionId = await stage.work(author, { state: 'returned' });
    await stage.tell(SubmissionReturned, { ...stage.pool, submissionId });
    await watch.received(author, 'work-returned');
    await stage.tell(SubmissionReturned, { ...stage.pool, submissionId });
    await until(() => academy.mailbox.to(author.email, 'work-returned').length === 2, 'the second return');
    await watch.quiet();
    expect(await watch.of(other, 'duty-waived')).toHaveLength(1);
  });

  it('tell every author of a grade, once a grade, without saying it; and of a second draft where there is one', async () => {
    const two = await Stage.build(academy, { rounds: 2 });
    const [ana, bo] = await Promise.all([two.enrolled(), two.enrolled()]);
    const gone = await two.enrolled();
    const submissionId = await two.work(ana);
    for (const person of [bo, gone]) await academy.database.query('INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id) VALUES ($1, $2, 1, $3, $4)', [person.enrolmentId, 'plan', submissionId, person.id]);
    await gone.api.delete(`/enrolments/${gone.enrolmentId}`);
    const first = await two.grade(submissionId, { superseded_at: academy.clock.now() });
    await stage.tell(GradeReleased, { ...two.pool, submissionId, gradeId: first }, 2);
    for (const person of [ana, bo]) {
      const mail = await watch.received(person, 'grade-released');
      expect(mail.subject).toBe('Your grade for “Your plan” is there');
      expect(mail.text).toContain('second draft');
      expect(mail.text).toContain(`/learning/${person.enrolmentId}/activities/plan`);
      expect(mail.text).not.toMatch(/passed|points|2 of 2/i);
    }
    const second = await two.grade(submissionId, { graded_at: watch.inHours(1) });
    await stage.tell(GradeReleased, { ...two.pool, round: 2, submissionId, gradeId: second });
    const again = await until(() => academy.mailbox.to(bo.email, 'grade-released')[1], 'the changed grade');
    expect(again.subject).toBe('Your grade for “Your plan” has changed');
    expect(again.text).not.toContain('second draft');
    await watch.quiet();
    expect(await watch.of(ana, 'grade-released')).toHaveLength(2);
    expect(await watch.of(gone, 'grade-released')).toEqual([]);
  });

  it('tell a reviewer of an answer, not of a rating alone', async () => {
    const [author, reviewer] = await stage.pair();
    const submissionId = await stage.work(author);
    const reviewId = await stage.review(submissionId, reviewer, { state: 'done', helpful: 4 });
    await stage.tell(ReviewRated, { ...stage.pool, submissionId, reviewId });
    await watch.quiet();
    expect(await watch.of(reviewer, 'review-answered')).toEqual([]);
    await stage.set('review', reviewId, { reply: 'Thank you, says ANA-WHO-MUST-NOT-BE-READ.' });
    await stage.tell(ReviewRated, { ...stage.pool, submissionId, reviewId }, 2);
    expect((await watch.received(reviewer, 'review-answered')).raw).not.toContain('ANA-WHO');
    await watch.quiet();
    expect(await watch.of(reviewer, 'review-answered')).toHaveLength(1);
  });
});
