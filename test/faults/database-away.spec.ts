import { until } from '../support/until';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { onServer } from '../support/template-database';
import { Visitor } from '../support/visitor';
import { must, openEdition, publishCourse } from '../support/world';

describe('a Postgres that takes no connections for a while', () => {
  let academy: RunningAcademy;
  let teacher: Person;
  let editionId: string;
  beforeAll(async () => {
    academy = await startAcademy();
    const { courseId } = await publishCourse(await academy.designer());
    editionId = await openEdition(await academy.coordinator(), courseId, academy.clock.now());
    teacher = await academy.person();
  });
  afterAll(() => academy.stop());

  const allow = (isSo: boolean) => onServer((client) => client.query(`ALTER DATABASE ${academy.databaseName} ALLOW_CONNECTIONS ${isSo}`));
  const cutAll = () => onServer((client) => client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [academy.databaseName]));

  it('has everybody told to come again, and all is well once it is back: pages, commands, and what the worker has to do', async () => {
    await allow(false);
    try {
      await until(async () => {
        // Whoever was just being let in is cut off the next time.
        await cutAll();
        return (await academy.api.get('~/readyz')).status === 503;
      }, 'the lost database to be missed');
      const busy = { status: 503, body: { type: '/problems/busy', status: 503 } };
      for (const path of ['/courses', `/editions/${editionId}`]) {
        const answer = await teacher.api.get(path);
        expect(answer).toMatchObject(busy);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      expect(await teacher.api.post(`/editions/${editionId}/enrolments`)).toMatchObject(busy);
      expect(await academy.api.post('/sessions', { email: teacher.email, password: 'x' })).toMatchObject(busy);
      const page = await new Visitor(academy.config.publicUrl).get('/courses');
      expect(page).toMatchObject({ status: 503 });
      expect(page.html).toContain('There is a lot going on at the moment.');
      must(await academy.api.get('~/healthz'), 200);
    } finally {
      await allow(true);
    }
    await until(async () => (await academy.api.get('~/readyz')).status === 200, 'it to be back');
    must(await teacher.api.post(`/editions/${editionId}/enrolments`), 201);
    await academy.mailbox.waitFor(teacher.email, 'enrolled');
  });
});
