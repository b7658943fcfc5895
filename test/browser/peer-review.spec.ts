import type { Browser } from 'playwright-core';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser } from '../support/browser';
import { until } from '../support/until';
import { PeerCourse } from './peer-review.course';
import { Desk } from './peer-review.staff';
import { KeyboardTeacher, WORDS } from './peer-review.teacher';


/** The heart of a course as three teachers do it: on a telephone, without a mouse. */
describe('three teachers on a telephone, by keyboard', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let ana: KeyboardTeacher;
  let ben: KeyboardTeacher;
  let carla: KeyboardTeacher;
  let course: PeerCourse;
  let editionId: string;

  beforeAll(async () => {
    [academy, browser] = await Promise.all([startAcademy(), openBrowser()]);
    course = await PeerCourse.publish(academy);
    editionId = await course.openEdition();
    const sit = async (name: string) => KeyboardTeacher.signIn(browser, academy.config.publicUrl, await course.teacher(editionId, name));
    [ana, ben, carla] = await Promise.all([sit('Ana Silva'), sit('Ben Novák'), sit('Carla Rossi')]);
  });
  afterAll(async () => {
    await browser?.close();
    await academy?.stop();
  });

  it('write: what is typed is kept, seen as others will see it, and warned about where it tells who wrote it', async () => {
    const { page, keys, eyes } = ana;
    await page.goto(ana.home);
    await eyes.see('Your scenario');
    await ana.begin(['How many swifts nest above our street?', '1. Look up. (10 min)\n2. Count for **five minutes**.\n\nMy name is Ana Silva.']);
    await page.locator('[data-autosave-status][data-state=saved]').waitFor();
    await page.reload();
    await eyes.see('Your work');
    // What the page says is saved is there, all of it, and from the server.
    expect(await ana.field('What pupils will find out').inputValue()).toBe('How many swifts nest above our street?');
    expect(await ana.field('Step by step').inputValue()).toContain('Count for **five minutes**');
    await keys.write(ana.field('What may go wrong'), 'Rain.');
    await keys.press('Preview');
    await page.locator('#preview:focus', { hasText: 'Rain.' }).waitFor();
    expect(await page.locator('#preview strong').innerText()).toBe('five minutes');
    await eyes.see('Your work');
    await ana.attachPicture('Ana Silva at school.png');
    await eyes.see('Files of your work');
    await keys.follow('Back to your text');
    await page.waitForURL(/\/submission$/);

    await keys.press('Save and check before handing in');
    await page.getByText('This seems to tell who you are').first().waitFor();
    await eyes.see('Check and hand in');
    await keys.follow('Go on writing');
    await page.waitForURL(/\/submission$/);
    const saving = await ana.holdSaving(() => keys.write(ana.field('Step by step'), '1. Look up. (10 min)\n2. Count for **five minutes**.'));
    await keys.press('Save and check before handing in');
    saving.letGo();
    await page.waitForURL(/\/check$/);
    expect(await keys.main.innerText()).not.toContain('tell who you are');
    expect(await keys.main.innerText()).toContain('attachment-1.png');
    await ana.handIn();
    await eyes.see('Your work');
  });

  it('the others too', async () => {
    await Promise.all([
      ben.submit('How far does the shadow of the lime tree walk?', '1. Chalk. (5 min)\n2. Wait and draw.'),
      carla.submit('Which screen tires the eyes?', '1. Ask three people.\n2. Make a table. (20 min)'),
    ]);
  });

  it('train on an example that staff have rated', async () => {
    const { page, eyes, keys } = ana;
    await page.goto(`${ana.home}/reviews`);
    await eyes.see('Reviewing colleagues');
    await ana.train([2, 0]);
    await eyes.see('Counting nests');
    expect(await keys.main.innerText()).toMatch(/same level[\s\S]*another level/);
    await keys.follow('On to reviewing');
    await page.getByRole('button', { name: 'Get the next work' }).waitFor();
    await eyes.see('Reviewing colleagues');
    await Promise.all([ben, carla].map((teacher) => teacher.train([2, 1])));
  });

  it('review each other, and are asked to look again at a review that says nothing', async () => {
    const { page, eyes, keys } = ana;
    await ana.ask();
    await eyes.see(/^Work by Colleague/);
    await keys.toMain();
    await ana.review([1, 2], { pupils: '', keeps: '', suggests: 'x' });
    await page.locator('.error-summary:focus', { hasText: 'This criterion asks for a comment.' }).waitFor();
    await eyes.see(/^Work by Colleague/);
    expect(await page.locator('input[type=radio]:checked').count()).toBe(2);
    await ana.review([1, 2], { pupils: 'Good.', keeps: 'All.', suggests: 'None.' });
    await page.getByText('Would you look at it once more?').first().waitFor();
    await page.locator('#warnings:focus').waitFor();
    await eyes.see(/^Work by Colleague/);
    await keys.follow('Look again');
    await ana.review([2, 1], WORDS[0]!);
    await page.getByText('Thank you. Your review is handed in.').first().waitFor();
    await eyes.see('Reviewing colleagues');
    await ana.ask();
    await keys.toMain();
    await ana.review([2, 1], WORDS[1]!);
    await page.getByText('Thank you. Your review is handed in.').first().waitFor();
    await Promise.all([ben, carla].map((teacher) => teacher.reviewTwo()));
  });

  it('read their grades, rate and answer a review, and appeal once', async () => {
    const { page, eyes, keys } = ana;
    await page.goto(ana.home);
    await eyes.see('Your scenario');
    await keys.toMain();
    await keys.follow('Read your grade and reviews');
    await page.waitForURL(/\/grade\b/);
    await eyes.see('Grade and feedback');
    await keys.toMain();
    await keys.open('How was this computed?');
    await page.getByText('Everybody begins with a weight of 1.').first().waitFor();
    await eyes.see('Grade and feedback');
    const review = keys.main.getByRole('article').first();
    await keys.choose((await review.locator('input[type=radio]').first().getAttribute('name'))!, 1);
    await keys.reach(review.locator('summary'));
    await page.keyboard.press('Enter');
    await keys.write(review.locator('textarea'), 'Thank you: the two groups are a good idea.');
    await keys.press('Send', review);
    await page.getByText('Thank you. Your colleague can read your reply.').first().waitFor();
    await eyes.see('Grade and feedback');
    await keys.open('Ask a moderator');
    await keys.write(page.getByRole('dialog').locator('textarea'), 'Pupils do decide: they choose the window.');
    await keys.confirm('Send to the moderators');
    await page.getByText(/A moderator answers by/).first().waitFor();
    await eyes.see('Grade and feedback');
    expect(await keys.main.getByText('Ask a moderator').count()).toBe(0);
  });

  it('have completed the course, and get their certificates', async () => {
    const { page, eyes } = ben;
    await until(async () => {
      await page.goto(`${academy.config.publicUrl}/me/credentials`);
      return (await ben.keys.main.getByRole('link', { name: /download/i }).count()) === 1;
    }, 'the certificate');
    await eyes.see('My credentials');
  });

  it('are seen on the coordinator’s board, filtered and acted on in bulk', async () => {
    await course.handedIn(editionId, 'Emil Berg');
    const desk = await Desk.signIn(browser, academy.config.publicUrl, await academy.coordinator());
    await desk.go(`/coordination/editions/${editionId}`);
    await desk.follow('Peer review');
    await desk.eyes.see('Peer review');
    await desk.follow('Your scenario');
    await desk.eyes.see('Your scenario');
    for (const name of ['Ana Silva', 'Ben Novák', 'Carla Rossi', 'Emil Berg']) expect(await desk.main.getByRole('table').last().innerText()).toContain(name);
    await desk.main.getByLabel('Show only').selectOption({ label: 'Short of reviews' });
    await desk.press(/filter|show|apply/i);
    await desk.page.waitForURL(/need=short/);
    expect(await desk.main.getByRole('checkbox').count()).toBe(1);
    await desk.main.getByLabel('Tick the work of Emil Berg').check();
    await desk.main.getByLabel('Days').fill('5');
    await desk.confirm('Give more time');
    await desk.page.getByText('1 work was changed.').first().waitFor();
    await desk.eyes.see('Your scenario');
    expect(await desk.fetch('Works as CSV')).toMatch(/Emil Berg/);
    for (const view of ['Reviewers', 'Lent just now']) {
      await desk.follow(view);
      await desk.eyes.see('Your scenario');
    }
  });

  it('are answered: a moderator decides the appeal with a reason, and its author reads it', async () => {
    const moderator = await academy.person({ displayName: 'Mira Moderator', roles: [{ role: 'moderator', scope: 'edition', id: editionId }] });
    const desk = await Desk.signIn(browser, academy.config.publicUrl, moderator);
    await desk.go('/coordination/moderation');
    await desk.eyes.see('Moderation');
    await desk.follow('Peer review');
    await desk.eyes.see('Peer review');
    await desk.follow('Appeal');
    await desk.eyes.see('Ana Silva');
    expect(await desk.main.innerText()).toContain('Pupils do decide: they choose the window.');
    await desk.press('Decide');
    await desk.main.getByRole('alert').waitFor();
    await desk.eyes.see('Ana Silva');
    await desk.main.getByLabel('The grade stands').check();
    await desk.main.locator('[id^=case-]').getByLabel('Reason').fill('They choose the window, not the question: that is what both reviews say.');
    await desk.press('Decide');
    await desk.page.getByText('The person concerned can read your reason.').first().waitFor();
    await desk.eyes.see('Ana Silva');

    await ana.page.reload();
    await ana.page.getByText('They choose the window, not the question').first().waitFor();
    await ana.eyes.see('Grade and feedback');
    for (const { eyes } of [ana, ben, carla]) expect(eyes.faults).toEqual([]);
  });
});
