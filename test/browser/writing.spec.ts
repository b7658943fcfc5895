import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { keepNothing, openBrowser, openWindow } from '../support/browser';
import { until } from '../support/until';
import { must } from '../support/world';
import { assignment, courseWith, Desk, editionOf } from '../reviews/support';
import { signIn } from './entering';


describe('Writing a work in a browser', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let context: BrowserContext;
  let desk: Desk;
  let home: string;
  const errors: string[] = [];

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    browser = await openBrowser();
    const staff = await academy.designer();
    const { courseId } = await courseWith(staff, [assignment('plan')]);
    const editionId = await editionOf(staff, courseId, academy.clock.now(), ['plan']);
    const person = await academy.person();
    desk = new Desk(person, must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id, 'plan');
    home = `${academy.config.publicUrl}/learning/${desk.enrolmentId}/activities/plan/submission`;
    context = await openWindow(browser, 820, 'light');
    const page = await context.newPage();
    await signIn(page, academy.config.publicUrl, person);
    await page.close();
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
  });

  async function open(address: string): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(address);
    return page;
  }
  const says = (page: Page, words: string) => until(async () => (await page.textContent('[data-autosave-status]'))!.includes(words), `the page to say "${words}"`);

  it('keeps what is typed on the server and shows it as reviewers will see it', async () => {
    const page = await open(home);
    await page.fill('[name=markdown]', 'First **words**');
    await says(page, 'Saved');
    expect((await desk.work()).markdown).toBe('First **words**');
    expect(await page.inputValue('[name=revision]')).toBe('1');
    expect(await page.evaluate(`document.querySelector('[name=markdown]').dispatchEvent(new Event('input', { bubbles: true })) && document.querySelector('[data-autosave-status]').textContent`)).toBe('');
    await says(page, 'Saved');
    await page.waitForSelector('#preview .prose strong');
    await page.close();
  });

  it('offers what a lost connection left in the browser, and takes it only when asked', async () => {
    const page = await open(home);
    await context.setOffline(true);
    await page.fill('[name=markdown]', 'Typed in the train');
    await says(page, 'Not saved');
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const again = await open(home);
    expect(await again.inputValue('[name=markdown]')).toBe('First **words**');
    await again.click('button[name=offer][value=take]');
    expect(await again.inputValue('[name=markdown]')).toBe('Typed in the train');
    expect(await again.isVisible('[data-offer]')).toBe(false);
    await until(async () => (await desk.work()).markdown === 'Typed in the train', 'the server to have it');
    await until(async () => (await again.textContent('[data-autosave-status]')) === 'Saved', 'the page to know');
    await again.reload();
    expect(await again.isVisible('[data-offer]')).toBe(false);
    await keepNothing(again);
    await again.fill('[name=markdown]', 'Typed at home');
    await until(async () => (await desk.work()).markdown === 'Typed at home', 'the server to have it without the browser');
    await until(async () => (await again.textContent('[data-autosave-status]')) === 'Saved', 'the page to know');
    await again.close();
  });

  it('never writes over what was changed elsewhere unless somebody says so', async () => {
    const page = await open(home);
    await desk.write({ markdown: 'Changed elsewhere' });
    await page.fill('[name=markdown]', 'Mine');
    await says(page, 'it was changed elsewhere');
    expect((await desk.work()).markdown).toBe('Changed elsewhere');
    await Promise.all([page.waitForNavigation(), page.click('button[value=check]')]);
    expect(await page.inputValue('[name=markdown]')).toBe('Mine');
    expect(await page.inputValue('[name=newer]')).toBe('Changed elsewhere');
    await Promise.all([page.waitForNavigation(), page.click('button[value=check]')]);
    expect((await desk.work()).markdown).toBe('Mine');
    await page.click('summary:has-text("Hand in")');
    await Promise.all([page.waitForNavigation(), page.click('dialog button:has-text("Hand in")')]);
    expect((await desk.work()).state).toBe('submitted');
    expect(errors).toEqual([]);
  });
});
