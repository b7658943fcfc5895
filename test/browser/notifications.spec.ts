import type { Browser } from 'playwright-core';
import { News } from '../discussions/news.world';
import { open } from '../discussions/support';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser } from '../support/browser';
import { must } from '../support/world';
import { enter } from './entering';


describe('what one is told, in a browser', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  let news: News;
  let [asker, helper]: [Person, Person] = [] as never;

  beforeAll(async () => {
    academy = await startAcademy();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
  });

  const at = (person: Person, width: number, scheme: 'light' | 'dark', path: string) => enter(browser, academy, person, { path, width, scheme });

  it.each([
    [360, 'dark'],
    [1280, 'light'],
  ] as const)('at %d px, %s: the number in the header, the list by days, opened and read, and what one wants to hear', async (width, scheme) => {
    news = await News.begin(academy, 2);
    [asker, helper] = news.talk.teachers as [Person, Person];
    const { id } = await open(asker, news.talk.editionId, { title: 'Wie zählt ihr Mauersegleransammlungen in Straßenschluchten?', language: 'de' });
    await news.reply(helper, id, 'Von oben, mit Überlaufbehälterabdeckungsmarkierungen.');
    await news.reply(helper, id, 'Und **zweimal**.');
    await news.watch.quiet();
    const reply = await news.watch.received(asker, 'reply');

    const { page, eyes } = await at(asker, width, scheme, '/');
    await page.getByRole('link', { name: 'Notifications: 2 unread' }).click();
    await eyes.see('Notifications');
    expect(await page.locator('.row--new').count()).toBe(2);
    expect(await page.locator('.row--new .row__main [lang=de]').first().textContent()).toContain('Mauersegler');

    await page.getByRole('button', { name: 'Mark as read' }).first().click();
    await page.getByRole('link', { name: 'Notifications: one unread' }).waitFor();
    await page.locator('.row--new a').click();
    await page.waitForURL(/\/threads\//);
    await page.getByRole('link', { name: 'Notifications', exact: true }).waitFor();

    await page.goto(`${academy.config.publicUrl}/me/notifications`);
    await page.getByRole('link', { name: 'What we tell you' }).click();
    await eyes.see('What we tell you');
    await page.getByRole('radio', { name: 'A letter a day' }).check();
    await page.getByRole('button', { name: 'Save how I get e-mails' }).click();
    await page.getByText('Your choice is saved.').first().waitFor();
    await page.getByLabel('Quiet from').fill('22:00');
    await page.getByRole('button', { name: 'Save hours and number' }).click();
    await page.locator('.error-summary a[href="#field-quietTo"]').waitFor();
    await eyes.see('What we tell you');
    await page.getByLabel('Quiet until').fill('06:30');
    await page.getByRole('button', { name: 'Save hours and number' }).click();
    await page.getByText('Your choice is saved.').first().waitFor();
    await page.getByText('Choose for each kind of news').click();
    await eyes.see('What we tell you');
    await page.getByRole('combobox', { name: 'By e-mail: answers to your posts' }).selectOption('never');
    await page.getByRole('button', { name: 'Save the choice' }).click();
    await page.getByText('Your choice is saved.').first().waitFor();
    expect(must(await asker.api.get('/me/notification-preferences'), 200).body).toMatchObject({ reply: { inApp: true, email: 'off' }, mention: { email: 'daily' }, quietHours: { from: '22:00', to: '06:30' } });
    await page.getByRole('link', { name: 'E-mails we wrote to you' }).click();
    await eyes.see('E-mails we wrote to you');

    const link = /<([^>]+)>/.exec(reply.headers.find(({ key }) => key === 'list-unsubscribe')!.value)![1]!;
    await page.goto(link);
    await eyes.see('E-mails you get from us');
    await page.getByRole('link', { name: 'Choose about all kinds of e-mails' }).click();
    await eyes.see('E-mails you get from us');
    await page.getByRole('combobox', { name: 'By e-mail: posts that mention you' }).selectOption('weekly');
    await page.getByRole('button', { name: 'Save the choice' }).click();
    await page.getByText('It holds at once.').waitFor();

    await page.goto(`${academy.config.publicUrl}/discussions/${news.talk.editionId}`);
    await page.getByRole('link', { name: 'Discussions in your feed reader' }).click();
    await eyes.see('Discussions in your feed reader');
    await page.context().close();
  });
});
