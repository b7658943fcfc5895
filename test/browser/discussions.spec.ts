import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { keepNothing, openBrowser, openWindow, overflowOf, violationsOf } from '../support/browser';
import { until } from '../support/until';
import { png } from '../courses/sample.files';
import { gather, open, type Talk } from '../discussions/support';
import { signIn } from './entering';


describe('Discussions in a browser', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let talk: Talk;
  const errors: string[] = [];

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    talk = await gather(academy, 3);
    await academy.database.query(`UPDATE users SET display_name = 'Zoë Müller' WHERE id = $1`, [talk.teachers[1]!.id]);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
    expect(errors).toEqual([]);
  });

  async function enter(person: Person, width: number, colorScheme: 'light' | 'dark' = 'light', hasScripts = true): Promise<{ context: BrowserContext; page: Page }> {
    const context = await openWindow(browser, width, colorScheme, 'en-GB', hasScripts);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('dialog', (dialog) => void dialog.accept());
    await signIn(page, academy.config.publicUrl, person);
    return { context, page };
  }
  const go = (page: Page, path: string) => page.goto(academy.config.publicUrl + path);
  const isSound = async (page: Page) => expect([...(await violationsOf(page)), await overflowOf(page)]).toEqual([0]);
  const press = (page: Page, label: string) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name: label, exact: true }).first().click()]);

  it.each([360, 1280])('are asked, answered, quoted, mentioned, endorsed, edited and taken back at %i pixels', async (width) => {
    const asker = await enter(talk.teachers[0]!, width);
    const helper = await enter(talk.teachers[1]!, width, 'dark');
    await go(asker.page, `/discussions/${talk.editionId}/new?kind=question`);
    await isSound(asker.page);
    await asker.page.fill('[name=title]', `How do you count at ${width}?`);
    await asker.page.fill('[name=markdown]', 'With **chalk**, or');
    await asker.page.focus('[name=markdown]');
    await asker.page.keyboard.press('Control+End');
    await asker.page.keyboard.press('Control+b');
    await asker.page.keyboard.type('lists');
    expect(await asker.page.inputValue('[name=markdown]')).toBe('With **chalk**, or**lists**');
    await asker.page.getByRole('button', { name: 'Preview' }).click();
    await asker.page.waitForSelector('#composer-preview strong');
    if (await asker.page.isVisible('[name=acceptsConduct]')) await asker.page.check('[name=acceptsConduct]');
    await press(asker.page, 'Open the thread');
    const address = asker.page.url();
    await isSound(asker.page);

    await helper.page.goto(address);
    await isSound(helper.page);
    await helper.page.getByRole('button', { name: /Tried it in class/ }).click();
    await helper.page.waitForSelector('.reaction[aria-pressed="true"]');
    await helper.page.locator('[data-quote]').first().click();
    expect(await helper.page.inputValue('[name=markdown]')).toContain('> With chalk');
    await helper.page.setInputFiles('[name=file]', { name: 'lime.png', mimeType: 'image/png', buffer: await png() });
    await helper.page.fill('[name^="words-"]', 'A lime tree');
    if (await helper.page.isVisible('[name=acceptsConduct]')) await helper.page.check('[name=acceptsConduct]');
    await press(helper.page, 'Post');
    expect(await helper.page.locator('.post__files img').getAttribute('alt')).toBe('A lime tree');
    await isSound(helper.page);

    await asker.page.reload();
    await asker.page.focus('[name=markdown]');
    await asker.page.keyboard.type('Thank you @zo');
    await asker.page.waitForSelector('[role=option][aria-selected="true"]');
    await asker.page.keyboard.press('Enter');
    expect(await asker.page.inputValue('[name=markdown]')).toBe('Thank you @Zoë Müller ');
    await press(asker.page, 'Post');
    expect(await academy.database.query('SELECT user_id AS id FROM mention m JOIN post p ON p.id = m.post_id WHERE p.author_id = $1', [talk.teachers[0]!.id])).toContainEqual({ id: talk.teachers[1]!.id });
    await press(asker.page, 'This answers it');
    await asker.page.waitForSelector('.answered');
    await isSound(asker.page);

    await Promise.all([helper.page.waitForNavigation(), helper.page.getByRole('link', { name: 'Edit' }).click()]);
    await isSound(helper.page);
    await helper.page.fill('[name=markdown]', 'With a list.');
    await press(helper.page, 'Save the new wording');
    await helper.page.locator('.menu:has([href$="/history"]) > summary').click();
    await Promise.all([helper.page.waitForNavigation(), helper.page.getByRole('link', { name: 'Earlier wordings' }).click()]);
    await helper.page.waitForSelector('ins');
    await isSound(helper.page);
    await helper.page.goto(address);
    await helper.page.locator('summary', { hasText: 'Take back' }).click();
    await Promise.all([helper.page.waitForNavigation(), helper.page.getByRole('button', { name: 'Take it back' }).click()]);
    expect(await helper.page.textContent('main')).toContain('This post was taken back by its author.');
    await press(helper.page, 'Following – stop');
    expect(await helper.page.getByRole('button', { name: 'Follow', exact: true }).count()).toBe(1);
    await asker.context.close();
    await helper.context.close();
  });

  it('keep what is typed: after a reload, and after the network was away', async () => {
    const { id } = await open(talk.teachers[0]!, talk.editionId);
    const { context, page } = await enter(talk.teachers[2]!, 820);
    await go(page, `/threads/${id}`);
    await page.fill('[name=markdown]', 'Half a thought');
    await until(async () => (await page.textContent('[data-autosave-status]')) === 'Saved', 'the draft to be kept');
    expect(await page.evaluate(`document.querySelector('[name=markdown]').dispatchEvent(new Event('input', { bubbles: true })) && document.querySelector('[data-autosave-status]').textContent`)).toBe('');
    await until(async () => (await page.textContent('[data-autosave-status]')) === 'Saved', 'it to be kept anew');
    await page.reload();
    expect(await page.inputValue('[name=markdown]')).toBe('Half a thought');
    await context.setOffline(true);
    await page.fill('[name=markdown]', 'Half a thought, written in the train');
    await until(async () => (await page.textContent('[data-autosave-status]'))!.startsWith('Not saved'), 'the page to know');
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const again = await context.newPage();
    again.on('pageerror', ({ message }) => errors.push(message));
    await go(again, `/threads/${id}`);
    expect(await again.inputValue('[name=markdown]')).toBe('Half a thought, written in the train');
    // A browser that has no room, or is told to keep nothing: the server has it all the same.
    await keepNothing(again);
    await again.fill('[name=markdown]', 'A whole thought');
    await until(async () => (await again.textContent('[data-autosave-status]')) === 'Saved', 'the draft to be kept by the server alone');
    await context.close();
  });

  it('work without scripts, and for moderators with the keyboard', async () => {
    const { id } = await open(talk.teachers[0]!, talk.editionId);
    const plain = await enter(talk.teachers[1]!, 360, 'light', false);
    await go(plain.page, `/threads/${id}`);
    await plain.page.fill('[name=markdown]', 'Without scripts.');
    await press(plain.page, 'Preview');
    expect(await plain.page.textContent('#composer-preview')).toContain('Without scripts.');
    if (await plain.page.isVisible('[name=acceptsConduct]')) await plain.page.check('[name=acceptsConduct]');
    await press(plain.page, 'Post');
    expect(await plain.page.textContent('.thread__posts')).toContain('Without scripts.');
    await plain.context.close();
    const moderator = await enter(talk.coordinator, 1280);
    await go(moderator.page, `/threads/${id}`);
    await isSound(moderator.page);
    await moderator.page.locator('summary', { hasText: 'Moderate' }).first().focus();
    await moderator.page.keyboard.press('Enter');
    await Promise.all([moderator.page.waitForNavigation(), moderator.page.getByRole('link', { name: 'Rename, move, merge' }).click()]);
    await isSound(moderator.page);
    await moderator.context.close();
  });
});
