import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser, openWindow, overflowOf, violationsOf } from '../support/browser';
import { until } from '../support/until';
import { must } from '../support/world';
import { gather, open, type Talk } from '../discussions/support';
import { signIn } from './entering';


describe('Reading discussions in a browser', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let talk: Talk;
  const errors: string[] = [];

  beforeAll(async () => {
    academy = await startAcademy();
    talk = await gather(academy, 4);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
    expect(errors).toEqual([]);
  });

  async function enter(person: Person, width: number, colorScheme: 'light' | 'dark'): Promise<{ context: BrowserContext; page: Page }> {
    const context = await openWindow(browser, width, colorScheme);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
    await signIn(page, academy.config.publicUrl, person);
    return { context, page };
  }
  const isSound = async (page: Page) => expect([...(await violationsOf(page)), await overflowOf(page)]).toEqual([0]);
  const follow = (page: Page, name: string | RegExp) => Promise.all([page.waitForNavigation(), page.getByRole('link', { name }).first().click()]);
  const press = (page: Page, name: string) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).first().click()]);
  const rows = (page: Page) => page.locator('.rows .row__main > p:first-child a').allTextContents();

  it.each([[360, 'dark', 2, 'swallowtails', 'swalowtails'], [1280, 'light', 3, 'kingfishers', 'kingfishrs']] as const)('finds, filters, follows and goes on where one stopped, at %i pixels', async (width, scheme, who, word, mistyped) => {
    const [asker, helper] = talk.teachers as [Person, Person];
    const subject = `Swifts above the playground ${width}`;
    const swifts = await open(asker, talk.editionId, { title: subject, markdown: `Has anybody counted ${word}?` });
    await open(helper, talk.editionId, { title: `Straßenbäume ${width}`, language: 'de', markdown: 'Wir zählen sie im Frühling.' });
    await open(asker, talk.editionId, { title: `In place ${width}`, kind: 'conversation', activityKey: 'talk' });
    for (let number = 1; number <= 30; number++) must(await helper.api.post(`/threads/${swifts.id}/posts`, { markdown: `Count ${number} of ${width}.` }), 201);
    await until(async () => (await academy.database.query('SELECT FROM search_word WHERE space_id = $1 AND word = $2', [talk.editionId, word])).length > 0 || null, 'the words to be found');
    const { context, page } = await enter(talk.teachers[who]!, width, scheme);
    await page.goto(`${academy.config.publicUrl}/discussions/${talk.editionId}`);
    await isSound(page);

    // What is not shown because of its language is told, and shown for the asking.
    expect(await rows(page)).not.toContain(`Straßenbäume ${width}`);
    expect(await page.textContent('#languages')).toMatch(/in (another language|other languages) \(German\)/);
    await follow(page, 'Show all languages');
    expect(await rows(page)).toContain(`Straßenbäume ${width}`);
    await isSound(page);
    await page.locator('summary', { hasText: 'Filter and sort' }).click();
    await page.getByRole('checkbox', { name: /^English/ }).uncheck();
    await press(page, 'Search');
    expect(await rows(page)).toContain(`Straßenbäume ${width}`);
    expect(await rows(page)).not.toContain(subject);
    await follow(page, 'Show all languages');

    // One letter is wrong.
    await page.fill('[name=q]', mistyped);
    await press(page, 'Search');
    expect(await page.textContent('main')).toContain(`Nobody wrote “${mistyped}” here.`);
    expect(await rows(page)).toEqual([subject]);
    expect(await page.textContent('.row mark')).toBe(word);
    await isSound(page);
    await page.fill('[name=q]', 'xyzzyq');
    await press(page, 'Search');
    expect(await page.textContent('main')).toContain('Nothing found');
    await isSound(page);
    await Promise.all([page.waitForNavigation(), page.locator('.breadcrumbs').getByRole('link', { name: 'Discussions' }).click()]);
    expect(new URL(page.url()).pathname).toBe(`/discussions/${talk.editionId}`);

    await press(page, 'Follow new threads');
    expect(await page.textContent('main')).toContain('You will hear of new threads here.');
    await isSound(page);
    await open(helper, talk.editionId, { title: `After following ${width}`, kind: 'conversation' });
    await until(async () => (await academy.database.query('SELECT FROM notification WHERE user_id = $1', [talk.teachers[who]!.id])).length > 0 || null, 'word of the new thread');

    // Read to the fifth answer, and on from there: the rest is on a later page too.
    const row = page.locator('.row', { hasText: subject });
    expect(await row.locator('.count--new').textContent()).toContain('31 unread posts');
    const { id: fifth } = (await academy.database.one<{ id: string }>('SELECT id FROM post WHERE thread_id = $1 AND number = 28', [swifts.id]))!;
    must(await talk.teachers[who]!.api.put(`/threads/${swifts.id}/read`, { upTo: fifth }), 204);
    await page.reload();
    expect(await row.locator('.count--new').textContent()).toContain('3 unread posts');
    await Promise.all([page.waitForNavigation(), row.getByRole('link').first().click()]);
    await isSound(page);
    await follow(page, 'To the first of 3 new posts');
    expect(new URL(page.url()).hash).toMatch(/^#post-/);
    const first = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
    expect(await first.textContent()).toContain(`Count 28 of ${width}.`);
    expect((await first.boundingBox())!.y).toBeLessThan(900);
    expect(await page.locator('.post--new').count()).toBe(3);
    await isSound(page);
    await page.goto(`${academy.config.publicUrl}/discussions/${talk.editionId}`);
    expect(await row.locator('.count--new').count()).toBe(0);

    // Beside the activity that it is about.
    await page.goto(`${academy.config.publicUrl}/learning/${talk.enrolmentIds[who]}/activities/talk`);
    expect(await page.textContent('#talk')).toContain('0 of 2 posts');
    expect(await page.locator('#talk').getByRole('link').allTextContents()).toContain(`In place ${width}`);
    await isSound(page);
    await follow(page, `In place ${width}`);
    if (await page.isVisible('[name=acceptsConduct]')) await page.check('[name=acceptsConduct]');
    await page.fill('[name=markdown]', 'Both are said with the hands.');
    await press(page, 'Post');
    await follow(page, 'Compare');
    expect(await page.textContent('#talk')).toContain('1 of 2 posts');
    await page.goto(`${academy.config.publicUrl}/learning/${talk.enrolmentIds[who]}`);
    expect(await page.textContent('main')).toMatch(/Compare[^]*threads?/);
    await isSound(page);
    await context.close();
  });
});
