import type { Browser } from 'playwright-core';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser, openWindow } from '../support/browser';
import { until } from '../support/until';
import { must } from '../support/world';
import { Clicking, follow, look, press } from './clicking';


/** A course from nothing to published, its edition from a draft to people with badges: by clicking. */
describe('a designer and a coordinator', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let clicking: Clicking;
  beforeAll(async () => {
    [academy, browser] = await Promise.all([startAcademy(), openBrowser()]);
    clicking = new Clicking(academy.config.publicUrl);
  });
  afterAll(async () => {
    await browser?.close();
    await academy?.stop();
  });

  it('write and publish a course, even on a telephone', async () => {
    const page = await clicking.signIn(await openWindow(browser, 360, 'light'), await academy.designer());
    await page.goto(`${academy.config.publicUrl}/studio`);
    await look(page);
    await follow(page, 'New course');
    await page.locator('[name=title]').fill('Schatten messen');
    await page.locator('[name=summary]').fill('Wie viel Schatten hat der Schulweg?');
    await page.locator('[name=outcomes]').fill('Plan a walk that finds shade | 3.1');
    await page.locator('[name=workloadHours]').fill('1');
    await look(page);
    await press(page, /create|save/i);
    await page.waitForURL(/\/studio\/courses\/[0-9a-f-]{36}/);
    await page.locator('form[action$="/modules"] [name=title]').fill('Hinsehen');
    await press(page, 'Add module');
    await page.locator('form[action$="/sections"] [name=title]').fill('Anfang');
    await press(page, 'Add section');
    await follow(page, /page/i);
    await page.locator('#field-title').fill('Warum Schatten?');
    await page.locator('[name=markdown]').fill('# Schatten\n\nEr **wandert**.');
    await page.locator('[name=minutes]').fill('60');
    await look(page);
    await press(page, /save|add/i);
    await look(page);
    await follow(page, /check and publish/i);
    await look(page);
    await page.locator('[name=notes]').fill('Erste Fassung');
    await press(page, /publish/i);
    await page.waitForURL(/\/versions$/);
    await look(page);
    expect(await page.getByRole('main').innerText()).toContain('Version 1');
    await page.context().close();
  });

  it('open an edition, and award and revoke a badge', async () => {
    const coordinator = await academy.coordinator();
    const page = await clicking.signIn(await openWindow(browser, 1280, 'dark'), coordinator);
    await page.goto(`${academy.config.publicUrl}/coordination`);
    await look(page);
    await follow(page, 'New edition');
    await look(page);
    await follow(page, 'Schatten messen').catch(() => press(page, /choose|continue/i));
    await page.locator('[name=name]').fill('Sommer');
    // At noon, which every day has in every zone.
    const day = (days: number) => `${new Date(academy.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)}T12:00`;
    for (const [name, days] of [['enrolFrom', -2], ['enrolUntil', 20], ['startsAt', -1], ['endsAt', 40]] as const) await page.locator(`[name=${name}]`).fill(day(days));
    await look(page);
    await press(page, /create/i);
    await page.waitForURL(/\/coordination\/editions\/[0-9a-f-]{36}$/);
    const board = page.url();
    const main = page.getByRole('main');
    await main.locator('summary', { hasText: 'Open enrolment' }).click();
    await look(page);
    await page.locator('button:visible', { hasText: 'Open enrolment' }).click();
    await page.locator('.alert', { hasText: 'Enrolment is open.' }).waitFor();

    const editionId = board.split('/').pop()!;
    const people = await Promise.all(['Ana Silva', 'Jiří Novotný', 'Ελένη Παππά'].map((displayName) => academy.person({ displayName })));
    for (const person of people) must(await person.api.post(`/editions/${editionId}/enrolments`), 201);

    await page.goto(`${board}/badges`);
    await look(page);
    await follow(page, 'Design a badge');
    await look(page);
    await page.locator('#field-name').fill('Guter Geist');
    await page.locator('#field-description').fill('Für alle, die anderen geholfen haben.');
    await page.locator('#field-criteria').fill('Anderen helfen.');
    await press(page, 'Save the badge');
    await page.getByText('Für alle, die anderen geholfen haben.').waitFor();
    await look(page);
    await page.goto(`${board}/people`);
    await look(page);
    const boxes = page.locator('[name=enrolmentIds]');
    await boxes.nth(0).check();
    await boxes.nth(2).check();
    await page.locator('[name=badgeId]').first().selectOption({ label: 'Guter Geist' });
    await press(page, 'Award to those who are ticked');
    await look(page);
    await press(page, 'Award it to 2 people');
    await until(async () => ((await academy.database.query('SELECT id FROM award')).length === 2 ? true : null), 'two awards');
    await page.goto(`${board}/badges`);
    await look(page);
    expect(await main.innerText()).toContain('Guter Geist');
    await main.locator('td a').last().click();
    await look(page);
    await page.locator('#field-reason').fill('Ein Versehen.');
    await press(page, 'Revoke');
    await until(async () => ((await academy.database.query('SELECT id FROM award WHERE revoked_at IS NOT NULL')).length === 1 ? true : null), 'a revoked award');
    expect(clicking.faults).toEqual([]);
  });
});
