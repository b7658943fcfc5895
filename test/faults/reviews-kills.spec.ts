import type { Person, RunningAcademy } from '../support/academy';
import { startAcademy } from '../support/academy';
import { ApiClient, type Json, type Reply } from '../support/client';
import { freePort } from '../support/ports';
import { Build, type Program } from '../support/programs';
import { until } from '../support/until';
import { must } from '../support/world';
import { assignment, courseWith, Desk, editionOf } from '../reviews/support';
import { type Change, Doors, fingerprint, halfMade } from './reviews-kills.doors';

const HOUR = 3_600_000;
const WORDS = {
  scores: { aims: 'l2', pupils: 'l2' },
  comments: { pupils: 'They compare two counts and say what they doubt about each of them.' },
  overall: 'A lesson that I could hold tomorrow, with a question to begin with and time to compare.',
};
/** The place where a process is held: before a change, or once all is written, before it reads what it answers with. */
type Place = Change | `answer from ${string}`;
type Scene = { api: (base: string) => ApiClient; path: string; desk: Desk; reviewId?: string; seen?: Json };
type Step = {
  places: readonly Place[];
  prepare: () => Promise<Scene>;
  ask: (api: ApiClient, scene: Scene) => Promise<Reply>;
  /** Whether Postgres has it. */
  isThere: (scene: Scene) => Promise<boolean>;
  /** What the same request is answered afterwards: where nothing had happened, and where all had. */
  again: { before: number; after: number };
};

describe('peer review, killed at every step', () => {
  let academy: RunningAcademy;
  let build: Build;
  let doors: Doors;
  let staff: Person;
  let editionId: string;
  const programs: Program[] = [];
  let standby: Promise<{ program: Program; base: string }> | null = null;
  let kills = 0;

  beforeAll(async () => {
    [academy, build] = await Promise.all([startAcademy({ worker: false }), Build.make()]);
    staff = await academy.person({ roles: [{ role: 'coordinator', scope: 'platform', id: null }, { role: 'designer', scope: 'platform', id: null }] });
    const few = { reviewsToGive: 2, reviewsWanted: 2, correctionMinutes: 10_000 };
    const single = { reviewsToGive: 1, reviewsWanted: 1 };
    const changes: Record<string, object> = { finish: single, enough: { reviewsWanted: 3 }, held: { ...single, release: 'at-review-deadline' } };
    const keys = ['draft', 'redraft', 'submit', 'next', 'save', 'finish', 'withdraw', 'release', 'grade', 'enough', 'held', 'short'];
    const { courseId } = await courseWith(staff, keys.map((key) => assignment(key, { ...few, ...changes[key] })));
    editionId = await editionOf(staff, courseId, academy.clock.now(), keys);
    doors = await Doors.build(academy);
  }, 120_000);
  afterAll(async () => {
    if (standby) programs.push((await standby).program);
    for (const program of programs) await program.remove();
    await doors.close();
    await academy.stop();
    await build.remove();
  });

  async function startWeb(): Promise<{ program: Program; base: string }> {
    const port = await freePort();
    const program = await build.start('web', academy.config, { PORT: String(port) });
    programs.push(program);
    return { program, base: `http://127.0.0.1:${port}` };
  }
  /** The next one starts while this one is at work. */
  async function web(): Promise<{ program: Program; base: string }> {
    const ready = await (standby ?? startWeb());
    standby = startWeb();
    standby.catch(() => undefined);
    return ready;
  }

  async function newcomer(key: string): Promise<Desk> {
    const person = await academy.person();
    return new Desk(person, must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id as string, key);
  }
  async function author(key: string): Promise<Desk> {
    const desk = await newcomer(key);
    await desk.write({ markdown: `Pupils of ${desk.enrolmentId} count what passes, twice.` });
    await desk.submit();
    return desk;
  }
  const sceneOf = (desk: Desk, more: Partial<Scene> = {}): Scene => ({ desk, path: desk.path, api: (base) => new ApiClient(base, desk.person.token), ...more });
  async function claim(key: string): Promise<Scene> {
    const desk = await author(key);
    await author(key);
    return sceneOf(desk, { reviewId: must(await desk.next(), 201).body.reviewId as string });
  }
  const is = async (sql: string, parameters: unknown[]): Promise<boolean> => (await academy.database.one(sql, parameters)) !== null;
  const workIs = (state: string) => ({ desk }: Scene) =>
    is('SELECT FROM submission s JOIN submission_author a ON a.submission_id = s.id WHERE a.enrolment_id = $1 AND a.activity_key = $2 AND s.state = $3', [desk.enrolmentId, desk.key, state]);
  const reviewIs = (condition: string) => ({ reviewId }: Scene) => is(`SELECT FROM review WHERE id = $1 AND ${condition}`, [reviewId]);

  const STEPS: Record<string, Step> = {
    'a first draft': {
      places: ['INSERT submission', 'INSERT submission_author', 'answer from grade'],
      prepare: async () => sceneOf(await newcomer('draft')),
      ask: (api, { path }) => api.put(`${path}/submission`, { markdown: 'A first thought.', language: 'en' }),
      isThere: workIs('draft'),
      // It is there: she is asked which state of it this is based on.
      again: { before: 201, after: 428 },
    },
    'a draft typed on': {
      places: ['UPDATE submission', 'answer from grade'],
      prepare: async () => {
        const desk = await newcomer('redraft');
        return sceneOf(desk, { seen: await desk.write({ markdown: 'A first thought.' }) });
      },
      ask: (api, { path, seen }) => api.put(`${path}/submission`, { markdown: 'A second thought.', language: 'en' }, { headers: { 'if-match': `"r${seen.revision}"` } }),
      isThere: ({ desk }) => is(`SELECT FROM submission s JOIN submission_author a ON a.submission_id = s.id WHERE a.enrolment_id = $1 AND s.content ->> 'markdown' = 'A second thought.'`, [desk.enrolmentId]),
      again: { before: 200, after: 412 },
    },
    'handing in': {
      places: ['INSERT review_duty', 'UPDATE submission', 'INSERT progress', 'INSERT fact', 'answer from grade'],
      prepare: async () => {
        const desk = await newcomer('submit');
        await desk.write({ markdown: 'All of it.' });
        return sceneOf(desk);
      },
      ask: (api, { path }) => api.post(`${path}/submission/submit`),
      isThere: workIs('submitted'),
      again: { before: 200, after: 409 },
    },
    'asking for a work': {
      places: ['INSERT review_duty', 'UPDATE submission', 'INSERT review', 'answer from submission_attachment'],
      prepare: async () => {
        const desk = await author('next');
        await author('next');
        return sceneOf(desk);
      },
      ask: (api, { path }) => api.post(`${path}/reviews/next`),
      isThere: ({ desk }) => is(`SELECT FROM review WHERE enrolment_id = $1 AND state = 'claimed'`, [desk.enrolmentId]),
      again: { before: 201, after: 200 },
    },
    'a review typed on': {
      places: ['UPDATE review'],
      prepare: () => claim('save'),
      ask: (api, { reviewId }) => api.put(`/reviews/${reviewId}`, { ...WORDS, done: false }),
      isThere: reviewIs(`overall = '${WORDS.overall}'`),
      again: { before: 200, after: 200 },
    },
    'handing the last review in': {
      places: ['UPDATE review', 'UPDATE review_duty', 'UPDATE submission', 'INSERT grade', 'INSERT fact'],
      prepare: () => claim('finish'),
      ask: (api, { reviewId }) => api.put(`/reviews/${reviewId}`, { ...WORDS, done: true }),
      isThere: ({ reviewId }) => is(`SELECT FROM review r JOIN grade g ON g.submission_id = r.submission_id WHERE r.id = $1 AND r.state = 'done' AND g.released_at IS NOT NULL`, [reviewId]),
      again: { before: 200, after: 200 },
    },
    'taking back what is lent': {
      places: ['UPDATE review', 'UPDATE review_duty', 'UPDATE submission', 'INSERT fact', 'answer from grade'],
      prepare: async () => {
        const desk = await author('withdraw');
        for (let state = ''; state !== 'in-review'; state = (await desk.work()).state) must(await (await author('withdraw')).next(), 201);
        return sceneOf(desk);
      },
      ask: (api, { path }) => api.post(`${path}/submission/withdraw`),
      isThere: workIs('withdrawn'),
      again: { before: 200, after: 409 },
    },
    'giving a claim back': {
      places: ['UPDATE review', 'UPDATE submission'],
      prepare: () => claim('release'),
      ask: (api, { reviewId }) => api.post(`/reviews/${reviewId}/release`),
      isThere: reviewIs(`state = 'released'`),
      again: { before: 204, after: 204 },
    },
    'a grade by staff': {
      places: ['INSERT grade', 'INSERT fact'],
      prepare: async () => {
        const desk = await author('grade');
        return { ...sceneOf(desk, { seen: await desk.work() }), api: (base) => new ApiClient(base, staff.token) };
      },
      ask: (api, { seen }) => api.put(`/submissions/${seen.id}/grade`, { passed: true, reason: 'Read by two of us.' }),
      isThere: workIs('graded'),
      again: { before: 200, after: 200 },
    },
  };

  const CASES = Object.entries(STEPS).flatMap(([name, step]) => step.places.map((place) => [name, place, step] as const));

  it.each(CASES)('%s, at %s', async (_name, place, step) => {
    const scene = await step.prepare();
    const before = await fingerprint(academy);
    const { program, base } = await web();
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
    if (!isAnswer) expect(await fingerprint(academy)).toBe(before);
    expect(await halfMade(academy)).toEqual([]);

    const { status } = await step.ask(scene.api(academy.config.publicUrl), scene);
    expect(status).toBe(isAnswer ? step.again.after : step.again.before);
    expect(await step.isThere(scene)).toBe(true);
    expect((await step.ask(scene.api(academy.config.publicUrl), scene)).status).toBe(step.again.after);
    expect(await halfMade(academy)).toEqual([]);
  }, 120_000);

  describe('in the worker', () => {
    let begun: Date;
    let words = 0;

    beforeAll(async () => {
      // Works with two of three reviews; works whose one review is in, with grades held back; and one that nobody reviews: a claim on it lies idle.
      const enough = [await author('enough'), await author('enough'), await author('enough')];
      const held = [await author('held'), await author('held'), await author('held')];
      const [idle] = [await author('short'), await author('short')];
      // After a day, two may review each other.
      begun = await academy.clock.moveTo(new Date(academy.clock.now().getTime() + 25 * HOUR));
      for (const desk of [...enough, ...enough]) await desk.handIn(must(await desk.next(), 201).body.reviewId, { ...WORDS, overall: `${WORDS.overall} Number ${words++}.` });
      for (const desk of held) await desk.handIn(must(await desk.next(), 201).body.reviewId, WORDS);
      must(await idle!.next(), 201);
    });

    async function startWorker(): Promise<Program> {
      // As a minute later: what the last one had begun is begun again.
      await academy.database.query(`UPDATE clockwork SET last_run_at = '-infinity'`);
      const worker = await build.start('worker', academy.config);
      programs.push(worker);
      return worker;
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
    }, 120_000);

    it('the next worker brings all to its end: no claim outlives its time, every work has its grade or its moderator', async () => {
      await startWorker();
      const left = `SELECT (SELECT count(*) FROM review WHERE state = 'claimed' AND expires_at <= academy_now())::int AS claims,
        (SELECT count(*) FROM submission WHERE state IN ('submitted', 'in-review') AND phase <> 'moderators' AND review_by <= academy_now() - interval '3 days')::int AS works,
        (SELECT count(*) FROM grade WHERE superseded_at IS NULL AND released_at IS NULL)::int AS grades,
        (SELECT count(*) FROM fact_delivery WHERE done_at IS NULL AND failed_at IS NULL)::int AS deliveries`;
      let seen: Json;
      await until(async () => Object.values((seen = (await academy.database.one(left))!)).every((count) => count === 0), 'all to be done', 90).catch((error: Error) => {
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
    }, 150_000);

    it('more than thirty processes died of it', () => expect(kills).toBeGreaterThan(30));
  });
});
