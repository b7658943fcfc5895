import { sha256, Storage } from '@academy/platform';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { Build, type Program } from '../support/programs';
import { until } from '../support/until';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';
import { Gates } from './gates';

const DELIVERED = (listener: string) => ({ table: 'fact_delivery', when: `NEW.done_at IS NOT NULL AND NEW.listener = '${listener}'`, about: `NEW.payload->>'enrolmentId'` });

/** Between an effect and the word that it happened. */
const PLACES = {
  'the mail was taken, but is not marked as sent': { table: 'mail', when: `NEW.state = 'sent' AND NEW.kind = 'certificate-ready'`, about: `NEW.data->>'enrolmentId'` },
  'the PDF is stored, but its row does not say so': { table: 'certificate', when: 'NEW.storage_key IS NOT NULL', about: 'NEW.enrolment_id::text' },
  'the certificate is made, but its job is not acknowledged': DELIVERED('credentials.issue-certificate'),
  'the badge is awarded, but its job is not acknowledged': DELIVERED('credentials.award-course-badge'),
};
type PlaceName = keyof typeof PLACES;
/** The gate is about whoever the batch has just counted: her award is not written yet. */
const BATCHES = { 'the next of a batch is counted': { table: 'batch', when: 'NEW.done > OLD.done', about: `NEW.work->'enrolmentIds'->>(NEW.done - 1)` } };
/** How often at each place: `KILLS=100 npm test -- worker-kills` kills a hundred. */
const TIMES = Math.ceil(Number(process.env['KILLS'] ?? 8) / 4);

/** What there is of one completion. */
type Traces = { pdfs: number; certificates: number; awards: number; acknowledged: string[]; mail: string | null };

describe('a worker that is killed between an effect and its acknowledgement, again and again', () => {
  let academy: RunningAcademy;
  let build: Build;
  let gates: Gates<PlaceName | keyof typeof BATCHES>;
  let editionId: string;
  let courseId: string;
  let coordinator: Person;
  const teachers: { person: Person; enrolmentId: string }[] = [];
  const workers: Program[] = [];

  const startWorker = async (): Promise<Program> => {
    const worker = await build.start('worker', academy.config);
    workers.push(worker);
    return worker;
  };

  beforeAll(async () => {
    [academy, build] = await Promise.all([startAcademy({ worker: false }), Build.make()]);
    gates = await Gates.build(academy, { ...PLACES, ...BATCHES });
    ({ courseId } = await publishCourse(await academy.designer()));
    coordinator = await academy.coordinator();
    editionId = await openEdition(coordinator, courseId, academy.clock.now());
  });
  afterAll(async () => {
    for (const worker of workers) await worker.remove();
    await gates.close();
    await academy.stop();
    await build.remove();
  });

  async function complete(): Promise<{ person: Person; enrolmentId: string }> {
    const person = await academy.person();
    const { id } = must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body as { id: string };
    await completeCourse(person.api, id);
    const teacher = { person, enrolmentId: id };
    teachers.push(teacher);
    return teacher;
  }

  async function traces(enrolmentId: string): Promise<Traces> {
    const found = await academy.database.one<Traces & { certificateId: string | null }>(
      `SELECT (SELECT id FROM certificate WHERE enrolment_id = $1) AS "certificateId",
              (SELECT count(storage_key)::int FROM certificate WHERE enrolment_id = $1) AS certificates,
              (SELECT count(*)::int FROM award WHERE enrolment_id = $1) AS awards,
              ARRAY(SELECT listener FROM fact_delivery WHERE payload->>'enrolmentId' = $1::text AND done_at IS NOT NULL AND kind = 'course.completed') AS acknowledged,
              (SELECT state FROM mail WHERE natural_key LIKE 'certificate-ready:%' AND data->>'enrolmentId' = $1::text) AS mail`,
      [enrolmentId],
    );
    const { certificateId, ...rest } = found!;
    const pdf = certificateId && (await academy.web.get(Storage).get(`certificates/${certificateId.slice(0, 2)}/${certificateId}.pdf`).catch(() => null));
    return { ...rest, pdfs: pdf ? 1 : 0 };
  }

  const readyMails = () => academy.mailbox.mails.filter(({ headers }) => headers.some(({ key, value }) => key === 'x-academy-kind' && value === 'certificate-ready'));

  const expected: Record<PlaceName, (traces: Traces, email: string) => void> = {
    'the mail was taken, but is not marked as sent': ({ mail }, email) => {
      expect(mail).toBe('sending');
      expect(academy.mailbox.to(email, 'certificate-ready')).toHaveLength(1);
    },
    'the PDF is stored, but its row does not say so': ({ pdfs, certificates, mail }) => expect({ pdfs, certificates, mail }).toEqual({ pdfs: 1, certificates: 0, mail: null }),
    'the certificate is made, but its job is not acknowledged': ({ certificates, acknowledged }) => {
      expect(certificates).toBe(1);
      expect(acknowledged).not.toContain('credentials.issue-certificate');
    },
    'the badge is awarded, but its job is not acknowledged': ({ awards, acknowledged }) => {
      expect(awards).toBe(1);
      expect(acknowledged).not.toContain('credentials.award-course-badge');
    },
  };

  it.each(Object.keys(PLACES) as PlaceName[])('when %s', async (place) => {
    for (let time = 0; time < TIMES; time += 1) {
      const { person, enrolmentId } = await complete();
      await gates.shut(place, enrolmentId);
      const worker = await startWorker();
      await gates.isReached();
      await worker.kill();
      expected[place](await traces(enrolmentId), person.email);
      await gates.open(place, enrolmentId);
      await until(() => !worker.hasSurvivors, 'the printing process to end with its worker');
    }
  }, 60_000 + TIMES * 30_000);

  it('everything is done by the next worker, within two minutes', async () => {
    expect(workers).toHaveLength(4 * TIMES);
    // As two minutes later: what a dead sender held is given back then.
    await academy.database.query(`UPDATE mail SET lease_until = lease_until - interval '2 minutes' WHERE state = 'sending'`);
    await startWorker();
    const open = async () => {
      const left = await academy.database.one<{ count: number }>(
        `SELECT (SELECT count(*) FROM fact_delivery WHERE done_at IS NULL)::int + (SELECT count(*) FROM mail WHERE state <> 'sent')::int AS count`,
      );
      return left!.count;
    };
    await until(async () => (await open()) === 0, 'all to be delivered and sent');
  });

  it('there is one certificate, one badge and one mail for each', async () => {
    const ids = teachers.map(({ enrolmentId }) => enrolmentId).sort();
    const owners = async (sql: string) => (await academy.database.query<{ id: string }>(sql)).map(({ id }) => id).sort();
    expect(new Set(ids).size).toBe(4 * TIMES);
    expect(await owners('SELECT enrolment_id AS id FROM certificate')).toEqual(ids);
    expect(await owners('SELECT enrolment_id AS id FROM certificate WHERE storage_key IS NOT NULL AND revoked_at IS NULL AND superseded_by IS NULL')).toEqual(ids);
    expect(await owners('SELECT enrolment_id AS id FROM award')).toEqual(ids);
    expect(await owners('SELECT enrolment_id AS id FROM award WHERE revoked_at IS NULL AND superseded_by IS NULL')).toEqual(ids);
    for (const kind of ['certificate.issued', 'badge.awarded']) expect(await owners(`SELECT payload->>'enrolmentId' AS id FROM fact WHERE kind = '${kind}'`)).toEqual(ids);

    const certificates = await academy.database.query<{ key: string; sha256: Buffer }>('SELECT storage_key AS key, sha256 FROM certificate');
    for (const { key, sha256: sum } of certificates) expect(sha256(await academy.web.get(Storage).get(key))).toEqual(sum);

    const addresses = (mails: ReturnType<typeof readyMails>) => mails.map(({ to }) => to![0]!.address!).sort();
    const distinct = [...new Map(readyMails().map((mail) => [mail.messageId, mail])).values()];
    expect(addresses(distinct)).toEqual(teachers.map(({ person }) => person.email).sort());
  });

  it('every mail that was taken before its worker died came again, under the same Message-ID', () => {
    const copies = teachers.map(({ person }) => academy.mailbox.to(person.email, 'certificate-ready').map(({ messageId }) => messageId));
    for (const ids of copies) expect(new Set(ids).size).toBe(1);
    for (const ids of copies.slice(0, TIMES)) expect(ids.length).toBeGreaterThan(1);
  });

  it('a batch goes on where its worker died, and each gets the badge once', async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    const { id: badgeId } = must(await coordinator.api.post(`/courses/${courseId}/badges`, { name: 'Street guide', trigger: 'manual' }), 201).body as { id: string };
    const enrolmentIds = teachers.map(({ enrolmentId }) => enrolmentId).slice(0, 8);
    const { batchId } = must(await coordinator.api.post(`/editions/${editionId}/awards`, { badgeId, enrolmentIds }), 202).body as { batchId: string };
    const awarded = async () => (await academy.database.query<{ id: string }>('SELECT enrolment_id AS id FROM award WHERE badge_id = $1', [badgeId])).map(({ id }) => id);

    for (const place of [0, 3]) {
      const reached = enrolmentIds[place]!;
      await gates.shut('the next of a batch is counted', reached);
      // As a minute later: what a dead worker held is given out anew then.
      await academy.database.query(`UPDATE fact_delivery SET queued_at = NULL WHERE listener = 'credentials.run-batch' AND done_at IS NULL`);
      const worker = await startWorker();
      await gates.isReached();
      await worker.kill();
      expect((await awarded()).sort()).toEqual(enrolmentIds.slice(0, place).sort());
      await gates.open('the next of a batch is counted', reached);
    }
    await academy.database.query(`UPDATE fact_delivery SET queued_at = NULL WHERE listener = 'credentials.run-batch' AND done_at IS NULL`);
    await startWorker();
    const batch = await until(async () => {
      const { body } = await coordinator.api.get(`/batches/${batchId}`);
      return body.done === body.total ? body : null;
    }, 'the batch to end');
    expect(batch).toMatchObject({ total: 8, done: 8, failed: [] });
    expect((await awarded()).sort()).toEqual([...enrolmentIds].sort());
  });
});
