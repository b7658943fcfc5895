import { Editions } from '@academy/editions';
import { Enrolments } from '@academy/enrolments';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { must } from '../support/world';
import { formOf } from '../web/studio.forms';
import { HOUR, LINK, LiveStage, readCalendar } from './live.events.course';

const MINUTE = HOUR / 60;

describe('a live event', () => {
  let academy: RunningAcademy;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
  });
  afterAll(() => academy.stop());

  it('is told when it is from the first, and where at its hour alone', async () => {
    const startsAt = new Date(academy.clock.now().getTime() + 72 * HOUR);
    const stage = await LiveStage.build(academy, { startsAt: startsAt.toISOString() });
    const [rui, eva] = [await stage.teacher({ displayName: 'Rui Who Comes' }), await stage.teacher()];
    const own = 'https://meet.example.org/of-the-edition';
    const seen = async () => must(await rui.api.get(rui.path), 200).body;
    expect(await seen()).toMatchObject({ kind: 'live-event', phase: 'ahead', startsAt: startsAt.toISOString(), durationMinutes: 60, url: null, completion: { rule: 'attended' }, sequence: 0, html: expect.stringContaining('<strong>one</strong>') as string });

    const moved = new Date(startsAt.getTime() + HOUR);
    await stage.say({ startsAt: moved.toISOString(), durationMinutes: 90, url: own });
    expect(await seen()).toMatchObject({ startsAt: moved.toISOString(), durationMinutes: 90, url: null, sequence: 1 });
    const browser = await stage.visitor(rui);
    const page = `/learning/${rui.enrolmentId}/activities/meet`;
    const hidden = async () => [JSON.stringify(await seen()), (await browser.get(page)).html, JSON.stringify((await academy.api.get(`/editions/${stage.editionId}`)).body), JSON.stringify((await eva.api.get(`/editions/${stage.editionId}`)).body)].filter((text) => text.includes('meet.example.org'));
    expect(await hidden()).toEqual([]);
    expect((await browser.get(page)).html).toMatch(/in 3 days[^]*Add to my calendar/);

    await academy.clock.moveTo(new Date(moved.getTime() - 16 * MINUTE));
    expect(await hidden()).toEqual([]);
    await academy.clock.moveTo(new Date(moved.getTime() - 15 * MINUTE));
    expect(await seen()).toMatchObject({ phase: 'open', url: own });
    expect((await browser.get(page)).html).toContain(`href="${own}"`);
    await academy.clock.moveTo(new Date(moved.getTime() + 90 * MINUTE));
    expect(await seen()).toMatchObject({ phase: 'over', url: null, recordingUrl: null });
    await stage.say({ startsAt: moved.toISOString(), durationMinutes: 90, url: own, recordingUrl: 'https://films.example.org/meet' });
    expect(await seen()).toMatchObject({ phase: 'over', url: null, recordingUrl: 'https://films.example.org/meet', sequence: 1 });
    expect((await browser.get(page)).html).toMatch(/Watch the recording at films.example.org/);
  });

  it('is attended by whoever types its code in time: once, whatever comes how often', async () => {
    const startsAt = new Date(academy.clock.now().getTime() + 2 * HOUR);
    const stage = await LiveStage.build(academy, { startsAt: startsAt.toISOString() });
    const [rui, eva] = [await stage.teacher(), await stage.teacher()];
    const at = `/editions/${stage.editionId}/live-events/meet`;
    const { code } = must(await stage.coordinator.api.get(`${at}/attendance`), 200).body as { code: string };
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
    expect(must(await stage.coordinator.api.get(`${at}/attendance`), 200).body).toEqual({ code, attended: 0, items: [] });
    expect((await rui.api.get(`${at}/attendance`)).status).toBe(403);

    const attend = (person: typeof rui, typed: string) => person.api.post(`${person.path}/attendance`, { code: typed });
    expect((await attend(rui, code)).body).toMatchObject({ type: '/problems/attendance-not-open', status: 409 });
    await academy.clock.moveTo(new Date(startsAt.getTime() - 10 * MINUTE));
    expect((await attend(rui, code === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA')).body).toMatchObject({ type: '/problems/attendance-code-wrong', status: 422 });
    must(await rui.api.get(`/enrolments/${rui.enrolmentId}/activities/read`), 200);
    expect(must(await rui.api.get(rui.path), 200).body.completed).toBe(false);
    const typed = ` ${code.slice(0, 2).toLowerCase()} ${code.slice(2)}`;
    expect((await Promise.all(Array.from({ length: 6 }, () => attend(rui, typed)))).map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await academy.database.query(`SELECT value::int FROM progress WHERE enrolment_id = $1 AND activity_key = 'meet' AND evidence = 'attended'`, [rui.enrolmentId])).toEqual([{ value: 1 }]);
    expect(must(await rui.api.get(`/enrolments/${rui.enrolmentId}`), 200).body).toMatchObject({ state: 'completed', missing: [] });
    expect(await academy.database.query(`SELECT kind FROM fact WHERE person_id = $1 AND kind IN ('course.completed', 'module.completed') ORDER BY kind`, [rui.id])).toEqual([{ kind: 'course.completed' }, { kind: 'module.completed' }]);

    const browser = await stage.visitor(eva);
    const page = `/learning/${eva.enrolmentId}/activities/meet`;
    const wrong = await browser.post(`${page}/attendance`, { code: 'zzz zzz' });
    expect([wrong.status, wrong.html.includes('value="zzz zzz"'), /aria-invalid="true"/.test(wrong.html)]).toEqual([422, true, true]);
    const { code: renewed } = must(await stage.coordinator.api.post(`${at}/attendance-code`), 201).body as { code: string };
    expect((await attend(eva, code)).status).toBe(422);
    await academy.clock.moveTo(new Date(startsAt.getTime() + 25 * HOUR - MINUTE));
    expect(await browser.post(`${page}/attendance`, { code: renewed })).toMatchObject({ status: 303, location: page });
    expect((await browser.get(page)).html).toContain('You were there');
    const late = await stage.teacher();
    await academy.clock.moveTo(new Date(startsAt.getTime() + 25 * HOUR + 1_000));
    expect((await attend(late, renewed)).body).toMatchObject({ type: '/problems/attendance-over', status: 409 });
    expect(must(await stage.coordinator.api.get(`${at}/attendance`), 200).body).toMatchObject({ attended: 2, items: [{ enrolmentId: rui.enrolmentId }, { enrolmentId: eva.enrolmentId }] });
  });

  it('on the last evening of its edition is attended for the promised day all the same: who had nothing else to do completes the course', async () => {
    const startsAt = new Date(academy.clock.now().getTime() + 2 * HOUR);
    const stage = await LiveStage.build(academy, { startsAt: startsAt.toISOString() }, { endsAt: new Date(startsAt.getTime() + 2 * HOUR).toISOString() });
    const [rui, eva, late] = [await stage.teacher(), await stage.teacher(), await stage.teacher()];
    const { code } = must(await stage.coordinator.api.get(`/editions/${stage.editionId}/live-events/meet/attendance`), 200).body as { code: string };
    await academy.clock.moveTo(new Date(startsAt.getTime() + 12 * HOUR));
    await academy.web.get(Editions).advance();
    await academy.web.get(Enrolments).expire(stage.editionId);
    const seats = async () => (await academy.database.one<{ taken: number }>('SELECT seats_taken AS taken FROM edition WHERE id = $1', [stage.editionId]))!.taken;
    expect([must(await rui.api.get(`/enrolments/${rui.enrolmentId}`), 200).body.state, await seats()]).toEqual(['expired', 0]);

    expect((await rui.api.post(`${rui.path}/attendance`, { code: `${code}X` })).status).toBe(422);
    must(await rui.api.post(`${rui.path}/attendance`, { code }), 200);
    expect([must(await rui.api.get(`/enrolments/${rui.enrolmentId}`), 200).body.state, await seats()]).toEqual(['completed', 1]);
    const browser = await stage.visitor(eva);
    const page = `/learning/${eva.enrolmentId}/activities/meet`;
    expect((await browser.get(page)).html).toContain(`action="${page}/attendance"`);
    expect(await browser.post(`${page}/attendance`, { code })).toMatchObject({ status: 303, location: page });
    expect((await browser.get(page)).html).toContain('You were there');
    await academy.clock.moveTo(new Date(startsAt.getTime() + 25 * HOUR + 1_000));
    expect((await late.api.post(`${late.path}/attendance`, { code })).body).toMatchObject({ type: '/problems/attendance-over', status: 409 });
    expect(await seats()).toBe(2);
  });

  it('comes as a file for calendars that is everybody’s: one entry, whose sequence rises', async () => {
    const startsAt = new Date(academy.clock.now().getTime() + 200 * HOUR);
    const stage = await LiveStage.build(academy, { startsAt: startsAt.toISOString() });
    const rui = await stage.teacher({ displayName: 'Rui Who Comes' });
    const [his, hers] = [await stage.visitor(rui), await stage.visitor(await stage.teacher({ timeZone: 'Europe/Athens', locale: 'de' }))];
    const href = `/editions/${stage.editionId}/activities/meet`;
    const file = async (browser = his) => {
      const { html, headers } = await browser.get(`${href}/calendar.ics`);
      expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      return html.replace(/DTSTAMP:.*\r\n/, '');
    };
    const first = readCalendar(await file());
    const stamp = (date: Date) => date.toISOString().replace(/[-:]|\.\d{3}/g, '');
    expect(first).toMatchObject({ UID: `live-${stage.editionId}-meet@academy`, SEQUENCE: '0', SUMMARY: 'We meet', DTSTART: stamp(startsAt), DTEND: stamp(new Date(startsAt.getTime() + HOUR)), URL: `${academy.config.publicUrl}${href}` });
    expect(await file()).toBe(await file(hers));
    expect(await file()).not.toMatch(new RegExp(`Rui|${rui.enrolmentId}|${rui.id}|meet.example`));
    expect((await his.get(href)).location).toBe(`/learning/${rui.enrolmentId}/activities/meet`);
    expect((await (await stage.visitor(await academy.person())).get(href)).status).toBe(404);

    const later = stage.in(210).toISOString();
    for (const [own, change] of [[{ startsAt: later }, { SEQUENCE: '1' }], [{ startsAt: later, recordingUrl: 'https://films.example.org/x' }, { SEQUENCE: '1' }], [{ cancelled: true }, { SEQUENCE: '2', STATUS: 'CANCELLED' }], [{}, { SEQUENCE: '3' }]] as const) {
      await stage.say(own);
      expect(readCalendar(await file())).toMatchObject({ ...change, UID: first['UID']! });
    }
  });

  it('is shifted with a copied edition, and may be dated by the edition alone', async () => {
    const stage = await LiveStage.build(academy, { url: '' });
    const rui = await stage.teacher();
    expect(must(await rui.api.get(rui.path), 200).body).toMatchObject({ phase: 'undated', startsAt: null });
    for (const own of [{ url: 'http://meet.example.org' }, { url: 'javascript:alert(1)' }, { durationMinutes: 4 }, { startsAt: 'tomorrow' }]) expect((await stage.coordinator.api.patch(`/editions/${stage.editionId}`, { liveEvents: { meet: own } })).status).toBe(422);
    const startsAt = stage.in(48);
    await stage.say({ startsAt: startsAt.toISOString(), url: LINK, recordingUrl: 'https://films.example.org/x', cancelled: true });
    const { startsAt: began } = must(await stage.coordinator.api.get(`/editions/${stage.editionId}`), 200).body;
    const week = (date: Date | string) => new Date(new Date(date).getTime() + 7 * 24 * HOUR).toISOString();
    const copy = must(await stage.coordinator.api.post(`/editions/${stage.editionId}/copy`, { startsAt: week(began as string) }), 201).body;
    expect(copy.liveEvents).toEqual({ meet: { startsAt: week(startsAt), url: LINK } });
    expect(must(await stage.coordinator.api.get(`/editions/${copy.id}/live-events`), 200).body.items).toMatchObject([{ activityKey: 'meet', startsAt: week(startsAt), url: LINK, cancelled: false, sequence: 0, attended: 0 }]);
    const browser = await stage.visitor(rui);
    const page = (key: string) => statements(academy, () => browser.get(`/learning/${rui.enrolmentId}/activities/${key}`));
    for (const key of ['read', 'meet']) await page(key);
    const [read, meet] = [await page('read'), await page('meet')];
    expect([meet, meet <= 8]).toEqual([read, true]);
  });

  it('is not moved back by who had its form open meanwhile: what was typed comes back with what is stored by now, and is meant when it is sent again', async () => {
    // Noon: in the night in which clocks are put back, what a form shows is said of two hours.
    const startsAt = new Date(new Date(academy.clock.now().getTime() + 48 * HOUR).setUTCHours(12, 0, 0, 0));
    const stage = await LiveStage.build(academy, { startsAt: startsAt.toISOString() });
    const visitor = await stage.visitor(stage.coordinator);
    const page = `/coordination/editions/${stage.editionId}/live-events/meet`;
    const said = async () => must(await stage.coordinator.api.get(`/editions/${stage.editionId}`), 200).body.liveEvents.meet as object;
    const shown = formOf((await visitor.get(page)).html, page);
    const moved = new Date(startsAt.getTime() + HOUR).toISOString();
    await stage.say({ startsAt: moved });
    const typed = { ...shown, recordingUrl: 'https://films.example.org/x' };
    const refused = await visitor.post(page, typed);
    expect([refused.status, refused.html.includes('Somebody else has changed this edition since you opened it.')]).toEqual([422, true]);
    expect([...refused.html.matchAll(/<li>([^<]+) – stored now: (?:<i>)?([^<]+)/g)].map(([, label, value]) => `${label} = ${value}`)).toEqual([expect.stringMatching(/^Begins = ./), 'Recording = nothing']);
    expect(await said()).toEqual({ startsAt: moved });
    const again = formOf(refused.html, page);
    expect(again).toMatchObject({ startsAt: shown['startsAt'], recordingUrl: typed.recordingUrl });
    expect((await visitor.post(page, { ...again, startsAt: formOf((await visitor.get(page)).html, page)['startsAt'] })).status).toBe(303);
    expect(await said()).toEqual({ startsAt: moved, recordingUrl: typed.recordingUrl });
  });

  it('keeps what is said at once of several events of one edition', async () => {
    const keys = ['one', 'two', 'three', 'four', 'five'];
    const stage = await LiveStage.build(academy, {}, {}, keys.map((key) => ({ key, kind: 'live-event', title: `Event ${key}`, description: '', durationMinutes: 60, url: LINK })));
    const visitor = await stage.visitor(stage.coordinator);
    const events = `/coordination/editions/${stage.editionId}/live-events`;
    await Promise.all(keys.map((key) => visitor.post(`${events}/${key}/cancellation`)));
    const said = async () => must(await stage.coordinator.api.get(`/editions/${stage.editionId}`), 200).body.liveEvents as object;
    expect(await said()).toEqual(Object.fromEntries(keys.map((key) => [key, { cancelled: true }])));
    await Promise.all(keys.map((key, index) => (index % 2 === 0 ? visitor.post(`${events}/${key}/restoration`) : visitor.post(`${events}/${key}`, { url: `https://meet.example.org/${key}` }))));
    expect(await said()).toEqual({ two: { cancelled: true, url: 'https://meet.example.org/two' }, four: { cancelled: true, url: 'https://meet.example.org/four' } });
  });
});
