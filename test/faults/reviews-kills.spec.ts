import type { Person, RunningAcademy } from '../support/academy';
import { startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { Build, type Program } from '../support/programs';
import { until } from '../support/until';
import { must } from '../support/world';
import { assignment, courseWith, editionOf } from '../reviews/support';
import { type Change, Doors, fingerprint } from './doors';
import { Victims } from './victims';
import { halfMade, TABLES } from './reviews-kills.rules';
import { Crowd, stepsOf, WORDS } from './reviews-kills.steps';

const HOUR = 3_600_000;
describe('peer review, killed at every step', () => {
  let academy: RunningAcademy;
  let build: Build;
  let doors: Doors;
  let staff: Person;
  let crowd: Crowd;
  let victims: Victims;
  let kills = 0;

  beforeAll(async () => {
    [academy, build] = await Promise.all([startAcademy({ worker: false }), Build.make()]);
    victims = new Victims(build, academy);
    staff = await academy.person({ roles: [{ role: 'coordinator', scope: 'platform', id: null }, { role: 'designer', scope: 'platform', id: null }] });
    const few = { reviewsToGive: 2, reviewsWanted: 2, correctionMinutes: 10_000 };
    const single = { reviewsToGive: 1, reviewsWanted: 1 };
    const changes: Record<string, object> = { finish: single, enough: { reviewsWanted: 3 }, held: { ...single, release: 'at-review-deadline' } };
    const keys = ['draft', 'redraft', 'submit', 'next', 'save', 'finish', 'withdraw', 'release', 'grade', 'enough', 'held', 'short'];
    const { courseId } = await courseWith(staff, keys.map((key) => assignment(key, { ...few, ...changes[key] })));
    crowd = new Crowd(academy, await editionOf(staff, courseId, academy.clock.now(), keys));
    doors = await Doors.build(academy, TABLES);
  });
  afterAll(async () => {
    await victims.remove();
    await doors.close();
    await academy.stop();
    await build.remove();
  });

  const CASES = Object.entries(stepsOf(() => crowd, () => staff)).flatMap(([name, step]) => step.places.map((place) => [name, place, step] as const));

  it.each(CASES)('%s, at %s', async (_name, place, step) => {
    const scene = await step.prepare();
    const before = await fingerprint(academy, TABLES);
    const { program, base } = await victims.web();
    const isAnswer = place.startsWith('answer from ');
    if (isAnswer) await doors.hide(place.slice('answer from '.length));
    else await doors.shut(place as Change);
    const asked = step.ask(scene.api(base), scene).then(({ status, body }) => `${status} ${JSON.stringify(body)}`, () => 'no answer');
    try {
      const first = await Promise.race([asked, doors.isReached(place).then(() => 'held')]);
      expect(first).toBe('held');
      await program.kill();
      kills += 1;
      expect(await asked).toBe('no answer');
    } finally {
      await doors.open();
    }

    expect(await step.isThere(scene)).toBe(isAnswer);
    if (!isAnswer) expect(await fingerprint(academy, TABLES)).toBe(before);
    expect(await halfMade(academy)).toEqual([]);

    const { status } = await step.ask(scene.api(academy.config.publicUrl), scene);
    expect(status).toBe(isAnswer ? step.again.after : step.again.before);
    expect(await step.isThere(scene)).toBe(true);
    expect((await step.ask(scene.api(academy.config.publicUrl), scene)).status).toBe(step.again.after);
    expect(await halfMade(academy)).toEqual([]);
  });

  describe('in the worker', () => {
    let begun: Date;
    let words = 0;

    beforeAll(async () => {
      // Works with two of three reviews; works whose one review is in, with grades held back; and one that nobody reviews: a claim on it lies idle.
      const enough = [await crowd.author('enough'), await crowd.author('enough'), await crowd.author('enough')];
      const held = [await crowd.author('held'), await crowd.author('held'), await crowd.author('held')];
      const [idle] = [await crowd.author('short'), await crowd.author('short')];
      // After a day, two may review each other.
      begun = await academy.clock.moveTo(new Date(academy.clock.now().getTime() + 25 * HOUR));
      for (const desk of [...enough, ...enough]) await desk.handIn(must(await desk.next(), 201).body.reviewId, { ...WORDS, overall: `${WORDS.overall} Number ${words++}.` });
      for (const desk of held) await desk.handIn(must(await desk.next(), 201).body.reviewId, WORDS);
      must(await idle!.next(), 201);
    });

    async function startWorker(): Promise<Program> {
      // As a minute later: what the last one had begun is begun again.
      await academy.database.query(`UPDATE clockwork SET last_run_at = '-infinity'`);
      return victims.worker();
    }

    it.each([
      ['a claim goes back', 'UPDATE review', 49],
      ['a claim goes back', 'UPDATE submission', 49],
      ['a claim goes back', 'INSERT fact', 49],
      ['works with enough reviews are graded', 'INSERT grade', 20 * 24 + 1],
      ['what nobody could offer is waived', 'UPDATE review_duty', 20 * 24 + 1],
      ['grades are released', 'UPDATE grade', 20 * 24 + 1],
      ['authors are credited', 'INSERT progress', 20 * 24 + 1],
      ['what is short goes to moderators', 'UPDATE submission', 24 * 24],
      ['what is short goes to moderators', 'INSERT review_case', 24 * 24],
    ] as const)('%s, at %s', async (_name, change, hours) => {
      await academy.clock.moveTo(new Date(Math.max(begun.getTime() + hours * HOUR, academy.clock.now().getTime())));
      await doors.shut(change);
      try {
        const worker = await startWorker();
        await doors.isReached(change);
        await worker.kill();
        kills += 1;
      } finally {
        await doors.open();
      }
      expect(await halfMade(academy)).toEqual([]);
    });

    it('the next worker brings all to its end: no claim outlives its time, every work has its grade or its moderator', async () => {
      await startWorker();
      const left = `SELECT (SELECT count(*) FROM review WHERE state = 'claimed' AND expires_at <= academy_now())::int AS claims,
        (SELECT count(*) FROM submission WHERE state IN ('submitted', 'in-review') AND phase <> 'moderators' AND review_by <= academy_now() - interval '3 days')::int AS works,
        (SELECT count(*) FROM grade WHERE superseded_at IS NULL AND released_at IS NULL)::int AS grades,
        (SELECT count(*) FROM fact_delivery WHERE done_at IS NULL AND failed_at IS NULL)::int AS deliveries`;
      let seen: Json;
      await until(async () => Object.values((seen = (await academy.database.one(left))!)).every((count) => count === 0), 'all to be done').catch((error: Error) => {
        throw new Error(`${error.message} ${JSON.stringify(seen)}`);
      });
      expect(await halfMade(academy)).toEqual([]);
      expect(await academy.database.query(`SELECT listener, error FROM fact_delivery WHERE failed_at IS NOT NULL`)).toEqual([]);
      const states = await academy.database.query(`SELECT activity_key AS key, state, phase, count(*)::int AS count FROM submission WHERE activity_key IN ('enough', 'held', 'short') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
      expect(states).toEqual([
        { key: 'enough', state: 'graded', phase: 'rescue', count: 3 },
        { key: 'held', state: 'graded', phase: 'regular', count: 3 },
        { key: 'short', state: 'in-review', phase: 'moderators', count: 1 },
        { key: 'short', state: 'submitted', phase: 'moderators', count: 1 },
      ]);
    });

    it('more than thirty processes died of it', () => expect(kills).toBeGreaterThan(30));
  });
});
