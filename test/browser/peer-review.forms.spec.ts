import type { Browser, Page } from 'playwright-core';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser, openWindow } from '../support/browser';
import { png } from '../courses/sample.files';
import { signIn } from './entering';
import { FIELDS, PeerCourse } from './peer-review.course';
import { Eyes } from './peer-review.eyes';


/** The same with nothing but links and forms. */
describe('a teacher whose browser runs no scripts', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let dora: Person & { enrolmentId: string };
  let page: Page;
  let eyes: Eyes;

  beforeAll(async () => {
    [academy, browser] = await Promise.all([startAcademy({ worker: false }), openBrowser()]);
    const course = await PeerCourse.publish(academy);
    const editionId = await course.openEdition();
    dora = await course.teacher(editionId, 'Dora Kiss');
    await course.handedIn(editionId, 'Emil Berg');

    page = await (await openWindow(browser, 360, 'light', 'en-GB', false)).newPage();
    eyes = new Eyes(page);
    await signIn(page, academy.config.publicUrl, dora);
  });
  afterAll(async () => {
    await browser?.close();
    await academy?.stop();
  });

  const main = () => page.getByRole('main');
  const press = (name: string | RegExp) => main().getByRole('button', { name }).first().click();
  const follow = (name: string | RegExp) => main().getByRole('link', { name }).first().click();
  /** What asks before it does something opens in place. */
  const confirm = async (name: string) => {
    await main().locator('details.confirm > summary', { hasText: name }).click();
    await main().locator('details.confirm[open]').getByRole('button', { name }).click();
  };

  it('writes, attaches, previews, checks and hands in', async () => {
    await page.goto(`${academy.config.publicUrl}/learning/${dora.enrolmentId}/activities/scenario`);
    await follow('Begin your work');
    await main().getByLabel(FIELDS[0]).fill('Does a candle weigh less when it has burned?');
    await main().getByLabel(FIELDS[1]).fill('1. Weigh it.\n2. Burn it for **ten minutes**.');
    await press('Preview');
    expect(await page.locator('#preview strong').innerText()).toBe('ten minutes');
    await eyes.see('Your work', false);
    await press('Save and add files');
    await page.locator('[name=file]').setInputFiles({ name: 'candle.png', mimeType: 'image/png', buffer: await png() });
    await press('Upload');
    await main().getByText('Reviewers see attachment-1.png').first().waitFor();
    await eyes.see('Files of your work', false);
    await follow('Back to your text');
    await press('Save and check before handing in');
    await eyes.see('Check and hand in', false);
    await confirm('Hand in');
    await page.getByText('Your work is handed in.').first().waitFor();
    await eyes.see('Your work', false);
  });

  it('trains, reviews and is asked once to look again', async () => {
    await follow('Review colleagues');
    await follow('Begin the training');
    await follow('Rate the next example');
    await main().getByLabel('Convincing').first().check();
    await main().getByLabel('On the way').last().check();
    await press('Compare with the team');
    expect(await main().innerText()).toContain('100% agreement with the team');
    await eyes.see('Counting nests', false);
    await follow('On to reviewing');
    await press('Get the next work');
    await eyes.see(/^Work by Colleague/, false);
    await main().getByLabel('On the way').first().check();
    await main().getByLabel('Convincing').last().check();
    await main().getByLabel('Your comment').last().fill('Good.');
    await main().getByLabel('One thing I would take into my class').fill('All.');
    await main().getByLabel('One change I suggest').fill('None.');
    await press('Keep the draft');
    await page.getByText('Your draft is kept.').first().waitFor();
    await press('Hand in the review');
    await page.getByText('Would you look at it once more?').first().waitFor();
    await eyes.see(/^Work by Colleague/, false);
    await main().getByLabel('One change I suggest').fill('Let the class guess first which things float, and write the guesses on the wall before the first of them gets wet.');
    await press('Hand in as it is');
    await page.getByText('Thank you. Your review is handed in.').first().waitFor();
    await eyes.see('Reviewing colleagues', false);
    expect(await main().innerText()).toContain('1 of 2 reviews given');
    expect(eyes.faults).toEqual([]);
  });
});
