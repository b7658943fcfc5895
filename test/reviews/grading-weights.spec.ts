import { Grades } from '@academy/reviews';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { gradesOf, poolOf, review, submitted } from './grading.world';

const DAY = 24 * 3_600_000;
let academy: RunningAcademy;
beforeAll(async () => {
  academy = await startAcademy({ worker: false });
});
afterAll(() => academy.stop());

describe('weights', () => {
  it('who lies far from the others on other works, and from staff on examples, counts for less', async () => {
    const group = await poolOf(academy, 8);
    const works = [];
    for (const author of [0, 1, 2, 3]) works.push(await submitted(academy, group, author, { reviewBy: new Date(academy.clock.now().getTime() - DAY) }));
    for (const work of works.slice(1)) {
      await review(academy, group, work, 5, { plan: 3, voice: 3 });
      await review(academy, group, work, 6, { plan: 3, voice: 3 });
      await review(academy, group, work, 7, { plan: 0, voice: 1 });
    }
    await academy.database.query(
      `INSERT INTO training_answer (enrolment_id, activity_key, example_key, scores, agreement) VALUES ($1, 'scenario', 'one', '{}', 0.25), ($2, 'scenario', 'one', '{}', 1)`,
      [group.enrolments[7], group.enrolments[5]],
    );
    const [careful, other, careless] = [await review(academy, group, works[0]!, 5, { plan: 3, voice: 4 }), await review(academy, group, works[0]!, 6, { plan: 3, voice: 3 }), await review(academy, group, works[0]!, 7, { plan: 1, voice: 2 })];
    const basis = new Map((await gradesOf(academy, works[0]!)).at(-1)!.basis.map(({ reviewId, weight }) => [reviewId, weight]));
    expect(basis.get(careless)).toBe(0.25);
    expect(basis.get(other)!).toBeLessThan(basis.get(careful)!);
    expect(basis.get(other)!).toBeGreaterThan(0.4);
  });
});

describe('somebody who leaves', () => {
  it('has reviewed what she reviewed: the grades of others stand, and come out again the same', async () => {
    const group = await poolOf(academy, 5);
    const work = await submitted(academy, group, 0, { reviewBy: new Date(academy.clock.now().getTime() + 7 * DAY) });
    await review(academy, group, work, 1, { plan: 4, voice: 4 });
    await review(academy, group, work, 2, { plan: 3, voice: 3 });
    expect((await group.people[1]!.api.delete(`/enrolments/${group.enrolments[1]}`)).status).toBeLessThan(300);
    await academy.database.query('UPDATE enrolment SET state = $2 WHERE id = $1', [group.enrolments[2], 'expired']);
    await review(academy, group, work, 3, { plan: 4, voice: 4 });
    const [grade] = await gradesOf(academy, work);
    expect(grade).toMatchObject({ points: 8, isStanding: true });
    expect(grade!.basis).toHaveLength(3);

    // Taken out of the edition altogether: her reviews stay.
    await academy.database.query('DELETE FROM enrolment WHERE id = $1', [group.enrolments[1]]);
    await academy.database.transaction((tx) => academy.web.get(Grades).consider(tx, work.id));
    expect(await gradesOf(academy, work)).toHaveLength(1);
    expect(await academy.web.get(Grades).recompute(work.id)).toMatchObject({ isEqual: true, computed: { points: 8 } });
  });
});
