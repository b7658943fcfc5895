import { Grades } from '@academy/reviews';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { HeldRows } from '../support/held.rows';
import { until } from '../support/until';
import { gradesOf, poolOf, type Pool, review, submitted, type Work } from './grading.world';

const DAY = 24 * 3_600_000;
let academy: RunningAcademy;
beforeAll(async () => {
  // Without a worker: its sweep would release what a test is about to.
  academy = await startAcademy({ worker: false });
});
afterAll(() => academy.stop());

const inDays = (days: number): Date => new Date(academy.clock.now().getTime() + days * DAY);
/** A work with its three reviews. */
async function reviewed(pool: Pool, author = 0, at = academy): Promise<{ work: Work; reviews: string[] }> {
  const work = await submitted(at, pool, author, { reviewBy: inDays(7) });
  const reviewers = [0, 1, 2, 3].filter((each) => each !== author);
  const reviews = [];
  for (const reviewer of reviewers) reviews.push(await review(at, pool, work, reviewer, { plan: 3, voice: 2 }));
  return { work, reviews };
}
const isReleased = async (work: Work, at = academy): Promise<boolean> => (await gradesOf(at, work)).at(-1)?.isReleased ?? false;
const releaseDue = (): Promise<number> => academy.web.get(Grades).releaseDue();

describe('an author about her reviews', () => {
  it('rates each as often as she likes, replies once, and reads both in her own work', async () => {
    const pool = await poolOf(academy, 4);
    const { reviews } = await reviewed(pool);
    const { api } = pool.people[0]!;
    const path = `/reviews/${reviews[0]}/rating`;
    expect(await api.post(path, { helpful: 3 })).toMatchObject({ status: 200, body: { id: reviews[0], helpful: 3 } });
    expect((await api.post(path, { helpful: 5, reply: 'Thank you.' })).status).toBe(200);
    expect(await api.post(path, { helpful: 5, reply: 'And once more.' })).toMatchObject({ status: 409, body: { type: '/problems/already-replied' } });
    expect((await api.post(path, { helpful: 4 })).status).toBe(200);
    const { body } = await api.get(`/enrolments/${pool.enrolments[0]}/activities/scenario/submission`);
    expect(body.grade).toMatchObject({ points: 5, maxPoints: 8, passed: true, criteria: [{ key: 'plan', points: 3, maxPoints: 4, spread: 0, n: 3 }, { key: 'voice', points: 2, maxPoints: 4, spread: 0, n: 3 }] });
    expect(body.reviews.map(({ id }: { id: string }) => id)).toEqual([...reviews].sort());
    expect(body.reviews.find(({ id }: { id: string }) => id === reviews[0])).toMatchObject({ helpful: 4, reply: 'Thank you.', keeps: 'The counting walk.', scores: { plan: 'l3', voice: 'l2' } });
    const said = JSON.stringify(body);
    for (const { id, displayName } of pool.people.slice(1)) {
      expect(said).not.toContain(id);
      expect(said).not.toContain(displayName);
    }
    for (const enrolment of pool.enrolments.slice(1)) expect(said).not.toContain(enrolment);
  });

  it.each([
    ['no mark', {}],
    ['a mark of 6', { helpful: 6 }],
    ['half a mark', { helpful: 2.5 }],
    ['an empty reply', { helpful: 3, reply: ' ' }],
    ['more than there is', { helpful: 3, score: 1 }],
  ])('is asked again for %s', async (_what, body) => {
    const pool = await poolOf(academy, 4);
    const { reviews } = await reviewed(pool);
    expect((await pool.people[0]!.api.post(`/reviews/${reviews[0]}/rating`, body)).status).toBe(422);
  });

  it('cannot rate before the grade is out, and others never', async () => {
    const pool = await poolOf(academy, 4);
    const work = await submitted(academy, pool, 0, { reviewBy: inDays(7) });
    const id = await review(academy, pool, work, 1, { plan: 1, voice: 1 });
    expect(await pool.people[0]!.api.post(`/reviews/${id}/rating`, { helpful: 5 })).toMatchObject({ status: 409, body: { type: '/problems/not-released' } });
    expect((await pool.people[1]!.api.post(`/reviews/${id}/rating`, { helpful: 5 })).status).toBe(404);
    expect((await pool.people[2]!.api.post(`/reviews/${id}/rating`, { helpful: 5 })).status).toBe(404);
    const { body } = await pool.people[0]!.api.get(`/enrolments/${pool.enrolments[0]}/activities/scenario/submission`);
    expect(body).not.toHaveProperty('grade');
    expect(body).not.toHaveProperty('reviews');
  });
});

describe('staff', () => {
  it('grade with points or with a word, and a reason', async () => {
    const pool = await poolOf(academy, 4);
    const { work } = await reviewed(pool);
    const put = (body: object) => pool.staff.api.put(`/submissions/${work.id}/grade`, body);
    expect(await put({ points: 8, reason: 'A second look.' })).toMatchObject({ status: 200, body: { submissionId: work.id, points: 8, maxPoints: 8, passed: true } });
    expect(await put({ passed: false, reason: 'Copied.' })).toMatchObject({ status: 200, body: { points: 0, passed: false } });
    expect(await put({ points: 9, reason: 'Too much.' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/points' }] } });
    for (const body of [{ reason: 'Neither.' }, { points: 3, passed: true, reason: 'Both.' }, { points: 3 }, { points: 3, reason: ' ' }]) expect((await put(body)).status).toBe(422);
    expect((await pool.people[0]!.api.put(`/submissions/${work.id}/grade`, { points: 8, reason: 'I like it.' })).status).toBe(403);
    const administrator = await academy.administrator();
    const { body } = await administrator.api.get('/audit?action=grade.given');
    expect(body.items.filter(({ actor, subject }: { actor: string | null; subject: string | null }) => actor === pool.staff.id && subject === pool.people[0]!.id)).toHaveLength(2);
  });

  it('do not grade what was not handed in', async () => {
    const pool = await poolOf(academy, 1);
    const work = await submitted(academy, pool, 0);
    await academy.database.query(`UPDATE submission SET state = 'withdrawn' WHERE id = $1`, [work.id]);
    expect(await pool.staff.api.put(`/submissions/${work.id}/grade`, { points: 1, reason: 'r' })).toMatchObject({ status: 409, body: { type: '/problems/not-submitted' } });
  });
});

describe('the release of grades where a worker runs', () => {
  let working: RunningAcademy;
  beforeAll(async () => {
    working = await startAcademy();
  });
  afterAll(() => working.stop());

  it('at once, and the assignment is completed for its author', async () => {
    const pool = await poolOf(working, 4, { reviewsToGive: 0 });
    const { work } = await reviewed(pool, 0, working);
    expect(await isReleased(work, working)).toBe(true);
    await until(async () => (await pool.people[0]!.api.get(`/enrolments/${pool.enrolments[0]}`)).body.state === 'completed', 'the completed course');
  });
});

describe('the release of grades', () => {
  it('never before the date of the edition', async () => {
    const pool = await poolOf(academy, 4, {}, { releaseAt: inDays(2).toISOString() });
    const { work } = await reviewed(pool);
    await releaseDue();
    expect(await isReleased(work)).toBe(false);
    await academy.database.query('UPDATE edition SET deadlines = $2 WHERE id = $1', [pool.editionId, JSON.stringify({ scenario: { releaseAt: inDays(-1).toISOString() } })]);
    expect(await releaseDue()).toBe(1);
    expect(await releaseDue()).toBe(0);
    expect(await isReleased(work)).toBe(true);
  });

  it('at the deadline for reviews: each work at its own', async () => {
    const pool = await poolOf(academy, 4, { release: 'at-review-deadline' });
    const [early, late] = [await reviewed(pool, 0), await reviewed(pool, 1)];
    expect(await releaseDue()).toBe(0);
    await academy.database.query('UPDATE submission SET review_by = $2 WHERE id = $1', [early.work.id, inDays(-1)]);
    expect(await releaseDue()).toBe(1);
    expect([await isReleased(early.work), await isReleased(late.work)]).toEqual([true, false]);
  });

  it('after moderation: when staff say so, all but those with an open case', async () => {
    const pool = await poolOf(academy, 4, { release: 'after-moderation' });
    const [plain, doubtful] = [await reviewed(pool, 0), await reviewed(pool, 1)];
    await academy.database.query(
      `INSERT INTO review_case (edition_id, activity_key, submission_id, kind, reason, due_at) VALUES ($1, 'scenario', $2, 'spread', 'spread', academy_now())`,
      [pool.editionId, doubtful.work.id],
    );
    expect(await releaseDue()).toBe(0);
    const path = `/editions/${pool.editionId}/assignments/scenario/release`;
    expect((await pool.people[0]!.api.post(path)).status).toBe(403);
    expect(await pool.staff.api.post(path)).toMatchObject({ status: 200, body: { released: 1, waiting: 1 } });
    expect([await isReleased(plain.work), await isReleased(doubtful.work)]).toEqual([true, false]);
    await academy.database.query(`UPDATE review_case SET state = 'decided', decision = 'accept', decided_at = academy_now() WHERE submission_id = $1`, [doubtful.work.id]);
    expect(await pool.staff.api.post(path)).toMatchObject({ body: { released: 1, waiting: 0 } });
  });

  it('after moderation: for good, also where a work is graded anew in that moment', async () => {
    const pool = await poolOf(academy, 4, { release: 'after-moderation' });
    const { work } = await reviewed(pool);
    const grades = await HeldRows.hold(academy.databaseName, 'SELECT FROM grade WHERE submission_id = $1 FOR UPDATE', [work.id]);
    const releasing = pool.staff.api.post(`/editions/${pool.editionId}/assignments/scenario/release`);
    await grades.areWanted(1);
    const grading = pool.staff.api.put(`/submissions/${work.id}/grade`, { points: 8, reason: 'Read by me.' });
    await grades.areWanted(2, grading);
    await grades.letGo();
    expect(await releasing).toMatchObject({ status: 200, body: { released: 1 } });
    expect((await grading).status).toBe(200);
    expect((await gradesOf(academy, work)).map(({ source, isReleased: isOut, isStanding }) => [source, isOut, isStanding])).toEqual([['reviews', true, false], ['staff', true, true]]);
  });

  it('by hand only where grades wait for that, and not before the date of the edition', async () => {
    const atOnce = await poolOf(academy, 0);
    expect(await atOnce.staff.api.post(`/editions/${atOnce.editionId}/assignments/scenario/release`)).toMatchObject({ status: 409, body: { type: '/problems/releases-by-itself' } });
    const dated = await poolOf(academy, 0, { release: 'after-moderation' }, { releaseAt: inDays(2).toISOString() });
    expect(await dated.staff.api.post(`/editions/${dated.editionId}/assignments/scenario/release`)).toMatchObject({ status: 409, body: { type: '/problems/release-date-ahead' } });
    expect((await dated.staff.api.post(`/editions/${dated.editionId}/assignments/read/release`)).status).toBe(404);
  });

  it('by several workers at once, each grade once', async () => {
    const pool = await poolOf(academy, 4, { release: 'at-review-deadline' });
    const works = [await reviewed(pool, 0), await reviewed(pool, 1), await reviewed(pool, 2), await reviewed(pool, 3)];
    await academy.database.query('UPDATE submission SET review_by = $2 WHERE edition_id = $1', [pool.editionId, inDays(-1)]);
    const counts = [...(await Promise.all([releaseDue(), releaseDue(), releaseDue()])), await releaseDue()];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(works.length);
    const facts = await academy.database.query(`SELECT payload->>'submissionId' AS id FROM fact WHERE kind = 'grade.released' AND payload->>'editionId' = $1`, [pool.editionId]);
    expect(facts).toHaveLength(works.length);
  });
});
