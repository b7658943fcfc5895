import type { Browser, Page } from 'playwright-core';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser } from '../support/browser';
import { until } from '../support/until';
import { must, openEdition, publishCourse } from '../support/world';
import { enter } from './entering';

const HOUR = 3_600_000;
const WINDOWS = [[360, 'dark'], [1280, 'light']] as const;


describe('reminders and operations, in a browser', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let coordinator: Person;
  let administrator: Person;
  let editionId: string;
  let address: string;

  beforeAll(async () => {
    [academy, browser] = await Promise.all([startAcademy(), openBrowser()]);
    [coordinator, administrator] = await Promise.all([academy.coordinator(), academy.administrator()]);
    const { courseId } = await publishCourse(await academy.designer());
    editionId = await openEdition(coordinator, courseId, academy.clock.now());
    address = `/coordination/editions/${editionId}/reminders`;
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
  });

  const at = (person: Person, path: string, width = 1280, scheme: 'light' | 'dark' = 'light') => enter(browser, academy, person, { path, width, scheme });
  const moveTo = async (instant: Date) => must(await administrator.api.put('/demo/clock', { now: instant.toISOString() }), 200);
  const wait = (hours: number) => moveTo(new Date(academy.clock.now().getTime() + hours * HOUR));
  const enrol = async (person: Person): Promise<string> => must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id as string;
  const flash = (page: Page, words: string) => page.getByText(words).first().waitFor();
  /** Once the reminders have been swept anew, and the mails that were due then are out. */
  async function swept(): Promise<void> {
    const from = (await academy.database.one<{ at: string }>('SELECT clock_timestamp()::text AS at'))!.at;
    const after = `SELECT FROM clockwork r JOIN clockwork m ON m.name = 'mail.sweep' AND m.last_run_at > r.last_run_at WHERE r.name = 'reminders.sweep' AND r.last_run_at > $1 AND r.last_result = 'ok'`;
    await until(async () => (await academy.database.query(after, [from])).length === 1, 'the sweep');
    await until(async () => (await academy.database.query(`SELECT FROM mail WHERE state = 'sending' OR (state = 'pending' AND due_at <= academy_now()) LIMIT 1`)).length === 0, 'its mails to be sent');
  }
  /** People whom the lot leaves out of this reminder where half are, and people whom it does not. */
  const drawn = async (isLeftOut: boolean, displayName: string): Promise<Person> =>
    until(async () => {
      const person = await academy.person({ displayName });
      const draw = await academy.database.one<{ number: number }>(`SELECT reminder_draw($1::uuid, 'not-started', $2::uuid) AS number`, [person.id, editionId]);
      return draw!.number < 50 === isLeftOut ? person : null;
    }, 'somebody whom the lot falls on');

  it('a coordinator sees whom a reminder would reach, words it, tries it on some, and sees what it changed', async () => {
    must(await coordinator.api.put(`/editions/${editionId}/reminder-rules/not-started`, { isOn: false }), 200);
    const [ana, bea, cem] = [await drawn(false, 'Ana Araújo'), await drawn(false, 'Bea Brandt'), await drawn(true, 'Cem Çelik')];
    const [anas] = [await enrol(ana), await enrol(bea), await enrol(cem)];
    await wait(4 * 24);

    const { page, eyes } = await at(coordinator, `/coordination/editions/${editionId}`);
    await page.getByRole('link', { name: 'Reminders', exact: true }).click();
    await eyes.see('Reminders');
    await page.getByRole('link', { name: 'Not started yet' }).click();
    await eyes.see('Not started yet');
    const beside = page.locator('#preview');
    expect(await beside.innerText()).toMatch(/3 people, at this moment\. It is off: they get nothing\.[\s\S]*Ana Araújo, Bea Brandt, Cem Çelik/);

    await page.getByLabel('Subject – English').fill('{name}, your first page waits');
    await page.getByLabel('Text – English').fill('It is “{activity}”.\n\nA quarter of an hour is enough.');
    await page.getByLabel('Whose e-mail to show').selectOption({ label: 'Bea Brandt' });
    await beside.getByRole('heading', { name: 'Bea Brandt, your first page waits' }).waitFor();
    await page.getByRole('button', { name: 'Preview' }).click();
    await beside.getByText('It is “Why we count”.').waitFor();
    await eyes.see('Not started yet');

    await page.getByRole('button', { name: 'German', exact: true }).click();
    await page.getByLabel('Subject – German').fill('{name}, Ihre erste Seite wartet');
    await page.getByLabel('Text – German').fill('Eine Viertelstunde genügt.');
    await beside.getByRole('heading', { name: 'Bea Brandt, Ihre erste Seite wartet' }).waitFor();
    await page.getByRole('button', { name: 'English', exact: true }).click();
    expect(await page.getByLabel('Subject – English').inputValue()).toBe('{name}, your first page waits');
    await eyes.see('Not started yet');

    await page.getByLabel('Left out, in percent').fill('60');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Write a whole number from 0 to 50.' }).waitFor();
    await eyes.see('Not started yet');
    await page.getByLabel('Left out, in percent').fill('50');
    await page.getByRole('checkbox', { name: 'Send this reminder' }).check();
    // Enter saves, though other buttons come before.
    await page.getByLabel('Left out, in percent').press('Enter');
    await flash(page, 'Saved. The reminder is on.');

    // The next morning at ten, where they live.
    const tomorrow = new Date(academy.clock.now().getTime() + 24 * HOUR);
    await wait(0.1);
    await until(async () => (await academy.database.query(`SELECT id FROM reminder WHERE kind = 'not-started' AND edition_id = $1`, [editionId])).length === 3, 'the reminder to be decided');
    await moveTo(new Date(Date.UTC(tomorrow.getUTCFullYear(), tomorrow.getUTCMonth(), tomorrow.getUTCDate(), 11)));
    for (const [person, name] of [[ana, 'Ana Araújo'], [bea, 'Bea Brandt']] as const) expect((await academy.mailbox.waitFor(person.email, 'not-started')).subject).toBe(`${name}, your first page waits`);
    must(await ana.api.get(`/enrolments/${anas}/activities/read`), 200);
    await wait(8 * 24);
    await swept();
    expect([ana, bea, cem].map(({ email }) => academy.mailbox.to(email, 'not-started').length)).toEqual([1, 1, 0]);

    await page.goto(academy.config.publicUrl + address);
    await eyes.see('Reminders');
    const stop = page.locator('.timeline__stop', { hasText: 'Not started yet' });
    expect(await stop.innerText()).toContain('1 of 2 who were reminded began within a week, 0 of 1 who were left out. Too few to tell yet.');
    await page.context().close();
  });

  it('an administrator pauses mail, sees that it waits, lets it go, and sends again what was not delivered', async () => {
    const { page, eyes } = await at(administrator, '/');
    await page.getByRole('link', { name: 'Operations' }).click();
    await eyes.see('At a glance');
    await page.getByRole('link', { name: 'E-mail', exact: true }).click();
    await page.locator('summary', { hasText: 'Pause all e-mail' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pause all e-mail' }).click();
    await page.getByRole('heading', { name: 'E-mail', level: 1 }).waitFor();
    const teacher = await academy.person({ displayName: 'Dora Dupont' });
    await enrol(teacher);
    const mail = () => academy.database.one<{ id: string; state: string }>(`SELECT id, state FROM mail WHERE user_id = $1 AND kind = 'enrolled'`, [teacher.id]);
    await until(mail, 'the mail to be written');
    await page.getByRole('link', { name: 'Refresh' }).click();
    await page.getByText('One e-mail waits').waitFor();
    await eyes.see('E-mail');
    expect(academy.mailbox.to(teacher.email)).toEqual([]);
    await page.getByRole('button', { name: 'Let e-mail go out again' }).click();
    await flash(page, 'E-mail goes out again.');
    await academy.mailbox.waitFor(teacher.email, 'enrolled');

    await until(async () => (await mail())?.state === 'sent', 'it to be sent');
    await academy.database.query(`UPDATE mail SET state = 'failed', subject = NULL, reason = '550 5.1.1 Diese Straßenverkehrsnachrichtenempfängeradresse gibt es nicht' WHERE id = $1`, [(await mail())!.id]);
    await page.getByRole('link', { name: 'At a glance' }).click();
    await page.getByRole('link', { name: 'One e-mail could not be delivered in the last seven days.' }).click();
    await page.getByRole('row', { name: /Straßenverkehrsnachrichtenempfängeradresse/ }).getByRole('link', { name: 'Confirmations that you have a place' }).click();
    await eyes.see('Confirmations that you have a place');
    await page.getByRole('button', { name: 'Try again' }).click();
    await flash(page, 'It goes out again now.');
    await until(() => academy.mailbox.to(teacher.email, 'enrolled').length === 2, 'it to arrive');
    await page.context().close();
  });

  it.each(WINDOWS)('all pages can be read at %d px, %s, in the longer language where there is less room, with a great deal in them', async (width, scheme) => {
    await academy.database.query(
      `INSERT INTO fact_delivery (fact_id, listener, queue, kind, payload, attempts, queued_at, failed_at, error)
       SELECT 900000 + n, 'credentials.issue-module-certificate', 'facts', 'module.completed', '{}', 15, clock_timestamp(), clock_timestamp(), 'connect ECONNREFUSED 127.0.0.1:5432 while /a/long/path/without/any/space/in/it/that/never/ends was read' FROM generate_series(1, 40) n ON CONFLICT DO NOTHING`,
    );
    await academy.database.query(`INSERT INTO mail_suppression (address, reason, said, since) SELECT 'a-rather-long-address-of-teacher-' || n || '@gymnasium-an-der-langen-strasse.example', CASE n % 2 WHEN 0 THEN 'bounced' ELSE 'complained' END, '550 5.1.1 no such user', academy_now() FROM generate_series(1, 60) n ON CONFLICT DO NOTHING`);
    await academy.database.query(`UPDATE mail SET state = 'unknown', reason = 'the sender died while handing it over' WHERE kind = 'not-started'`);
    const locale = width < 500 ? 'de' : 'en';
    const admin = await at(await academy.administrator({ locale }), '/operations', width, scheme);
    await admin.eyes.see(locale === 'de' ? 'Auf einen Blick' : 'At a glance');
    for (const path of ['/deliveries', '/mail?state=unknown', '/addresses', '/people?q=Dora']) {
      await admin.page.goto(`${academy.config.publicUrl}/operations${path}`);
      await admin.eyes.see(/./);
    }
    await admin.page.getByRole('link', { name: 'Dora Dupont' }).click();
    await admin.eyes.see('Dora Dupont');
    await admin.page.context().close();

    const staff = await at(await academy.coordinator({ locale }), address, width, scheme);
    await staff.eyes.see(locale === 'de' ? 'Erinnerungen' : 'Reminders');
    await staff.page.goto(`${academy.config.publicUrl}${address}/deadline`);
    await staff.eyes.see(/./);
    await staff.page.context().close();
  });
});
