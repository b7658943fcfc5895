import type { Browser } from 'playwright-core';
import { LiveStage } from '../learning/live.events.course';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { openBrowser } from '../support/browser';
import { must } from '../support/world';
import { enter } from './entering';
import { Keyboard } from './peer-review.keyboard';

const MINUTE = 60_000;


describe('a live event, in a browser', () => {
  let academy: RunningAcademy;
  let browser: Browser;
  beforeAll(async () => {
    [academy, browser] = await Promise.all([startAcademy({ worker: false }), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await academy.stop();
  });

  const at = (person: Person, path: string, width: number, scheme: 'light' | 'dark') => enter(browser, academy, person, { path, width, scheme });

  it('a teacher with a telephone finds when it is, takes it into her calendar, comes in and enters the code by keyboard', async () => {
    const startsAt = new Date(academy.clock.now().getTime() + 49 * 60 * MINUTE);
    const stage = await LiveStage.build(academy, { startsAt: startsAt.toISOString(), url: 'https://meet.example.org/count' });
    const ana = await stage.teacher({ displayName: 'Ana Araújo' });
    const path = `/learning/${ana.enrolmentId}/activities/meet`;
    const { page, eyes } = await at(ana, path, 360, 'light');
    await eyes.see('We meet');
    await page.getByText('in 2 days').waitFor();
    expect(await page.getByText('meet.example.org').count()).toBe(0);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Add to my calendar' }).click()]);
    expect(download.suggestedFilename()).toBe('academy.ics');

    const { code } = must(await stage.coordinator.api.get(`/editions/${stage.editionId}/live-events/meet/attendance`), 200).body as { code: string };
    await academy.clock.moveTo(new Date(startsAt.getTime() - 5 * MINUTE));
    await page.reload();
    await eyes.see('We meet');
    expect(await page.getByRole('link', { name: 'Join at meet.example.org' }).getAttribute('href')).toBe('https://meet.example.org/count');
    const keyboard = new Keyboard(page);
    const field = page.getByLabel('Code', { exact: true });
    await keyboard.reach(field);
    await page.keyboard.type('nonsense');
    await page.keyboard.press('Enter');
    await page.getByText('This is not the code of this live event').first().waitFor();
    await eyes.see('We meet');
    await keyboard.reach(field);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`.toLowerCase());
    await keyboard.reach(page.getByRole('button', { name: 'Enter my attendance' }));
    await page.keyboard.press('Enter');
    await page.getByText('You were there').waitFor();
    await eyes.see('We meet');
    await academy.clock.moveTo(new Date(startsAt.getTime() + 3 * 60 * MINUTE));
    await stage.say({ recordingUrl: 'https://films.example.org/count' });
    await page.reload();
    await page.getByRole('link', { name: 'Watch the recording at films.example.org' }).waitFor();
    await eyes.see('We meet');
    await page.context().close();
  });

  it('a coordinator dates it, shows the code, sees who came, cancels it and takes that back; a moderator shows the code', async () => {
    const stage = await LiveStage.build(academy, { url: '' });
    const teachers = [await stage.teacher({ displayName: 'Bea Brandt' }), await stage.teacher({ displayName: 'Παναγιώτα Παπαδοπούλου' })];
    const { page, eyes } = await at(stage.coordinator, `/coordination/editions/${stage.editionId}`, 1280, 'dark');
    await page.getByRole('link', { name: 'Live events', exact: true }).click();
    await eyes.see('Live events');
    await page.getByText('This edition has to say when it is.').waitFor();
    await page.getByRole('link', { name: 'We meet' }).click();
    await eyes.see('We meet');

    await page.getByLabel('Link to join').fill('http://meet.example.org');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Please enter an address that begins with https://.' }).waitFor();
    await eyes.see('We meet');
    await page.getByLabel('Link to join').fill('https://meet.example.org/anew');
    const begins = stage.in(5);
    // As her clock in Lisbon shows it.
    await page.getByLabel('Begins').fill(begins.toLocaleString('sv-SE', { timeZone: 'Europe/Lisbon' }).slice(0, 16).replace(' ', 'T'));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').first().waitFor();
    expect(await page.getByText('This edition has to say when it is.').count()).toBe(0);

    const code = (await page.locator('.event-code').innerText()).replace(' ', '');
    await academy.clock.moveTo(begins);
    for (const { api, path } of teachers) must(await api.post(`${path}/attendance`, { code }), 200);
    await page.reload();
    await page.getByText('2 of 2 people entered the code.').waitFor();
    await page.getByRole('link', { name: 'Παναγιώτα Παπαδοπούλου' }).waitFor();
    await eyes.see('We meet');
    await page.locator('summary', { hasText: 'Make another code' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make another code' }).click();
    await page.getByText('This is the new code.').first().waitFor();
    expect((await page.locator('.event-code').innerText()).replace(' ', '')).not.toBe(code);
    await page.locator('summary', { hasText: 'Cancel this event' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel this event' }).click();
    await page.getByText('The live event is cancelled.').first().waitFor();
    await eyes.see('We meet');
    await page.getByRole('button', { name: 'It takes place after all' }).click();
    await page.getByText('The live event takes place.').first().waitFor();
    await page.context().close();

    const moderator = await academy.person({ locale: 'de', roles: [{ role: 'moderator', scope: 'edition', id: stage.editionId }] });
    const seen = await at(moderator, `/coordination/editions/${stage.editionId}/live-events`, 360, 'dark');
    await seen.eyes.see('Live-Veranstaltungen');
    await seen.page.getByRole('link', { name: 'We meet' }).click();
    await seen.eyes.see('We meet');
    expect([await seen.page.locator('.event-code').count(), await seen.page.getByLabel('Beginnt').count()]).toEqual([1, 0]);
    await seen.page.context().close();
  });

  it('a designer writes one, with the time in her zone, and sees it as teachers will', async () => {
    const designer = await academy.designer({ timeZone: 'Europe/Athens' });
    const stage = await LiveStage.build(academy, {});
    await academy.database.query(`INSERT INTO role_grant (user_id, role, scope, scope_id) VALUES ($1, 'designer', 'course', $2)`, [designer.id, stage.courseId]);
    const { page, eyes } = await at(designer, `/studio/courses/${stage.courseId}?item=s1`, 1280, 'light');
    await page.getByRole('link', { name: 'Live event', exact: true }).click();
    await page.getByLabel('Title', { exact: true }).fill('A second meeting');
    await page.getByLabel('Begins').fill('2027-07-01T18:30');
    await page.getByText('In your time: Athens').waitFor();
    await page.getByLabel('How long, in minutes').fill('45');
    await page.getByLabel('Link to join').fill('https://meet.example.org/second');
    await eyes.see(/./);
    await page.getByRole('button', { name: 'Add to the course' }).click();
    await page.getByText('Added.').first().waitFor();
    expect(await page.getByLabel('Begins').inputValue()).toBe('2027-07-01T18:30');
    const draft = must(await designer.api.get(`/courses/${stage.courseId}/draft`), 200).body;
    expect(draft.modules[0].sections[0].activities[2]).toMatchObject({ kind: 'live-event', title: 'A second meeting', startsAt: '2027-07-01T15:30:00.000Z', durationMinutes: 45, url: 'https://meet.example.org/second' });
    await page.getByRole('link', { name: 'See what is saved as a teacher will' }).click();
    await page.getByText('Thursday').first().waitFor();
    await eyes.see('A second meeting');
    await page.context().close();
  });
});
