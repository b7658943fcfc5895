import { join } from 'node:path';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser } from '../support/browser';
import type { Json } from '../support/client';
import { until } from '../support/until';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';
import { enter } from './entering';


describe('proving and checking what was earned, in a browser', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let teacher: Person;
  let coordinator: Person;
  let award: Json;
  let certificate: Json;
  let folder: string;

  beforeAll(async () => {
    [academy, browser, folder] = await Promise.all([startAcademy(), openBrowser(), mkdtemp(join(tmpdir(), 'academy-verify-'))]);
    coordinator = await academy.coordinator();
    const { courseId } = await publishCourse(await academy.designer());
    const editionId = await openEdition(coordinator, courseId, academy.clock.now());
    teacher = await academy.person({ certificateName: 'Ελένη Παπαδάκη-Κωνσταντινοπούλου' });
    await completeCourse(teacher.api, must(await teacher.api.post(`/editions/${editionId}/enrolments`), 201).body.id);
    const items = await until(async () => {
      const all = (await teacher.api.get('/me/credentials')).body.items as Json[];
      return all.length === 2 && all.some(({ pdfUrl }) => pdfUrl) ? all : null;
    }, 'a badge and a certificate');
    award = items.find(({ kind }) => kind === 'award');
    certificate = items.find(({ kind }) => kind === 'certificate');
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const at = (person: Person | null, path: string, scheme: 'light' | 'dark' = 'light') => enter(browser, academy, person, { path, width: 360, scheme });
  const verdict = (page: Page) => page.locator('.verdict__word');

  it('a link is made with a choice, looked at by somebody else, and ended', async () => {
    const { page, eyes } = await at(teacher, '/me/credentials');
    await eyes.see('My credentials');
    await page.getByRole('link', { name: 'Show and share' }).click();
    await eyes.see('Counting the swifts');
    await page.getByLabel('My name, as it stands on it').uncheck();
    await page.getByRole('button', { name: 'Make a link' }).click();
    const address = await page.getByLabel('Address of the link').inputValue();
    await eyes.see('Counting the swifts');

    const stranger = await at(null, new URL(address).pathname, 'dark');
    await stranger.eyes.see('Counting the swifts');
    const shown = await stranger.page.locator('main').innerText();
    expect(shown).toContain('4 hours');
    expect(shown).not.toContain('Ελένη');

    await page.getByRole('button', { name: 'End this link' }).click();
    await page.getByText('The link has ended. Whoever opens it finds nothing.', { exact: true }).waitFor();
    expect((await stranger.page.reload())!.status()).toBe(404);
    await stranger.page.context().close();
    await page.context().close();
  });

  it('a file is chosen, or dropped, and its three states are told: valid, revoked, replaced', async () => {
    const pdf = must(await teacher.api.get(`~${new URL(certificate.pdfUrl).pathname}`), 200).body as Buffer;
    const genuine = join(folder, 'certificate.pdf');
    await writeFile(genuine, pdf);
    const { page, eyes } = await at(null, '/verify');
    await eyes.see('Verify a certificate or badge');
    await page.getByLabel('Certificate or badge').setInputFiles(genuine);
    await page.getByRole('button', { name: 'Check the file' }).click();
    await verdict(page).filter({ hasText: 'Genuine and valid' }).waitFor();
    await eyes.see('Verify a certificate or badge');

    must(await coordinator.api.post(`/awards/${award.id}/revoke`, { reason: 'A mistake' }), 204);
    const svg = String(must(await academy.api.get(`/awards/${award.id}.svg`), 200).body);
    const dropped = await page.evaluateHandle(`(() => { const transfer = new DataTransfer(); transfer.items.add(new File([${JSON.stringify(svg)}], 'badge.svg')); return transfer; })()`);
    await page.dispatchEvent('[data-drop]', 'drop', { dataTransfer: dropped });
    await verdict(page).filter({ hasText: 'Genuine, but revoked' }).waitFor();
    await eyes.see('Verify a certificate or badge');

    must(await coordinator.api.post(`/certificates/${certificate.id}/reissue`), 201);
    await page.getByLabel('Verification code').fill(certificate.code.toLowerCase());
    await page.getByRole('button', { name: 'Check the code' }).click();
    await verdict(page).filter({ hasText: 'Replaced by a newer one' }).waitFor();
    await eyes.see('Verify a certificate or badge');
    await page.getByLabel('Certificate or badge').setInputFiles({ name: 'holiday.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 hello') });
    await page.getByRole('button', { name: 'Check the file' }).click();
    await verdict(page).filter({ hasText: 'Not known here' }).waitFor();
    await page.context().close();
  });

  it('the portfolio is chosen and printed without what is only for the screen', async () => {
    const { page, eyes } = await at(teacher, '/me/portfolio', 'dark');
    await eyes.see('My portfolio');
    await page.getByText('Choose what is shown').click();
    await page.getByLabel('Badges').uncheck();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await eyes.see('My portfolio');
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.site-header', '.choice-panel', '[data-print]']) expect(await page.locator(hidden).first().isVisible()).toBe(false);
    const printed = await page.locator('main').innerText();
    for (const shown of ['Ελένη Παπαδάκη-Κωνσταντινοπούλου', '4 hours', '3 Teaching and learning', 'Plan a count that another class can repeat']) expect(printed).toContain(shown);
    await page.context().close();
  });
});
