import { Client } from 'pg';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { ApiClient } from '../support/client';
import { EventStream } from '../support/event.stream';
import { freePort } from '../support/ports';
import { Build, type Program } from '../support/programs';
import { urlOf } from '../support/template-database';
import { until } from '../support/until';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';
import { Gates } from './gates';

const PLACES = {
  'the end of a job': { table: 'fact_delivery', when: `NEW.done_at IS NOT NULL AND NEW.listener = 'credentials.issue-certificate'`, about: `NEW.payload->>'enrolmentId'` },
  'the hundredth seat': { table: 'edition', when: 'NEW.seats_taken = 100', about: 'NEW.id::text' },
};

describe('processes that are told to end, or cut off', () => {
  let academy: RunningAcademy;
  let build: Build;
  let gates: Gates<keyof typeof PLACES>;
  let coordinator: Person;
  let courseId: string;
  const programs: Program[] = [];

  beforeAll(async () => {
    [academy, build] = await Promise.all([startAcademy({ worker: false }), Build.make()]);
    gates = await Gates.build(academy, PLACES);
    coordinator = await academy.coordinator();
    ({ courseId } = await publishCourse(await academy.designer()));
  });
  afterAll(async () => {
    for (const program of programs) await program.remove();
    await gates.close();
    await academy.stop();
    await build.remove();
  });

  const openCourse = (change: object = {}) => openEdition(coordinator, courseId, academy.clock.now(), change);
  const people = (count: number) => Promise.all(Array.from({ length: count }, () => academy.person()));
  const count = async (sql: string, parameters: unknown[] = []) => (await academy.database.one<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`, parameters))!.count;

  /** A web process beside the test's own, on the same database. */
  async function startWeb(): Promise<{ web: Program; base: string }> {
    const port = await freePort();
    const web = await build.start('web', academy.config, { PORT: String(port) });
    programs.push(web);
    return { web, base: `http://127.0.0.1:${port}` };
  }
  const enrolAt = (base: string, person: Person, editionId: string) => new ApiClient(base, person.token).post(`/editions/${editionId}/enrolments`);

  it('web answers what it was asked before the signal, takes nothing new, and ends within 10 s', async () => {
    const editionId = await openCourse();
    const { web, base } = await startWeb();
    const early = await people(10);

    // A lock that another holds keeps ten requests under way; others come and go meanwhile.
    const other = new Client({ connectionString: urlOf(academy.databaseName) });
    // Where this test fails, its database goes from under it.
    other.on('error', () => undefined);
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM edition WHERE id = $1 FOR UPDATE', [editionId]);
    const underWay = Promise.all(early.map((person) => enrolAt(base, person, editionId)));
    await until(async () => (await count(`pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)) === 10, 'ten requests to wait');
    const answered: number[] = [];
    const load = Array.from({ length: 8 }, () => browseUntilClosed(base, answered));
    await until(() => answered.length >= 20, 'others to be served');

    const ending = web.stop();
    await until(() => fetch(`${base}/healthz`).then(({ status }) => status === 503, () => true), 'new requests to be turned away');
    expect(web.hasEnded).toBe(false);
    await other.query('COMMIT');
    await other.end();

    expect((await underWay).map(({ status }) => status)).toEqual(Array(10).fill(201));
    const { code, seconds } = await ending;
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(10);
    await Promise.all(load);
    expect(new Set(answered)).toEqual(new Set([200]));
    expect(web.said).not.toMatch(/ERROR/);
    expect(await count('enrolment WHERE edition_id = $1', [editionId])).toBe(10);
  });

  it('web ends its open streams at once, so that nobody who only listens holds it up', async () => {
    const editionId = await openCourse();
    const { web, base } = await startWeb();
    const teachers = await people(3);
    for (const teacher of teachers) must(await enrolAt(base, teacher, editionId), 201);
    const streams = await Promise.all(Array.from({ length: 15 }, (_, index) => EventStream.open(base, `/discussions/${editionId}/live`, { authorization: `Bearer ${teachers[index % 3]!.token}` })));
    expect(streams.map(({ status }) => status)).toEqual(Array(15).fill(200));
    await until(() => streams.every(({ heard }) => heard.length > 0), 'the streams to begin');

    const ending = web.stop();
    await Promise.all(streams.map((stream) => stream.ends()));
    const { code, seconds } = await ending;
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(10);
    expect(web.said).not.toMatch(/ERROR/);
  });

  it('worker finishes the job it is at, and ends with code 0', async () => {
    const [person] = (await people(1)) as [Person];
    const { id } = must(await person.api.post(`/editions/${await openCourse()}/enrolments`), 201).body;
    await completeCourse(person.api, id);
    await gates.shut('the end of a job', id);
    const worker = await build.start('worker', academy.config);
    programs.push(worker);
    await gates.isReached();

    const ending = worker.stop();
    // Time enough to hear it, and to end if it did not care.
    for (let asked = 0; asked < 20; asked += 1) must(await academy.api.get('~/healthz'), 200);
    expect(worker.hasEnded).toBe(false);
    await gates.letPass('the end of a job', id);

    const { code, seconds } = await ending;
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(18);
    expect(await count(`fact_delivery WHERE listener = 'credentials.issue-certificate' AND payload->>'enrolmentId' = $1 AND done_at IS NOT NULL AND attempts = 1`, [id])).toBe(1);
    expect(await count(`bullmq.job WHERE state = 'active'`)).toBe(0);
    await until(() => !worker.hasSurvivors, 'the printing process to end with its worker');
  });

  it('web cut off amid 200 enrolments has kept every one it answered, and none twice', async () => {
    const editionId = await openCourse({ seats: 150 });
    const crowd = await people(200);
    const { web, base } = await startWeb();
    // However late the cut comes, whoever wants this seat and all behind her are still under way.
    await gates.shut('the hundredth seat', editionId);
    const answered = new Map<string, string>();
    let killed: Promise<void> | null = null;
    const outcomes = await Promise.all(
      crowd.map(async (person) => {
        const reply = await enrolAt(base, person, editionId).catch(() => null);
        if (!reply) return 'cut off';
        answered.set(person.id, reply.body.id as string);
        if (answered.size >= 60) killed ??= web.kill();
        return reply.status;
      }),
    );
    await killed;
    await gates.open('the hundredth seat', editionId);
    expect(new Set(outcomes)).toEqual(new Set([201, 'cut off']));
    expect(answered.size).toBeGreaterThanOrEqual(60);

    const kept = await academy.database.query<{ id: string; userId: string }>('SELECT id, user_id AS "userId" FROM enrolment WHERE edition_id = $1', [editionId]);
    const keptBy = new Map(kept.map(({ id, userId }) => [userId, id]));
    for (const [userId, id] of answered) expect(keptBy.get(userId)).toBe(id);

    const next = await startWeb();
    const again = await Promise.all(crowd.map((person) => enrolAt(next.base, person, editionId)));
    expect(again.filter(({ status }) => status !== 200 && status !== 201)).toEqual([]);
    expect(again.filter(({ status }) => status === 200)).toHaveLength(kept.length);
    for (const [index, { body }] of again.entries()) expect(body.id).toBe(keptBy.get(crowd[index]!.id) ?? body.id);
    expect(await count('enrolment WHERE edition_id = $1', [editionId])).toBe(200);
    expect(await count(`enrolment WHERE edition_id = $1 AND state = 'active'`, [editionId])).toBe(150);
    expect(must(await coordinator.api.get(`/editions/${editionId}`), 200).body).toMatchObject({ seatsTaken: 150, waiting: 50 });
    const facts = `fact WHERE kind IN ('enrolment.activated', 'enrolment.waitlisted') AND payload->>'enrolmentId' IN (SELECT id::text FROM enrolment WHERE edition_id = $1)`;
    expect(await count(facts, [editionId])).toBe(200);
  });
});

/** Asks for one page after another and notes how each is answered, until the server is gone or says that it goes. */
async function browseUntilClosed(base: string, answered: number[]): Promise<void> {
  for (;;) {
    const status = await fetch(`${base}/api/v1/courses`).then(async (response) => {
      await response.arrayBuffer();
      return response.status;
    }, () => 503);
    if (status === 503) return;
    answered.push(status);
  }
}
