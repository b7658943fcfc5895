import { randomUUID } from 'node:crypto';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { editionDates, must, publishCourse, smallCourse } from '../support/world';

describe('a POST under an idempotency key', () => {
  let academy: RunningAcademy;
  let designer: Person;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    designer = await academy.designer();
  });
  afterAll(() => academy.stop());

  const under = (key: string) => ({ headers: { 'idempotency-key': key } });
  const courses = async (title: string) => (await academy.database.query(`SELECT FROM course WHERE title = $1`, [title])).length;
  const upload = (key: string, bytes: string, name = 'a.imscc') => {
    const form = new FormData();
    form.set('file', new Blob([bytes]), name);
    return fetch(`${academy.config.publicUrl}/api/v1/imports`, { method: 'POST', body: form, headers: { authorization: `Bearer ${designer.token}`, 'idempotency-key': key } });
  };

  it('is done once, and answered again as it was answered first', async () => {
    const key = randomUUID();
    const course = { ...smallCourse, title: 'Done once' };
    const first = must(await designer.api.post('/courses', course, under(key)), 201);
    const again = must(await designer.api.post('/courses', course, under(key)), 201);
    expect(again.body).toEqual(first.body);
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
    expect(await courses('Done once')).toBe(1);
  });

  it('answers again with the very status of the first answer', async () => {
    const { courseId } = await publishCourse(designer);
    const coordinator = await academy.coordinator();
    const edition = must(await coordinator.api.post(`/courses/${courseId}/editions`, { name: 'Spring', release: { mode: 'all' }, ...editionDates(academy.clock.now()) }), 201).body;
    const state = () => coordinator.api.post(`/editions/${edition.id}/state`, { state: 'open' }, under('open-it'));
    const [first, again] = [must(await state(), 200), await state()];
    expect([again.status, again.body.state]).toEqual([200, first.body.state]);

    const teacher = await academy.person();
    const enrol = () => teacher.api.post(`/editions/${edition.id}/enrolments`, undefined, under('enrol'));
    const [enrolled, enrolledAgain] = [must(await enrol(), 201), await enrol()];
    expect([enrolledAgain.status, enrolledAgain.body]).toEqual([201, enrolled.body]);

    const waive = () => coordinator.api.post(`/enrolments/${enrolled.body.id}/activities/read/waiver`, { reason: 'Ill' }, under('waive'));
    expect([(await waive()).status, (await waive()).status]).toEqual([204, 204]);
  });

  it('refuses another body, and another question behind the same address', async () => {
    const key = randomUUID();
    must(await designer.api.post('/courses', { ...smallCourse, title: 'Another body' }, under(key)), 201);
    expect((await designer.api.post('/courses', { ...smallCourse, title: 'Quite another body' }, under(key))).status).toBe(422);
    expect((await designer.api.post('/courses?dry=1', { ...smallCourse, title: 'Another body' }, under(key))).status).toBe(422);
    expect(await courses('Quite another body')).toBe(0);
  });

  it('is done once when eight come at the same moment', async () => {
    const key = randomUUID();
    const course = { ...smallCourse, title: 'At once' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => designer.api.post('/courses', course, under(key))));
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ status, body }) => status !== 201 && !(status === 409 && body.type === '/problems/request-under-way'))).toEqual([]);
    expect(await courses('At once')).toBe(1);
  });

  it('is never done again where its answer was lost, and says so', async () => {
    const key = randomUUID();
    const ask = () => designer.api.post('/courses', { ...smallCourse, title: 'Lost answer' }, under(key));
    must(await ask(), 201);
    // As a process leaves it that died once all was written, and before its answer was kept.
    await academy.database.query('UPDATE idempotency_key SET status = NULL, answer = NULL WHERE key = $1', [key]);
    expect((await ask()).body.type).toBe('/problems/request-under-way');
    await academy.database.query(`UPDATE idempotency_key SET started_at = started_at - interval '2 minutes' WHERE key = $1`, [key]);
    expect(await ask()).toMatchObject({ status: 409, body: { type: '/problems/answer-lost', detail: expect.stringContaining('was done') } });
    expect((await ask()).status).toBe(409);
    expect(await courses('Lost answer')).toBe(1);
  });

  it('is done once where the first was so slow that it was taken for dead', async () => {
    const key = randomUUID();
    const ask = () => designer.api.post('/courses', { ...smallCourse, title: 'Slow' }, under(key));
    const startedAt = async () => (await academy.database.one<{ at: string }>('SELECT started_at::text AS at FROM idempotency_key WHERE key = $1', [key]))?.at;
    const asked: ReturnType<typeof ask>[] = [];
    await academy.database.transaction(async (tx) => {
      await tx.query('LOCK TABLE course IN SHARE MODE');
      asked.push(ask());
      await until(async () => (await startedAt()) !== undefined, 'the first to hold the key');
      await academy.database.query(`UPDATE idempotency_key SET started_at = started_at - interval '2 minutes' WHERE key = $1`, [key]);
      const before = await startedAt();
      asked.push(ask());
      await until(async () => (await startedAt()) !== before, 'the second to take it');
    });
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual([409, 201]);
    expect((await ask()).body).toEqual(answers[1]!.body);
    expect(await courses('Slow')).toBe(1);
  });

  it('is answered where the answer cannot be kept, and not done again either', async () => {
    const key = randomUUID();
    const ask = () => designer.api.post('/courses', { ...smallCourse, title: 'Not kept' }, under(key));
    await academy.database.query(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$`);
    await academy.database.query('CREATE TRIGGER full_disk BEFORE UPDATE OF answer ON idempotency_key FOR EACH ROW EXECUTE FUNCTION full_disk()');
    must(await ask(), 201);
    await academy.database.query('DROP FUNCTION full_disk CASCADE');
    await academy.database.query(`UPDATE idempotency_key SET started_at = started_at - interval '2 minutes' WHERE key = $1`, [key]);
    expect((await ask()).body.type).toBe('/problems/answer-lost');
    expect(await courses('Not kept')).toBe(1);
  });

  it('belongs to one person and one route', async () => {
    const key = randomUUID();
    const other = await academy.designer();
    const course = { ...smallCourse, title: 'Whose key' };
    const ids = [await designer.api.post('/courses', course, under(key)), await other.api.post('/courses', course, under(key))].map((reply) => must(reply, 201).body.id);
    expect(new Set(ids).size).toBe(2);
    expect((await designer.api.post(`/courses/${ids[0]}/draft/check`, {}, under(key))).status).toBe(200);
  });

  it('may be tried again after it was refused', async () => {
    const key = randomUUID();
    expect((await designer.api.post('/courses', { ...smallCourse, title: '' }, under(key))).status).toBe(422);
    must(await designer.api.post('/courses', { ...smallCourse, title: 'Tried again' }, under(key)), 201);
    expect(await courses('Tried again')).toBe(1);
  });

  it('compares uploads by their bytes', async () => {
    const key = randomUUID();
    const answers = [await upload(key, 'one'), await upload(key, 'one'), await upload(key, 'two'), await upload(key, 'one', 'b.imscc')];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 422, 422]);
    const [first, again] = await Promise.all(answers.slice(0, 2).map((answer) => answer.json() as Promise<{ id: string }>));
    expect(again).toEqual(first);
  });

  it.each([['is empty', ''], ['has a space', 'a b'], ['is too long', 'x'.repeat(201)], ['is no ASCII', 'schlüssel'.normalize('NFC')]])('refuses a key that %s', async (_what, key) => {
    expect((await designer.api.post('/courses', smallCourse, under(key))).status).toBe(422);
  });

  it('is not kept where a password is told: not even a hash of it is', async () => {
    const [key, person] = [randomUUID(), await academy.person()];
    must(await person.api.post('/me/email', { email: `new-${person.email}`, password: PASSWORD }, under(key)), 202);
    expect(await academy.database.query('SELECT FROM idempotency_key WHERE key = $1', [key])).toEqual([]);
  });

  it('means nothing where people sign in', async () => {
    const attempt = () => academy.api.post('/sessions', { email: 'a@b.test', password: 'wrong password' }, under('sign-in'));
    expect([(await attempt()).status, (await attempt()).headers.get('idempotency-replayed')]).toEqual([401, null]);
  });
});
