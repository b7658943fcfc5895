import type { Browser, Page } from 'playwright-core';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser, openWindow } from '../support/browser';
import { until } from '../support/until';
import { openEdition, publishCourse } from '../support/world';
import { Clicking, follow, look, press } from './clicking';


const PEOPLE = 40;

/** One badge, from its design to whoever verifies it: by clicking. Each part goes on where the one before stopped. */
describe('credentials in a browser', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let coordinator: Person;
  let courseId: string;
  let editionId: string;
  let desk: Page;
  let clicking: Clicking;
  beforeAll(async () => {
    [academy, browser] = await Promise.all([startAcademy(), openBrowser()]);
    clicking = new Clicking(academy.config.publicUrl);
    coordinator = await academy.coordinator({ displayName: 'Carla' });
    ({ courseId } = await publishCourse(await academy.designer()));
    editionId = await openEdition(coordinator, courseId, academy.clock.now());
    await academy.database.query(
      `WITH someone AS (
         INSERT INTO users (email, email_verified_at, password_hash, display_name, certificate_name, country, locale, reads, time_zone)
         SELECT 'p' || n || '@crowd.test', now(), 'none', 'Person ' || n, 'Person ' || n, CASE WHEN n <= $2 THEN 'PT' ELSE 'IT' END, 'en', ARRAY['en'], 'Europe/Lisbon' FROM generate_series(1, $2 + 5) n RETURNING id)
       INSERT INTO enrolment (edition_id, user_id, state, activated_at) SELECT $1, id, 'active', now() FROM someone`,
      [editionId, PEOPLE],
    );
    desk = await clicking.signIn(await openWindow(browser, 1280, 'light'), coordinator);
  });
  afterAll(async () => {
    await browser?.close();
    await academy?.stop();
  });

  const at = (path = '') => `${academy.config.publicUrl}/coordination/editions/${editionId}${path}`;

  it('a badge is designed, and seen while it is', async () => {
    await desk.goto(at('/badges'));
    await look(desk);
    await follow(desk, 'Design a badge');
    const preview = desk.locator('[data-badge-preview]');
    const before = await preview.getAttribute('src');
    await desk.locator('[name=name]').fill('Ambassador of the street');
    await desk.locator('[name=shape]').selectOption('shield');
    await desk.locator('[name=colour]').selectOption({ label: 'Plum' });
    await desk.locator('[name=icon]').selectOption({ label: 'People' });
    await until(async () => ((await preview.getAttribute('src')) !== before && (await preview.getAttribute('src'))!.includes('colour=plum') ? true : null), 'the preview');
    await until(async () => ((await preview.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)) > 0 ? true : null), 'the picture');
    await desk.locator('[name=description]').fill('Brought a whole school along.');
    await desk.locator('[name=criteria]').fill('- At least three colleagues');
    await desk.locator('[name=competence]').first().selectOption('1.2');
    await desk.locator('[name=level]').first().selectOption('B2');
    await desk.locator('[name=validMonths]').fill('24');
    await look(desk);
    await press(desk, 'Save the badge');
    await desk.getByText('1.2 Professional collaboration – B2 (DigCompEdu 2017)').waitFor();
    await look(desk);
  });

  it('it is awarded to forty people chosen by a filter, after a dry run', async () => {
    await desk.goto(at('/people'));
    await desk.locator('[name=country]').selectOption('PT');
    await press(desk, 'Show results');
    await desk.waitForURL(/country=PT/);
    await follow(desk, 'To everyone in this list …');
    await desk.locator('[name=badgeId]').selectOption({ label: 'Ambassador of the street' });
    await look(desk);
    await press(desk, 'Show whom it concerns');
    await desk.getByRole('heading', { name: `${PEOPLE} people would get it` }).waitFor();
    await desk.locator('[name=evidenceTitle]').fill('The school walk');
    await look(desk);
    // Twice in a hurry: nobody gets two.
    await desk.getByRole('button', { name: `Award it to ${PEOPLE} people` }).dblclick();
    await desk.getByText(`Awarded to ${PEOPLE} people`).waitFor();
    await look(desk);
    expect(await academy.database.one('SELECT count(*)::int AS awards, count(DISTINCT enrolment_id)::int AS people FROM award')).toEqual({ awards: PEOPLE, people: PEOPLE });
  });

  it('it is revoked for one', async () => {
    await desk.goto(at('/people?q=Person+7&state=active'));
    await follow(desk, 'Person 7');
    await follow(desk, 'Ambassador of the street');
    await desk.locator('#field-reason').fill('Given by mistake.');
    await look(desk);
    await press(desk, 'Revoke');
    await desk.getByText('Given by mistake.').waitFor();
    await look(desk);
    expect(await academy.database.one('SELECT count(*)::int AS revoked FROM award WHERE revoked_at IS NOT NULL')).toEqual({ revoked: 1 });
  });

  it('nothing of this fails on a telephone, in the dark, without scripts', async () => {
    // Neither axe nor widths can be asked for without scripts: that forms lead on is enough here.
    const phone = await clicking.signIn(await openWindow(browser, 360, 'dark', 'en-GB', false), coordinator);
    await phone.goto(`${academy.config.publicUrl}/coordination/courses/${courseId}/badges/new`);
    await phone.locator('[name=name]').fill('Ohne Skript');
    await phone.locator('[name=next][value=preview]').click();
    expect(await phone.locator('[data-badge-preview]').getAttribute('src')).toContain('name=Ohne+Skript');
    expect(clicking.faults).toEqual([]);
  });
});
