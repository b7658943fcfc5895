import { CaseDecided, CaseRaised, ClaimExpiring, DutyWaived, GradeReleased, HelpWanted, ReviewRated, ReviewsOwed, SubmissionReturned } from '@academy/reviews';
import { formatInstant, mailKind, mailKinds } from '@academy/platform';
import { Preferences } from '@academy/reminders';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { type Enrolled, Stage } from './stage';

const HOUR = 3_600_000;

describe('mails of peer review', () => {
  let academy: RunningAcademy;
  let stage: Stage;
  beforeAll(async () => {
    academy = await startAcademy();
    stage = await Stage.build(academy);
  });
  afterAll(() => academy.stop());

  const inHours = (hours: number) => new Date(academy.clock.now().getTime() + hours * HOUR);
  const mailsOf = (person: { id: string }, kind: string) =>
    academy.database.query<{ state: string; reason: string | null; key: string; data: Record<string, unknown> }>('SELECT state, reason, natural_key AS key, data FROM mail WHERE user_id = $1 AND kind = $2 ORDER BY natural_key', [person.id, kind]);
  /** What became of the one mail of a kind to somebody, once it is settled. */
  const settled = (person: { id: string }, kind: string) =>
    until(async () => (await mailsOf(person, kind)).find(({ state }) => state === 'sent' || state === 'suppressed'), `a mail ${kind} to be settled`);
  const quiet = () => until(async () => !(await academy.database.one('SELECT FROM fact_delivery WHERE done_at IS NULL AND failed_at IS NULL LIMIT 1')), 'all facts to be heard');
  const received = (person: Enrolled, kind: string) => academy.mailbox.waitFor(person.email, kind);
  async function pair(): Promise<[author: Enrolled, reviewer: Enrolled]> {
    return Promise.all([stage.enrolled({ displayName: 'Ana Author' }), stage.enrolled({ displayName: 'Rui Reviewer', country: 'FI', timeZone: 'Europe/Helsinki' })]);
  }

  it('remind of a claim that goes back soon, once, with the time in the reader’s zone', async () => {
    const [author, reviewer] = await pair();
    const submissionId = await stage.work(author);
    const expiresAt = inHours(6);
    const reviewId = await stage.review(submissionId, reviewer, { expires_at: expiresAt });
    await stage.tell(ClaimExpiring, { ...stage.pool, submissionId, reviewId, userId: reviewer.id, expiresAt: expiresAt.toISOString() }, 3);
    const mail = await received(reviewer, 'claim-expiring');
    expect(mail.text).toContain(`/learning/reviews/${reviewId}`);
    expect(mail.text).toContain(formatInstant(expiresAt, 'long', 'en', 'Europe/Helsinki'));
    await quiet();
    expect(await mailsOf(reviewer, 'claim-expiring')).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['was given back', { state: 'released' }, 'claim-over'],
    ['became a review', { state: 'done', done_at: new Date() }, 'claim-over'],
    ['was extended', { expires_at: new Date(Date.now() + 30 * HOUR) }, 'claim-extended'],
    ['has run out', { expires_at: new Date(Date.now() - HOUR) }, 'claim-over'],
  ])('say nothing of a claim that %s in the meantime', async (_what, change, reason) => {
    const [author, reviewer] = await pair();
    const submissionId = await stage.work(author);
    const expiresAt = inHours(6);
    const reviewId = await stage.review(submissionId, reviewer, { expires_at: expiresAt, ...change });
    await stage.tell(ClaimExpiring, { ...stage.pool, submissionId, reviewId, userId: reviewer.id, expiresAt: expiresAt.toISOString() });
    expect(await settled(reviewer, 'claim-expiring')).toMatchObject({ state: 'suppressed', reason });
  });

  it('remind of reviews owed, each number once, and not who has given them since', async () => {
    const [owing, done] = await pair();
    await stage.duty(owing, { given: 1 });
    await stage.duty(done, { given: 2, waived: 1 });
    const payload = ({ id, enrolmentId }: Enrolled, number: number) => ({ ...stage.pool, userId: id, enrolmentId, owed: 2, owedBy: inHours(24).toISOString(), number });
    await stage.tell(ReviewsOwed, payload(owing, 1), 2);
    await stage.tell(ReviewsOwed, payload(owing, 2));
    await stage.tell(ReviewsOwed, payload(done, 1));
    expect((await received(owing, 'reviews-owed')).subject).toBe('2 reviews still to give for “Your plan”');
    expect(await settled(done, 'reviews-owed')).toMatchObject({ state: 'suppressed', reason: 'nothing-owed' });
    await quiet();
    expect(await mailsOf(owing, 'reviews-owed')).toHaveLength(2);
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
    const mail = await received(here, 'help-wanted');
    expect(mail.text).toContain(`/learning/${here.enrolmentId}/activities/plan/reviews`);
    expect(mail.text).toContain('Arbeiten auf Deutsch.');

    const alumna = await academy.person({ locale: 'de' });
    const past = await academy.database.one<{ id: string }>(`INSERT INTO enrolment (edition_id, user_id, state) VALUES ($1, $2, 'completed') RETURNING id`, [earlier!.id, alumna.id]);
    const moderator = await academy.person({ locale: 'de' });
    const reader = await academy.person({ locale: 'en' });
    for (const { id } of [alumna, moderator, reader]) await stage.tell(HelpWanted, wanted(id));
    expect((await academy.mailbox.waitFor(alumna.email, 'help-wanted')).text).toContain(`/learning/${past!.id}/activities/plan/reviews`);
    expect((await academy.mailbox.waitFor(moderator.email, 'help-wanted')).text).toContain(`/coordination/editions/${other.editionId}/assignments/plan`);
    await quiet();
    expect(await mailsOf(reader, 'help-wanted')).toEqual([]);
    expect(await mailsOf(here, 'help-wanted')).toHaveLength(1);

    const late = await other.enrolled({ locale: 'de' });
    await stage.set('submission', submissionId, { finished: 3 });
    await stage.tell(HelpWanted, wanted(late.id));
    expect(await settled(late, 'help-wanted')).toMatchObject({ state: 'suppressed', reason: 'nothing-to-help-with' });
  });

  it('tell of a duty that was waived, and of a work that was given back, each time anew', async () => {
    const [author, other] = await pair();
    await stage.tell(DutyWaived, { ...stage.pool, userId: other.id, enrolmentId: other.enrolmentId, waived: 2 }, 2);
    expect((await received(other, 'duty-waived')).text).toContain('The 2 reviews that you still owed are waived and count as given.');
    const submissionId = await stage.work(author, { state: 'returned' });
    await stage.tell(SubmissionReturned, { ...stage.pool, submissionId });
    await received(author, 'work-returned');
    await stage.tell(SubmissionReturned, { ...stage.pool, submissionId });
    await until(() => academy.mailbox.to(author.email, 'work-returned').length === 2, 'the second return');
    await quiet();
    expect(await mailsOf(other, 'duty-waived')).toHaveLength(1);
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
      const mail = await received(person, 'grade-released');
      expect(mail.subject).toBe('Your grade for “Your plan” is there');
      expect(mail.text).toContain('second draft');
      expect(mail.text).toContain(`/learning/${person.enrolmentId}/activities/plan`);
      expect(mail.text).not.toMatch(/passed|points|2 of 2/i);
    }
    const second = await two.grade(submissionId, { graded_at: inHours(1) });
    await stage.tell(GradeReleased, { ...two.pool, round: 2, submissionId, gradeId: second });
    const again = await until(() => academy.mailbox.to(bo.email, 'grade-released')[1], 'the changed grade');
    expect(again.subject).toBe('Your grade for “Your plan” has changed');
    expect(again.text).not.toContain('second draft');
    await quiet();
    expect(await mailsOf(ana, 'grade-released')).toHaveLength(2);
    expect(await mailsOf(gone, 'grade-released')).toEqual([]);
  });

  it('tell a reviewer of an answer, not of a rating alone', async () => {
    const [author, reviewer] = await pair();
    const submissionId = await stage.work(author);
    const reviewId = await stage.review(submissionId, reviewer, { state: 'done', helpful: 4 });
    await stage.tell(ReviewRated, { ...stage.pool, submissionId, reviewId });
    await quiet();
    expect(await mailsOf(reviewer, 'review-answered')).toEqual([]);
    await stage.set('review', reviewId, { reply: 'Thank you, says ANA-WHO-MUST-NOT-BE-READ.' });
    await stage.tell(ReviewRated, { ...stage.pool, submissionId, reviewId }, 2);
    expect((await received(reviewer, 'review-answered')).raw).not.toContain('ANA-WHO');
    await quiet();
    expect(await mailsOf(reviewer, 'review-answered')).toHaveLength(1);
  });

  it('tell the team of a case, unless it is decided by then, and the author by when a moderator decides', async () => {
    const author = await stage.enrolled();
    const moderator = await academy.person({ roles: [{ role: 'moderator', scope: 'edition', id: stage.editionId }] });
    const outside = await academy.person({ roles: [{ role: 'moderator', scope: 'edition', id: author.enrolmentId }] });
    const submissionId = await stage.work(author, { phase: 'moderators' });
    const caseId = await stage.case(submissionId, 'short');
    await stage.tell(CaseRaised, { ...stage.pool, submissionId, caseId, kind: 'short' }, 2);
    const promised = await academy.database.one<{ dueAt: Date }>('SELECT due_at AS "dueAt" FROM review_case WHERE id = $1', [caseId]);
    expect((await received(author, 'with-moderators')).text).toContain(formatInstant(promised!.dueAt, 'day', 'en', 'Europe/Lisbon'));
    expect((await academy.mailbox.waitFor(moderator.email, 'case-raised')).subject).toBe('A work without enough reviews in “Your plan”');
    await quiet();
    expect([await mailsOf(moderator, 'case-raised'), await mailsOf(stage.coordinator, 'case-raised')].map(({ length }) => length)).toEqual([1, 1]);
    expect(await mailsOf(outside, 'case-raised')).toEqual([]);

    const decided = await stage.case(submissionId, 'spread', { state: 'decided', decision: 'accept', decided_at: academy.clock.now() });
    await stage.tell(CaseRaised, { ...stage.pool, submissionId, caseId: decided, kind: 'spread' });
    await until(async () => (await mailsOf(moderator, 'case-raised')).some(({ reason }) => reason === 'decided-since'), 'the case to be suppressed');
  });

  it('tell of decisions: the appealing author, who reported, and whose work or review was taken out', async () => {
    const [author, reviewer] = await pair();
    const submissionId = await stage.work(author);
    const reviewId = await stage.review(submissionId, reviewer, { state: 'done' });
    const decide = async (kind: string, decision: string, raisedBy: Enrolled, about: string | null) => {
      const caseId = await stage.case(submissionId, kind, { review_id: about, raised_by: raisedBy.id, state: 'decided', decision, decided_at: academy.clock.now() });
      await stage.tell(CaseDecided, { ...stage.pool, submissionId, caseId, kind, decision }, 2);
      await quiet();
    };
    await decide('appeal', 'uphold-grade', author, null);
    expect((await received(author, 'appeal-decided')).text).toContain(`/learning/${author.enrolmentId}/activities/plan`);
    expect(await mailsOf(reviewer, 'appeal-decided')).toEqual([]);

    await decide('flagged-review', 'dismiss', author, reviewId);
    expect((await received(author, 'report-decided')).text).toContain('can stay as it is');
    expect(await mailsOf(reviewer, 'taken-out')).toEqual([]);
    await decide('flagged-review', 'remove', author, reviewId);
    expect((await received(reviewer, 'taken-out')).subject).toBe('A review of yours for “Your plan” was taken out');
    expect(await mailsOf(author, 'taken-out')).toEqual([]);

    await decide('flagged-submission', 'remove', reviewer, null);
    expect((await received(author, 'taken-out')).subject).toBe('Your work for “Your plan” was taken out');
    expect((await received(reviewer, 'report-decided')).text).toContain('has acted on it');
    expect([await mailsOf(author, 'report-decided'), await mailsOf(reviewer, 'report-decided')].map(({ length }) => length)).toEqual([2, 1]);
  });

  it('hold nothing of the person on the other side: not in text, headers, addresses or keys', async () => {
    const [author, reviewer] = await pair();
    const submissionId = await stage.work(author);
    const reviewId = await stage.review(submissionId, reviewer, { state: 'done', reply: 'Thanks' });
    const claimId = await stage.review(await stage.work(await stage.enrolled()), reviewer, { expires_at: inHours(6) });
    const gradeId = await stage.grade(submissionId);
    const caseId = await stage.case(submissionId, 'flagged-review', { review_id: reviewId, raised_by: author.id, state: 'decided', decision: 'remove', decided_at: academy.clock.now() });
    await stage.tell(ReviewRated, { ...stage.pool, submissionId, reviewId });
    await stage.tell(ClaimExpiring, { ...stage.pool, submissionId, reviewId: claimId, userId: reviewer.id, expiresAt: inHours(6).toISOString() });
    await stage.tell(GradeReleased, { ...stage.pool, submissionId, gradeId });
    await stage.tell(CaseDecided, { ...stage.pool, submissionId, caseId, kind: 'flagged-review', decision: 'remove' });
    const toReviewer = [await received(reviewer, 'review-answered'), await received(reviewer, 'claim-expiring'), await received(reviewer, 'taken-out')];
    const toAuthor = [await received(author, 'grade-released'), await received(author, 'report-decided')];
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
    const [author] = await pair();
    await academy.web.get(Preferences).set(author.id, 'grade-released', 'off');
    const submissionId = await stage.work(author);
    await stage.tell(GradeReleased, { ...stage.pool, submissionId, gradeId: await stage.grade(submissionId) });
    expect(await settled(author, 'grade-released')).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
  });
});
