import { randomUUID } from 'node:crypto';
import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { Visitor } from '../support/visitor';

describe('the pages of the demonstration', () => {
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy({ environment: { ACADEMY_DEMO: '1', SMTP_URL: '' } })));
  afterAll(() => academy.stop());
  const visitor = () => new Visitor(academy.config.publicUrl);

  it('keep every mail: as a page, as the text and as the HTML that were sent', async () => {
    const registration = { email: 'marta@school.test', password: PASSWORD, displayName: 'Marta <Vega>', country: 'ES', locale: 'es', timeZone: 'Europe/Madrid' };
    await visitor().post('/register', registration);
    const address = await until(async () => /\/demo\/mail\/\d+/.exec((await visitor().get('/demo/mail')).html)?.[0], 'the mail in the mailbox');

    const page = await visitor().get(address);
    expect(page.html).toContain('marta@school.test');
    expect(page.html).toContain(`src="${address}/html"`);
    const text = await visitor().get(`${address}/text`);
    expect(text.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text.html).toMatch(/\/verify-address\?token=[\w.-]+/);
    const html = await visitor().get(`${address}/html`);
    expect(html.html).toContain('Marta &lt;Vega&gt;');
    expect(html.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*sandbox/);
  });

  it('turn the pages of the mailbox, newest first', async () => {
    await academy.database.query(
      `INSERT INTO demo_mail (message_id, sender, recipient, subject, html, text, headers)
       SELECT 'm' || n, 'a', 'b', 'Mail number ' || n || '.', '', '', '{}' FROM generate_series(1, 120) n`,
    );
    const subjects = (html: string) => [...html.matchAll(/Mail number (\d+)\./g)].map((match) => Number(match[1]));
    const link = (html: string, rel: string) => new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replace('&#x3D;', '=');

    const first = (await visitor().get('/demo/mail')).html;
    expect(subjects(first)).toEqual(Array.from({ length: 50 }, (_, n) => 120 - n));
    expect(link(first, 'prev')).toBeUndefined();
    const second = (await visitor().get(link(first, 'next')!)).html;
    expect(subjects(second)).toEqual(Array.from({ length: 50 }, (_, n) => 70 - n));
    expect(subjects((await visitor().get(link(second, 'prev')!)).html)).toEqual(subjects(first));
  });

  it('sign in as a role with one button, and lead nobody to another site', async () => {
    expect(await visitor().post('/demo/sign-in', { role: 'designer' })).toMatchObject({ status: 303, location: '/sign-in' });
    const designer = await academy.designer({ displayName: 'Dora' });
    await academy.database.query(`UPDATE users SET email = 'designer@academy.test' WHERE id = $1`, [designer.id]);

    const dora = visitor();
    expect(await dora.post('/demo/sign-in', { role: 'designer', next: '//evil.test' })).toMatchObject({ status: 303, location: '/studio' });
    expect((await dora.get('/me')).html).toContain('value="Dora"');
    expect(await visitor().post('/demo/sign-in', { role: 'designer', next: '/me' })).toMatchObject({ location: '/me' });
    expect((await visitor().post('/demo/sign-in', { role: 'emperor' })).status).toBe(422);
  });

  it('move the clock forward, by steps, to a week or to a day, and never back', async () => {
    const week = 7 * 86_400_000;
    const before = academy.clock.now().getTime();
    expect(await visitor().post('/demo/clock', { by: 'week' })).toMatchObject({ status: 303, location: '/demo/clock' });
    expect(Math.abs(academy.clock.now().getTime() - before - week)).toBeLessThan(30_000);

    const day = new Date(academy.clock.now().getTime() + week).toISOString().slice(0, 16);
    await visitor().post('/demo/clock', { at: day });
    expect(academy.clock.now().toISOString().slice(0, 16)).toBe(day);

    const back = await visitor().post('/demo/clock', { at: '2020-01-01T00:00' });
    expect(back.status).toBe(422);
    expect(back.html).toContain('The clock only moves forward.');
    const nonsenses: Record<string, string>[] = [{ at: 'tomorrow' }, { at: '2030-13-45T99:99' }, { by: 'century' }, { [randomUUID()]: 'x' }];
    for (const nonsense of nonsenses) {
      expect((await visitor().post('/demo/clock', nonsense)).status).toBe(422);
    }
  });

  it('offer the weeks of a running edition that lie ahead', async () => {
    const [{ id: courseId } = { id: '' }] = await academy.database.query<{ id: string }>(
      `INSERT INTO course (slug, title, language, licence, latest_version, published_at) VALUES ('weeks', 'A course of weeks', 'en', 'CC-BY-4.0', 1, academy_now()) RETURNING id`,
    );
    await academy.database.query(
      `WITH version AS (INSERT INTO course_version (course_id, number, head, outline) VALUES ($1, 1, '{}', '[]') RETURNING id)
       INSERT INTO edition (course_id, version_id, name, state, enrol_from, enrol_until, starts_at, ends_at, release)
       SELECT $1, id, 'Spring', 'running', academy_now(), academy_now(), academy_now() - interval '8 days', academy_now() + interval '14 days', '{"mode": "weekly"}' FROM version`,
      [courseId],
    );
    const { html } = await visitor().get('/demo/clock');
    expect(html).toContain('It is week 2 of 4.');
    expect([...html.matchAll(/Week (\d) begins/g)].map((match) => match[1])).toEqual(['3', '4']);
  });
});

describe('outside the demonstration and the tests', () => {
  let academy: RunningAcademy;
  beforeAll(async () => void (academy = await startAcademy({ worker: false, environment: { NODE_ENV: 'development' } })));
  afterAll(() => academy.stop());

  it.each(['/demo/mail', '/demo/mail/1', '/demo/clock', '/demo/styles', '/api/v1/demo/clock'])('%s does not exist', async (path) => {
    expect((await new Visitor(academy.config.publicUrl).get(path)).status).toBe(404);
  });

  it('no button signs anybody in', async () => {
    const visitor = new Visitor(academy.config.publicUrl);
    expect((await visitor.post('/demo/sign-in', { role: 'administrator' })).status).toBe(404);
    expect((await visitor.get('/sign-in')).html).not.toContain('/demo/');
  });
});
