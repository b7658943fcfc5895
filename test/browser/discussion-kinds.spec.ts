import type { Browser, Page } from 'playwright-core';
import { png } from '../courses/sample.files';
import { gather, type Talk } from '../discussions/support';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser, openWindow, overflowOf, violationsOf } from '../support/browser';
import { must } from '../support/world';
import { signIn } from './entering';


describe.each([360, 1280])('walls, polls, announcements and the map in a browser of %i px', (width) => {
  let academy: RunningAcademy;
  let browser: Browser;
  let talk: Talk;
  let one: Page, other: Page, staff: Page;
  const errors: string[] = [];
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    browser = await openBrowser();
    talk = await gather(academy, 12);
    const countries = ['PT', 'PT', 'PT', 'PT', 'PT', 'PT', 'DE', 'DE', 'DE', 'DE', 'DE', 'MT'];
    await academy.database.query('UPDATE users u SET country = g.country FROM unnest($1::uuid[], $2::text[]) AS g (id, country) WHERE u.id = g.id', [talk.teachers.map(({ id }) => id), countries]);
    [one, other, staff] = [await windowOf(talk.teachers[0]!), await windowOf(talk.teachers[1]!), await windowOf(talk.coordinator)];
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
  });

  async function windowOf(person: Person): Promise<Page> {
    const page = await (await openWindow(browser, width, 'light')).newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
    await signIn(page, academy.config.publicUrl, person);
    return page;
  }
  const go = (page: Page, path: string) => page.goto(`${academy.config.publicUrl}${path}`);
  const press = (page: Page, name: string) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).click()]);

  /** Nothing wider than the window, nothing that axe finds, in light and, on a phone, in dark. */
  async function look(page: Page): Promise<void> {
    for (const colorScheme of width === 360 ? (['dark', 'light'] as const) : (['light'] as const)) {
      await page.emulateMedia({ colorScheme });
      expect(await violationsOf(page)).toEqual([]);
    }
    expect(await overflowOf(page)).toBe(0);
    expect(errors).toEqual([]);
  }

  it('a wall is opened, filled with a picture, and voted on', async () => {
    await go(one, `/discussions/${talk.editionId}/new?kind=wall`);
    await one.fill('[name=title]', 'The street before our school');
    await one.fill('[name=markdown]', 'Show it in one picture, and say what your pupils counted there.');
    await one.check('[name=acceptsConduct]');
    await press(one, 'Open the thread');
    await look(one);
    await one.getByText('Add to this wall').click();
    await one.fill('.contribute [name=markdown]', 'Our pupils counted **412 cyclists** in one hour.');
    await one.setInputFiles('[name=picture]', { name: 'street.png', mimeType: 'image/png', buffer: Buffer.from(await png()) });
    await press(one, 'Put it on the wall');
    await look(one);
    expect(await one.inputValue('.contribute [name=markdown]')).toContain('412 cyclists');
    await one.fill('[name=description]', 'A street with a cycle path');
    await press(one, 'Put it on the wall');
    const wall = one.url().split('#')[0]!;

    await other.goto(wall);
    await look(other);
    expect(await other.getByRole('img', { name: 'A street with a cycle path' }).count()).toBe(1);
    await Promise.all([other.waitForNavigation(), other.locator('.contribution button').focus().then(() => other.keyboard.press('Enter'))]);
    expect(await other.locator('.contribution button').getAttribute('aria-pressed')).toBe('true');
    await look(other);
    await Promise.all([other.waitForNavigation(), other.locator('.contribution time').click()]);
    expect(await other.textContent('h1')).toContain('Contribution by');
    await look(other);

    await one.locator('[data-live][data-listening]').waitFor({ state: 'attached' });
    must(await talk.teachers[2]!.api.post(`/threads/${wall.split('/').at(-1)!}/posts`, { markdown: 'And ours 77 scooters.' }), 201);
    await one.getByRole('link', { name: '1 new contribution: show' }).click();
    await one.getByText('And ours 77 scooters.').waitFor();
  });

  it('a poll is asked, answered, and its result told', async () => {
    await go(one, `/discussions/${talk.editionId}/new`);
    await Promise.all([one.waitForNavigation(), one.getByRole('link', { name: 'Ask in a poll instead' }).click()]);
    await look(one);
    await one.fill('[name=title]', 'Where do your pupils count?');
    await one.fill('[name=options]', 'In the street before the school\nIn the yard\nAt home');
    await press(one, 'Open the poll');
    await look(one);
    await other.goto(one.url());
    await other.getByRole('radio', { name: 'In the yard' }).check();
    await press(other, 'Vote');
    expect(await other.textContent('#poll')).toContain('1 person voted.');
    await look(other);
    await other.getByText('Change my vote').click();
    await look(other);
    await other.getByRole('radio', { name: 'At home' }).check();
    await press(other, 'Save my new choice');
    expect(await other.locator('#poll .bars li').last().textContent()).toContain('1 person, 100%');
  });

  it('an announcement is made and read', async () => {
    await go(staff, `/discussions/${talk.editionId}/new/announcement`);
    await look(staff);
    await staff.fill('[name=title]', 'We meet on Friday');
    await staff.fill('[name=markdown]', 'At four, online.');
    await staff.check('[name=acceptsConduct]');
    await press(staff, 'Send it to everybody');
    await other.goto(staff.url());
    expect(await other.textContent('main')).toContain('At four, online.');
    await look(other);
  });

  it('the map shows where people come from', async () => {
    await go(one, `/discussions/${talk.editionId}/map`);
    expect(await one.getByRole('row', { name: 'Portugal 6' }).count()).toBe(1);
    expect(await one.getByRole('row', { name: 'Malta' }).count()).toBe(0);
    await look(one);
  });
});
