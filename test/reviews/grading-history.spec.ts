import { Grades, Recomputation } from '@academy/reviews';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { chanceFrom } from './grading.graders';
import { conclude, gradesOf, hold, poolOf, type Pool, putBack, review, submitted, takeOut, type Work, workOf } from './grading.world';

const DAY = 24 * 3_600_000;
const WORKS = 5;
const PEOPLE = 12;
const STEPS = 70;
let academy: RunningAcademy;
beforeAll(async () => {
  academy = await startAcademy({ worker: false });
});
afterAll(() => academy.stop());

type Written = { id: string; work: Work; state: 'done' | 'removed'; isHeld: boolean };

/** Reviews come, go, are held and put back; works are concluded and graded by staff: in any order. */
class History {
  private readonly written: Written[] = [];
  constructor(
    private readonly pool: Pool,
    private readonly works: Work[],
    private readonly chance: () => number,
  ) {}

  async step(): Promise<string> {
    const luck = this.chance();
    if (luck < 0.5) return this.write();
    if (luck < 0.62) return this.change('takes out', ({ state }) => state === 'done', async (each) => (await takeOut(academy, each.work, each.id), { state: 'removed' }));
    if (luck < 0.72) return this.change('puts back', ({ state }) => state === 'removed', async (each) => (await putBack(academy, each.work, each.id), { state: 'done' }));
    if (luck < 0.8) return this.change('holds', ({ isHeld }) => !isHeld, async (each) => (await hold(academy, each.work, each.id, true), { isHeld: true }));
    if (luck < 0.88) return this.change('lets go', ({ isHeld }) => isHeld, async (each) => (await hold(academy, each.work, each.id, false), { isHeld: false }));
    if (luck < 0.97) return `concludes: ${await conclude(academy, this.any(this.works))}`;
    await academy.web.get(Grades).gradeByStaff(this.any(this.works).id, { points: this.level(), reason: 'Looked at again.' }, this.pool.staff.id);
    return 'staff grade';
  }

  private async write(): Promise<string> {
    const work = this.any(this.works);
    const reviewer = Math.floor(this.chance() * PEOPLE);
    const known = await academy.database.one('SELECT FROM review WHERE submission_id = $1 AND reviewer_id = $2', [work.id, this.pool.people[reviewer]!.id]);
    if (known || reviewer === work.author) return 'nothing';
    const id = await review(academy, this.pool, work, reviewer, { plan: this.level(), voice: this.level() });
    this.written.push({ id, work, state: 'done', isHeld: false });
    return 'writes';
  }

  private async change(words: string, fits: (each: Written) => boolean, act: (each: Written) => Promise<Partial<Written>>): Promise<string> {
    const fitting = this.written.filter(fits);
    if (fitting.length === 0) return 'nothing';
    const each = this.any(fitting);
    Object.assign(each, await act(each));
    return words;
  }

  private readonly level = (): number => Math.floor(this.chance() * 5);
  private readonly any = <T>(items: readonly T[]): T => items[Math.floor(this.chance() * items.length)]!;
}

describe('any history of reviews', () => {
  it.each([1, 2, 3])('every grade there ever was comes out again from its rows, and stays as it was given (seed %i)', async (seed) => {
    const pool = await poolOf(academy, PEOPLE);
    const works: Work[] = [];
    for (let author = 0; author < WORKS; author++) works.push(await submitted(academy, pool, author, { reviewBy: new Date(academy.clock.now().getTime() + (author % 2 === 0 ? DAY : -DAY)) }));
    const history = new History(pool, works, chanceFrom(seed));
    const given = new Map<string, string>();
    const done: string[] = [];

    for (let step = 0; step < STEPS; step++) {
      done.push(await history.step());
      const again = await academy.web.get(Recomputation).of(works.map(({ id }) => id));
      expect(again.filter(({ isEqual }) => !isEqual)).toEqual([]);
      for (const { gradeId, stored } of again) {
        const before = given.get(gradeId);
        if (before !== undefined) expect(JSON.stringify(stored)).toBe(before);
        given.set(gradeId, JSON.stringify(stored));
      }
    }
    for (const work of works) {
      const standing = (await gradesOf(academy, work)).filter(({ isStanding }) => isStanding);
      expect(standing.length).toBe((await workOf(academy, work)).state === 'graded' ? 1 : 0);
    }
    expect(given.size).toBeGreaterThan(WORKS);
    expect(new Set(done).size).toBeGreaterThan(5);
  });
});
