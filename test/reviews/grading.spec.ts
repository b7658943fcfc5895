import { Grades } from '@academy/reviews';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { conclude, finish, gradesOf, hold, poolOf, type Pool, putBack, review, submitted, takeOut, workOf } from './grading.world';

const DAY = 24 * 3_600_000;
let academy: RunningAcademy;
let pool: Pool;
beforeAll(async () => {
  academy = await startAcademy({ worker: false });
  pool = await poolOf(academy, 8);
});
afterAll(() => academy.stop());

const in7Days = (): Date => new Date(academy.clock.now().getTime() + 7 * DAY);
const factsOf = (kind: string, id: string) =>
  academy.database.query<{ actor: string | null; person: string | null }>(`SELECT actor_id AS actor, person_id AS person FROM fact WHERE kind = $1 AND payload->>'submissionId' = $2`, [kind, id]);

describe('grading a work', () => {
  let author = 0;
  const fresh = async (change: Parameters<typeof submitted>[3] = {}) => {
    pool = author === 0 ? pool : await poolOf(academy, 6);
    return submitted(academy, pool, (author++, 0), { reviewBy: in7Days(), ...change });
  };

  it('grades once all wanted reviews are in, keeps what it was made of, and shows it at once', async () => {
    const work = await fresh();
    const ids = [await review(academy, pool, work, 1, { plan: 4, voice: 2 }), await review(academy, pool, work, 2, { plan: 3, voice: 2 })];
    expect(await gradesOf(academy, work)).toEqual([]);
    expect((await workOf(academy, work)).state).toBe('in-review');
    ids.push(await review(academy, pool, work, 3, { plan: 3, voice: 1 }));

    const [grade, ...others] = await gradesOf(academy, work);
    expect(others).toEqual([]);
    expect(grade).toMatchObject({ source: 'reviews', points: 5, maxPoints: 8, isPassed: true, spread: 0.25, isReleased: true, isStanding: true });
    expect(grade!.basis.map(({ reviewId }) => reviewId).sort()).toEqual(ids.sort());
    expect(grade!.basis.map(({ weight }) => weight)).toEqual([1, 1, 1]);
    expect((await workOf(academy, work)).state).toBe('graded');
    expect(await factsOf('grade.given', work.id)).toEqual([{ actor: null, person: pool.people[0]!.id }]);
    expect(await factsOf('grade.released', work.id)).toEqual([{ actor: null, person: pool.people[0]!.id }]);
  });

  it('grades again when a review comes, goes and comes back; once for each change, the earlier grades stay on record', async () => {
    const work = await fresh();
    for (const reviewer of [1, 2, 3]) await review(academy, pool, work, reviewer, { plan: 2, voice: 2 });
    const late = await review(academy, pool, work, 4, { plan: 4, voice: 2 });
    await finish(academy, work, late);
    expect((await gradesOf(academy, work)).map(({ points, isStanding }) => [points, isStanding])).toEqual([[4, false], [4, true]]);
    await takeOut(academy, work, late);
    await putBack(academy, work, late);
    await hold(academy, work, late, true);
    const grades = await gradesOf(academy, work);
    expect(grades.map(({ basis }) => basis.length)).toEqual([3, 4, 3, 4, 3]);
    expect(grades.filter(({ isStanding }) => isStanding)).toHaveLength(1);
    expect(grades.every(({ isReleased }) => isReleased)).toBe(true);
  });

  it('takes a grade back where too few reviews are left: the work waits for reviews again', async () => {
    const work = await fresh();
    const ids = [];
    for (const reviewer of [1, 2, 3]) ids.push(await review(academy, pool, work, reviewer, { plan: 2, voice: 2 }));
    await takeOut(academy, work, ids[0]!);
    expect((await gradesOf(academy, work)).at(-1)!.basis).toHaveLength(2);
    await takeOut(academy, work, ids[1]!);
    expect((await gradesOf(academy, work)).some(({ isStanding }) => isStanding)).toBe(false);
    expect(await workOf(academy, work)).toMatchObject({ state: 'in-review', finished: 1, wanted: 3 });
    await review(academy, pool, work, 4, { plan: 3, voice: 3 });
    await review(academy, pool, work, 5, { plan: 3, voice: 3 });
    expect((await gradesOf(academy, work)).at(-1)).toMatchObject({ points: 6, isStanding: true });
  });

  it('two reviews are enough at the end, one is short, and neither fails anybody by itself', async () => {
    const work = await fresh();
    await review(academy, pool, work, 1, { plan: 2, voice: 2 });
    expect(await conclude(academy, work)).toBe('short');
    expect(await gradesOf(academy, work)).toEqual([]);
    await review(academy, pool, work, 2, { plan: 3, voice: 2 });
    expect(await conclude(academy, work)).toBe('graded');
    expect(await conclude(academy, work)).toBe('graded');
    expect((await gradesOf(academy, work)).map(({ points }) => points)).toEqual([4.5]);
  });

  it('with the moderators a second review is enough at once', async () => {
    const work = await fresh({ phase: 'moderators' });
    await review(academy, pool, work, 1, { plan: 2, voice: 2 });
    await review(academy, pool, work, 2, { plan: 2, voice: 2 });
    expect((await gradesOf(academy, work)).map(({ points }) => points)).toEqual([4]);
  });

  it('asks once for one more opinion where reviewers are far apart; if they stay so, a moderator looks and the grade is given all the same', async () => {
    const work = await fresh();
    await review(academy, pool, work, 1, { plan: 0, voice: 0 });
    await review(academy, pool, work, 2, { plan: 4, voice: 4 });
    await review(academy, pool, work, 3, { plan: 3, voice: 3 });
    expect(await workOf(academy, work)).toEqual({ state: 'in-review', wanted: 4, finished: 3 });
    expect(await gradesOf(academy, work)).toEqual([]);

    await review(academy, pool, work, 4, { plan: 4, voice: 2 });
    expect((await gradesOf(academy, work)).at(-1)).toMatchObject({ points: 6, spread: 1, isStanding: true });
    expect(await workOf(academy, work)).toEqual({ state: 'graded', wanted: 4, finished: 4 });
    const days = `(due_at AT TIME ZONE 'UTC')::date - (raised_at AT TIME ZONE 'UTC')::date AS days`;
    const cases = () => academy.database.query(`SELECT kind, state, ${days} FROM review_case WHERE submission_id = $1`, [work.id]);
    expect(await cases()).toEqual([{ kind: 'spread', state: 'open', days: 7 }]);
    await academy.database.query(`UPDATE review_case SET state = 'decided', decision = 'accept', decided_at = academy_now() WHERE submission_id = $1`, [work.id]);
    await review(academy, pool, work, 5, { plan: 1, voice: 1 });
    expect((await gradesOf(academy, work))).toHaveLength(2);
    expect(await cases()).toHaveLength(1);
  });

  it('asks nobody when the time for reviews has passed', async () => {
    const work = await fresh({ reviewBy: new Date(academy.clock.now().getTime() - DAY) });
    await review(academy, pool, work, 1, { plan: 0, voice: 0 });
    await review(academy, pool, work, 2, { plan: 4, voice: 4 });
    await review(academy, pool, work, 3, { plan: 3, voice: 3 });
    expect(await workOf(academy, work)).toMatchObject({ state: 'graded', wanted: 3 });
    expect(await academy.database.query('SELECT kind FROM review_case WHERE submission_id = $1', [work.id])).toEqual([{ kind: 'spread' }]);
  });

  it('a work that is flagged is not graded until a moderator has decided', async () => {
    const work = await fresh();
    await academy.database.query('UPDATE submission SET is_held = true WHERE id = $1', [work.id]);
    for (const reviewer of [1, 2, 3]) await review(academy, pool, work, reviewer, { plan: 2, voice: 2 });
    expect(await gradesOf(academy, work)).toEqual([]);
    await academy.database.query('UPDATE submission SET is_held = false WHERE id = $1', [work.id]);
    await academy.database.transaction((tx) => academy.web.get(Grades).consider(tx, work.id));
    expect((await gradesOf(academy, work)).map(({ points }) => points)).toEqual([4]);
  });

  it("what staff gave stays, with its reason and its audit; later reviews do not overturn it", async () => {
    const work = await fresh();
    for (const reviewer of [1, 2, 3]) await review(academy, pool, work, reviewer, { plan: 1, voice: 1 });
    await academy.web.get(Grades).gradeByStaff(work.id, { points: 7, reason: 'The plan was overlooked.' }, pool.staff.id);
    await review(academy, pool, work, 4, { plan: 0, voice: 0 });
    expect(await conclude(academy, work)).toBe('graded');
    expect((await gradesOf(academy, work)).map(({ source, points, isPassed, isStanding, reason }) => [source, points, isPassed, isStanding, reason])).toEqual([
      ['reviews', 2, false, false, null],
      ['staff', 7, true, true, 'The plan was overlooked.'],
    ]);
    expect(await factsOf('grade.given', work.id)).toEqual(expect.arrayContaining([{ actor: pool.staff.id, person: pool.people[0]!.id }]));
  });

  it('a review by staff counts twice, and its weight is never learnt from others', async () => {
    const work = await fresh({ reviewBy: new Date(academy.clock.now().getTime() - DAY) });
    await review(academy, pool, work, 1, { plan: 1, voice: 1 });
    await review(academy, pool, work, 2, { plan: 2, voice: 2 });
    const byStaff = await review(academy, pool, work, pool.staff, { plan: 4, voice: 4, kind: 'staff' });
    const [grade] = await gradesOf(academy, work);
    expect(grade!.basis.find(({ reviewId }) => reviewId === byStaff)!.weight).toBe(2);
    // One and two on one side, two on the other: the mean of the levels beside the middle.
    expect(grade!.points).toBe(6);
  });

  it('many who hand in at the same moment make one grade of all their reviews', async () => {
    const work = await fresh({ wanted: 5 });
    await Promise.all([1, 2, 3, 4, 5].map((reviewer) => review(academy, pool, work, reviewer, { plan: 2, voice: 3 })));
    const grades = await gradesOf(academy, work);
    expect(grades).toHaveLength(1);
    expect(grades[0]).toMatchObject({ points: 5, isStanding: true });
    expect(grades[0]!.basis).toHaveLength(5);
  });
});
