import type { Browser } from 'playwright-core';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser } from '../support/browser';
import type { Json } from '../support/client';
import { until } from '../support/until';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';
import { enter } from './entering';


describe('certificates, in a browser', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let teacher: Person;
  let coordinator: Person;
  let courseId: string;
  let editionId: string;
  let enrolmentId: string;
  const certificates = async (): Promise<Json[]> => ((await teacher.api.get('/me/credentials')).body.items as Json[]).filter(({ kind, pdfUrl }) => kind === 'certificate' && pdfUrl);

  beforeAll(async () => {
    [academy, browser] = await Promise.all([startAcademy(), openBrowser()]);
    coordinator = await academy.coordinator();
    ({ courseId } = await publishCourse(await academy.designer()));
    editionId = await openEdition(coordinator, courseId, academy.clock.now());
    teacher = await academy.person({ certificateName: 'Ђорђе Петровц', country: 'PT' });
    enrolmentId = must(await teacher.api.post(`/editions/${editionId}/enrolments`), 201).body.id;
    await completeCourse(teacher.api, enrolmentId);
    await until(async () => (await certificates()).length === 1 || null, 'the certificate');
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
  });

  const at = (person: Person, path: string, width: number, scheme: 'light' | 'dark') => enter(browser, academy, person, { path, width, scheme });

  it('a design is seen while it is typed, and kept', async () => {
    const { page, eyes } = await at(coordinator, `/coordination/courses/${courseId}/certificate-design`, 1280, 'light');
    const picture = page.locator('#preview img');
    await eyes.see('Design of the certificates');
    const before = await picture.getAttribute('src');
    await page.getByLabel('Between name and course').fill('has walked to the end of');
    await until(async () => (await picture.getAttribute('src')) !== before || null, 'the preview to follow');
    await page.getByRole('button', { name: 'Save' }).click();
    await eyes.see('Design of the certificates');
    expect(await page.getByLabel('Between name and course').inputValue()).toBe('has walked to the end of');
  });

  it('a holder corrects her name on a telephone, and the old certificate says that it was replaced', async () => {
    const [old] = await certificates();
    const { page, eyes } = await at(teacher, `/learning/${enrolmentId}/certificates`, 360, 'light');
    await eyes.see('Certificates of this course');
    await page.getByLabel('New name').fill('Ђорђе Петровић');
    await page.getByRole('button', { name: 'Correct the name' }).click();
    await until(async () => (await certificates()).find(({ id }) => id !== old!.id), 'the new certificate');
    await page.reload();
    await eyes.see('Certificates of this course');
    const shown = await page.locator('main').innerText();
    for (const each of ['Ђорђе Петровић', 'Ђорђе Петровц']) expect(shown).toContain(each);
    await page.goto(`${academy.config.publicUrl}/verify/${old!.code}`);
    await eyes.see(/./);
    expect(await page.locator('.verdict__word').innerText()).toMatch(/replaced|superseded/i);
  });

  it('a coordinator sees the names of an edition, an administrator what countries recognise, in the dark', async () => {
    const { eyes, page } = await at(coordinator, `/coordination/editions/${editionId}/certificates`, 820, 'dark');
    await eyes.see(/./);
    expect(await page.locator('main').innerText()).toContain('Ђорђе Петровић');
    await page.locator('summary', { hasText: 'anew' }).click();
    await page.getByRole('button', { name: 'Issue one anew' }).click();
    await page.getByText('One is done').waitFor();
    await page.locator('summary', { hasText: 'anew' }).waitFor();
    await eyes.see(/./);
    const administrator = await academy.administrator();
    for (const path of ['/recognition', '/recognition/PT']) await (await at(administrator, path, 820, 'dark')).eyes.see(/./);
  });
});
