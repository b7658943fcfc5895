import type { Browser } from 'playwright-core';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser } from '../support/browser';
import { must } from '../support/world';
import { SurveyStage } from '../surveys/survey.course';
import { enter } from './entering';


describe('a survey, in a browser', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let stage: SurveyStage;

  beforeAll(async () => {
    [academy, browser] = await Promise.all([startAcademy({ worker: false }), openBrowser()]);
    stage = await SurveyStage.set(academy);
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
  });

  it('a teacher answers it on her phone with the keyboard alone, is told what is missing, and that it is for good', async () => {
    const eva = await stage.enrolled();
    const { page, eyes } = await enter(browser, academy, eva, { path: `/learning/${eva.enrolmentId}/activities/end`, width: 360, scheme: 'light' });
    await eyes.see('Looking back');
    await page.getByText('cannot be changed, taken back or shown to you again').waitFor();
    const send = page.getByRole('button', { name: 'Send for good' });

    await page.getByLabel('Your answer').focus();
    await page.keyboard.type('Fewer words, more birds.');
    await send.press('Enter');
    await page.getByRole('link', { name: 'Question 1: Please answer this question.' }).press('Enter');
    await eyes.see('Looking back');
    expect(await page.getByLabel('Your answer').inputValue()).toBe('Fewer words, more birds.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: '3' }).isChecked()).toBe(true);
    await page.getByLabel('The pages').focus();
    await page.keyboard.press('Space');
    await send.press('Enter');

    await page.getByText('You have answered').waitFor();
    await eyes.see('Looking back');
    expect(await page.content()).not.toContain('Fewer words');
    expect(must(await eva.api.get(`/enrolments/${eva.enrolmentId}/activities/end`), 200).body).toMatchObject({ answered: true });
  });

  it('who runs the edition sees how many are wanted, then bars with their tables, and start beside end', async () => {
    const { page, eyes } = await enter(browser, academy, stage.coordinator, { path: `/coordination/editions/${stage.editionId}`, width: 1280, scheme: 'dark' });
    await page.getByRole('link', { name: 'Surveys', exact: true }).click();
    await eyes.see('Surveys');
    await page.getByRole('link', { name: 'Looking back' }).click();
    await page.getByText('4 more answers are wanted').waitFor();
    await eyes.see('Looking back');

    await stage.answers(9, 'end', (index) => ({ sure: 3 + (index % 3), liked: ['talk'], words: index % 2 ? 'Mehr Zeit für die Gutachten, bitte; drei Wochen sind mit einer vollen Klasse nicht zu schaffen.' : 'All was fine' }));
    await stage.answers(8, 'start', (index) => ({ sure: 1 + (index % 3), before: 'no' }));
    await stage.empty();
    await page.reload();
    await page.getByText('Results of 10 answers.').waitFor();
    expect(await page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(['Before you begin', 'Looking back']);
    await page.getByText('As a table: Looking back').click();
    await page.getByRole('rowheader', { name: '5 · very' }).waitFor();
    await eyes.see('Looking back');
    await page.setViewportSize({ width: 360, height: 900 });
    await eyes.see('Looking back');
  });

  it('who writes the course adds a question, and asks one of the start again', async () => {
    const { page, eyes } = await enter(browser, academy, stage.author, { path: `/studio/courses/${stage.courseId}?item=start`, width: 820, scheme: 'light' });
    await eyes.see('Counting the swifts');
    expect(await page.getByRole('link', { name: 'Spring' }).getAttribute('href')).toBe(`/coordination/editions/${stage.editionId}/surveys`);
    await page.getByLabel('Type of a new question').selectOption({ label: 'A scale' });
    await page.getByRole('button', { name: 'Add a question' }).click();
    await page.getByLabel('Task or question').fill('How sure are you of your pupils?');
    await page.getByLabel('Lowest end').fill('not at all');
    await page.getByLabel('Highest end').fill('very');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('How sure are you of your pupils?').waitFor();

    await page.goto(`${academy.config.publicUrl}/studio/courses/${stage.courseId}?item=end&survey-question=new&type=scale`);
    await page.getByLabel('Task or question').fill('How sure are you of your pupils?');
    await page.getByLabel('The same question as').selectOption({ label: 'Before you begin: How sure are you of your pupils?' });
    await page.getByLabel('Lowest end').fill('not at all');
    await page.getByLabel('Highest end').fill('very');
    await eyes.see('Counting the swifts');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A scale · may be left out').first().waitFor();
    const draft = must(await stage.author.api.get(`/courses/${stage.courseId}/draft`), 200).body;
    const keysOf = (module: number) => draft.modules[module].sections[0].activities.at(-1).questions.map(({ key }: { key: string }) => key).at(-1) as string;
    expect(keysOf(1)).toBe(keysOf(0));
    await page.goto(`${academy.config.publicUrl}/studio/courses/${stage.courseId}/preview/end`);
    await eyes.see('Looking back');
  });
});
