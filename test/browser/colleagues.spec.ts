import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser, openWindow, overflowOf, violationsOf } from '../support/browser';
import { gather, open, type Talk } from '../discussions/support';
import { must } from '../support/world';
import { signIn } from './entering';

/** A school with a long name, in a language with long words. */
const SCHOOL = 'Staatliche Gemeinschaftsgrundschule „Bürgermeister-Schwerdtfegerstraße“ Unterbreizbach';


describe('Colleagues in a browser', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let talk: Talk;
  let ana: Person, bo: Person;
  const contexts: BrowserContext[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    browser = await openBrowser();
    talk = await gather(academy, 3);
    [ana, bo] = talk.teachers as [Person, Person];
    await academy.database.query(`UPDATE users SET display_name = 'Ana Lima', country = 'PT' WHERE id = $1`, [ana.id]);
    await academy.database.query(`UPDATE users SET display_name = 'Bořivoj Straße', country = 'CZ' WHERE id = $1`, [bo.id]);
    must(await bo.api.patch('/me', { school: SCHOOL, level: 'primary', subjects: ['mathematics', 'physical-education', 'foreign-languages'], reads: ['cs', 'de'] }), 200);
    must(await ana.api.post(`/enrolments/${talk.enrolmentIds[0]}/group`, { name: 'The swifts of our street' }), 201);
    await open(bo, talk.editionId, { title: 'How do you count?', markdown: 'We count from the window.' });
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
  });
  afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())));

  async function window(person: Person, width: number, scripts = true, colour: 'light' | 'dark' = 'light'): Promise<Page> {
    const context = await openWindow(browser, width, colour, 'en-GB', scripts);
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
    await signIn(page, academy.config.publicUrl, person);
    return page;
  }
  const go = (page: Page, path: string) => page.goto(academy.config.publicUrl + path);
  const press = async (page: Page, selector: string) => {
    await Promise.all([page.waitForNavigation(), page.click(selector)]);
  };
  const text = (page: Page) => page.innerText('main');
  /** Nothing is wrong with the page for anybody's eyes or ears. */
  async function sound(page: Page, hasScripts = true): Promise<void> {
    if (hasScripts) expect(await violationsOf(page)).toEqual([]);
    if (hasScripts) expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
  }

  it('show on a telephone what they choose, and see it before it is saved', async () => {
    const page = await window(bo, 360);
    await go(page, '/me/card');
    await sound(page);
    await page.fill('[name=about]', 'I teach maths and sports.\nLet us compare our counts!');
    for (const name of ['showsSchool', 'showsLevel', 'showsSubjects', 'showsLanguages']) await page.check(`[name=${name}]`);
    await press(page, 'button[name=preview]');
    expect(await text(page)).toMatch(/A preview\. It is not saved yet\.[\s\S]*Let us compare our counts![\s\S]*Primary[\s\S]*Unterbreizbach/);
    await sound(page);
    await press(page, 'main form .form__actions button:not([name])');
    expect(await page.innerText('.flash')).toContain('This is what colleagues see');
    await sound(page);
  });

  it.each([[1280, 'dark'], [360, 'light']] as const)('are found by country and subject, at %i px', async (width, colour) => {
    const page = await window(ana, width, true, colour);
    await go(page, `/learning/${talk.enrolmentIds[0]}`);
    await press(page, 'aside a:has-text("Colleagues")');
    await sound(page);
    expect(await text(page)).toMatch(/Who runs this edition[\s\S]*Coordinator[\s\S]*3 colleagues/);
    await page.selectOption('[name=country]', 'CZ');
    await page.selectOption('[name=subject]', 'physical-education');
    await press(page, '.filters button');
    expect(await text(page)).toContain('1 of 3 colleagues');
    await sound(page);
    await page.fill('[name=q]', 'borivoj strasse');
    await press(page, '.filters button');
    await press(page, '.grid a:has-text("Bořivoj Straße")');
    expect(await text(page)).toMatch(/Latest contributions here\s*How do you count\?\s*We count from the window/);
    await sound(page);
    await go(page, `/editions/${talk.editionId}/colleagues?q=nobody`);
    expect(await text(page)).toContain('Nobody found');
    await sound(page);
  });

  it('are invited without a script, and accept by keyboard', async () => {
    const hers = await window(ana, 1280, false);
    await go(hers, `/editions/${talk.editionId}/colleagues/${bo.id}`);
    await press(hers, 'button:has-text("Invite to")');
    expect(await text(hers)).toContain('Invited to your study group');

    const his = await window(bo, 360);
    await go(his, `/learning/${talk.enrolmentIds[1]}/group`);
    await sound(his);
    await his.focus('button:has-text("Accept and join")');
    await Promise.all([his.waitForNavigation(), his.keyboard.press('Enter')]);
    expect(await text(his)).toMatch(/The swifts of our street[\s\S]*2 members/);
    await sound(his);
  });

  it('are blocked after a second thought, and the block is taken back without a script', async () => {
    const page = await window(ana, 360);
    await go(page, `/editions/${talk.editionId}/colleagues/${bo.id}`);
    await page.click('summary:has-text("Block this person")');
    await page.waitForSelector('button:has-text("Block"):visible');
    await sound(page);
    await press(page, 'form[action$="/block"] button:visible');
    expect(await text(page)).toContain('You have blocked Bořivoj Straße');
    await sound(page);
    const plain = await window(ana, 360, false);
    await go(plain, '/me/blocks');
    await press(plain, 'button:has-text("Unblock")');
    expect(await text(plain)).toContain('Nobody is blocked');
    await go(page, '/me/blocks');
    await sound(page);
  });

  it('take along what they wrote', async () => {
    const page = await window(bo, 360);
    await go(page, `/learning/${talk.enrolmentIds[1]}`);
    await press(page, 'aside a:has-text("My contributions")');
    expect(await text(page)).toMatch(/1 post[\s\S]*How do you count\?/);
    await sound(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[download]')]);
    expect(download.suggestedFilename()).toBe('my-contributions.zip');
  });
});
