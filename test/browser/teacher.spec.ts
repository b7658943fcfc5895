import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser, openWindow, overflowOf, violationsOf } from '../support/browser';
import { tokenIn } from '../support/mailbox';
import { until } from '../support/until';
import { openEdition, publishCourse } from '../support/world';


/** The main job as a teacher does it, on a telephone with a slow hand: by clicking, with and without scripts. */
describe.each([
  ['on a telephone, in the dark', 360, 'dark', true],
  ['at a desk, without scripts', 1280, 'light', false],
] as const)('a teacher %s', (_where, width, colorScheme, hasScripts) => {
  let academy: RunningAcademy;
  let browser: Browser;
  let window: BrowserContext;
  let page: Page;
  const email = 'tereza@school.test';
  const faults: string[] = [];

  beforeAll(async () => {
    [academy, browser] = await Promise.all([startAcademy(), openBrowser()]);
    const { courseId } = await publishCourse(await academy.designer());
    await openEdition(await academy.coordinator(), courseId, academy.clock.now());
    window = await openWindow(browser, width, colorScheme, 'en-GB', hasScripts);
    page = await window.newPage();
    page.on('response', (response) => response.status() >= 500 && faults.push(`${response.status()} ${response.url()}`));
    page.on('pageerror', (error) => faults.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    await academy?.stop();
  });

  const go = (path: string) => page.goto(`${academy.config.publicUrl}${path}`);
  const press = (name: string | RegExp) => page.getByRole('main').getByRole('button', { name }).first().click();
  const follow = (name: string | RegExp) => page.getByRole('main').getByRole('link', { name }).first().click();
  const look = async () => {
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    // axe itself is a script.
    if (hasScripts) expect(await violationsOf(page)).toEqual([]);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  };

  it('registers and confirms the address from the mail', async () => {
    await go('/register');
    await look();
    await page.getByLabel('E-mail').first().fill(email);
    await page.getByLabel('Password').first().fill('short');
    await page.locator('[name=displayName]').fill('Tereza Nováková');
    await page.locator('[name=country]').selectOption('CZ');
    await press(/create/i);
    await look();
    expect(await page.locator('[name=displayName]').inputValue()).toBe('Tereza Nováková');
    await page.getByLabel('Password').first().fill(PASSWORD);
    await press(/create/i);
    const mail = await academy.mailbox.waitFor(email, 'verify-address');
    await go(`/verify-address?token=${tokenIn(mail)}`);
    await look();
    await press(/confirm/i);
    await go('/sign-in');
    await page.getByLabel('E-mail').first().fill(email);
    await page.getByLabel('Password').first().fill(PASSWORD);
    await press('Sign in');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('What is next');
    await look();
  });

  it('finds a course and enrols', async () => {
    await go('/courses');
    await look();
    await follow('Counting the swifts');
    await look();
    await follow(/enrol|take part|place/i).catch(() => press(/enrol|take part|place/i));
    await look();
    await press(/enrol|take|yes/i);
    await page.waitForURL(/\/learning\/[0-9a-f-]{36}$/);
    await look();
  });

  it('does what comes next until nothing is missing', async () => {
    const outline = page.url();
    await follow('Why we count');
    await look();
    await page.goto(outline);
    await follow('What is a count?');
    await look();
    await press(/start|begin/i);
    await look();
    await page.locator('[name="answer.q1"][value=a]').check();
    await page.locator('[name="answer.q2"][value=false]').check();
    await page.locator('[name="answer.q3"]').fill('5,5');
    await page.locator('[name="answer.q4"]').fill('the Swift');
    await page.locator('[name="answer.q5.l1"]').selectOption('r1');
    await page.locator('[name="answer.q5.l2"]').selectOption('r2');
    await press(/hand in|finish|submit|send/i);
    await page.getByRole('main').getByText('A count is a number.').first().waitFor();
    await look();
    await page.goto(outline);
    await follow('My doubt');
    await page.locator('textarea').first().fill('That a **small** sample lies.');
    await look();
    await press(/save|keep/i);
    // Where its draft is on its way, the entry goes after it, and never if the page is left before.
    await page.getByText('Your entry is saved.').first().waitFor();
    await page.goto(outline);
    await follow('Compare');
    await look();
    await press(/done/i);
    await page.getByText('Marked as done.').first().waitFor();
    await page.goto(outline);
    await look();
    expect(await page.getByRole('main').innerText()).toMatch(/completed|certificate/i);
    expect(await page.getByRole('main').innerText()).not.toContain('Still missing');
  });

  it('finds the certificate and the badge, and whoever has the code can check them', async () => {
    await until(async () => {
      await go('/me/credentials');
      return (await page.getByRole('main').getByRole('link', { name: /download/i }).count()) === 1;
    }, 'the certificate');
    await look();
    await follow('Show and share');
    await look();
    await press(/show my name/i);
    await follow('Verification page');
    await look();
    expect(await page.getByRole('main').innerText()).toContain('Genuine and valid');
    expect(await page.getByRole('main').innerText()).toContain('Tereza Nováková');
    expect(faults).toEqual([]);
  });
});

it('the eye of these tests sees what is wrong with a page', async () => {
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 360, height: 600 } });
  await page.setContent('<html lang="en"><title>A</title><main><h1>B</h1><img src="c.png"><div style="width:900px">wide</div></main></html>');
  expect(await violationsOf(page)).toEqual([expect.stringContaining('image-alt')]);
  expect(await overflowOf(page)).toBeGreaterThan(500);
  await browser.close();
});
