import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { EnrolmentActivated } from '@academy/enrolments';
import { listenersOf } from '@academy/platform';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { PrivateRedis } from '../support/private-redis';
import { Build, type Program } from '../support/programs';
import { until } from '../support/until';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';

describe('queues in Redis', () => {
  let academy: RunningAcademy;
  let build: Build;
  let redis: PrivateRedis;
  let worker: Program;
  let coordinator: Person;
  let courseId: string;
  const people: Person[] = [];

  beforeAll(async () => {
    [redis, build] = await Promise.all([PrivateRedis.open(), Build.make()]);
    academy = await startAcademy({ worker: false, environment: { REDIS_URL: redis.url } });
    worker = await build.start('worker', academy.config);
    coordinator = await academy.coordinator();
    ({ courseId } = await publishCourse(await academy.designer()));
  });
  afterAll(async () => {
    await worker.remove();
    await academy.stop();
    await redis.kill();
    await build.remove();
  });

  const openCourse = () => openEdition(coordinator, courseId, academy.clock.now());
  const enrol = async (editionId: string, count: number): Promise<Person[]> => {
    const came = await Promise.all(Array.from({ length: count }, () => academy.person()));
    const answers = await Promise.all(came.map(({ api }) => api.post(`/editions/${editionId}/enrolments`)));
    expect(answers.map(({ status }) => status)).toEqual(Array(count).fill(201));
    people.push(...came);
    return came;
  };
  const counted = async (sql: string) => (await academy.database.one<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`))!.count;
  const isWelcomed = (person: Person) => academy.mailbox.to(person.email, 'enrolled').length > 0;
  const readiness = async () => {
    const { status, body } = await academy.api.get('~/readyz');
    return [status, body.postgres, body.queue];
  };

  it('carry the main job from enrolling to a certificate that verifies', async () => {
    const [teacher] = (await enrol(await openCourse(), 1)) as [Person];
    const [enrolment] = must(await teacher.api.get('/me/enrolments'), 200).body.items;
    await academy.mailbox.waitFor(teacher.email, 'enrolled');
    await completeCourse(teacher.api, enrolment.id);
    await academy.mailbox.waitFor(teacher.email, 'certificate-ready');
    const credentials = await until(async () => {
      const { items } = must(await teacher.api.get('/me/credentials'), 200).body;
      return items.length === 2 ? (items as { kind: string; code: string; pdfUrl?: string }[]) : null;
    }, 'certificate and badge');
    for (const { code } of credentials) expect(must(await academy.api.get(`/verify/${code}`), 200).body).toMatchObject({ status: 'valid' });
    const certificate = credentials.find(({ kind }) => kind === 'certificate')!;
    const pdf = must(await teacher.api.get(`~${new URL(certificate.pdfUrl!).pathname}`), 200);
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');

    const keys = await redis.ask((client) => client.keys('{academy}:*'));
    expect(keys).toEqual(expect.arrayContaining(['{academy}:facts:meta', '{academy}:credentials:meta']));
    expect(await counted('bullmq.job')).toBe(0);
  });

  it('are flushed while 100 jobs and more wait: all are done within 2 minutes', async () => {
    const editionId = await openCourse();
    const heard = listenersOf(EnrolmentActivated.name).map(({ name }) => name);
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    const facts = new Queue('facts', { connection, prefix: '{academy}' });
    let [people, flushedAt]: [Person[], number] = [[], 0];
    try {
      await facts.pause();
      people = await enrol(editionId, 100);
      // What follows from the course that was just opened may wait as well.
      const waiting = async () => (await facts.getJobs(['waiting'])).flatMap(({ data }) => (heard.includes(data.listener) ? (data.factIds as string[]) : [])).length;
      await until(async () => (await waiting()) === 100 * heard.length, 'their deliveries to wait');
      expect(people.filter(isWelcomed)).toEqual([]);

      await connection.flushall();
      flushedAt = Date.now();
      expect(await facts.getWaitingCount()).toBe(0);
    } finally {
      await facts.close();
      connection.disconnect();
    }

    await until(() => people.every(isWelcomed), 'all mails');
    expect(Date.now() - flushedAt).toBeLessThan(120_000);
    await until(async () => (await counted('fact_delivery WHERE done_at IS NULL')) === 0, 'all deliveries to be done');
  });

  it('are gone for a while: people are served, the clockwork runs, and all mails go out afterwards', async () => {
    const editionId = await openCourse();
    await redis.kill();
    await until(async () => (await readiness()).join() === '200,ok,degraded', 'the queue to be missed');
    await academy.database.query(`UPDATE clockwork SET last_run_at = '-infinity' WHERE name = 'editions.advance'`);

    const came = await enrol(editionId, 20);
    for (const path of ['~/', '~/courses', `/courses/${courseId}`]) must(await academy.api.get(path), 200);
    const [enrolment] = must(await came[0]!.api.get('/me/enrolments'), 200).body.items;
    must(await came[0]!.api.get(`/enrolments/${enrolment.id}/activities/read`), 200);
    const administrator = await academy.administrator();
    expect(must(await administrator.api.get('/operations'), 200).body).toMatchObject({ queues: null, clockwork: expect.arrayContaining([expect.objectContaining({ name: 'reminders.sweep' })]) });
    await until(async () => (await counted(`clockwork WHERE name = 'editions.advance' AND last_run_at > '-infinity'`)) === 1, 'the clockwork to run');
    expect(came.filter(isWelcomed)).toEqual([]);

    await redis.start();
    await until(async () => (await readiness()).join() === '200,ok,ok', 'the queue to be back');
    await until(async () => (await administrator.api.get('/operations')).body.queues, 'its figures to be back');
    await until(() => came.every(isWelcomed), 'all mails');
  });

  it('stop no process from starting and ending while they are gone, and what waited is done by the next', async () => {
    const editionId = await openCourse();
    await redis.kill();
    const came = await enrol(editionId, 5);
    const ending = await worker.stop();
    expect(ending.seconds).toBeLessThan(20);
    worker = await build.start('worker', academy.config);
    await redis.start();
    await until(() => came.every(isWelcomed), 'all mails');
  });

  it('sent each mail once', async () => {
    // The mailbox has a mail before the worker can say so.
    await until(async () => (await counted(`mail WHERE state <> 'sent'`)) === 0, 'all to be marked as sent');
    const sent = people.map((person) => academy.mailbox.to(person.email, 'enrolled').length);
    expect(sent).toEqual(Array(people.length).fill(1));
  });
});
