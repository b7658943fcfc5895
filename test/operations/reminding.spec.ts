import type { RunningAcademy, Person } from '../support/academy';
import { PASSWORD, startAcademy } from '../support/academy';
import { REMINDER_KINDS } from '@academy/reminders';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { DAY, type Learner, ReminderStage } from '../reminders/stage';

const FORM = { isOn: 'true', amount1: '7', unit1: 'days', email: 'true', inApp: 'true', holdOut: '0', language: 'en' };

describe('reminders, as a coordinator sets them', () => {
  let academy: RunningAcademy;
  let stage: ReminderStage;
  let coordinator: Person;
  let visitor: Visitor;
  let editionId: string;
  let list: string;
  let away: Learner[];

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    stage = await ReminderStage.build(academy, '2027-03-01T10:00:00Z');
    coordinator = await academy.coordinator();
    visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(coordinator.email, PASSWORD);
    editionId = await stage.edition({ startsAt: stage.in(-30 * 24) });
    list = `/coordination/editions/${editionId}/reminders`;
    away = await Promise.all(['Ana', 'Bea', 'Cem'].map((name) => stage.enrol(editionId, { lastActiveAt: stage.in(-8 * 24) }, { name, locale: name === 'Bea' ? 'de' : 'en', country: name === 'Cem' ? 'DE' : 'PT' })));
    await stage.enrol(editionId, { lastActiveAt: stage.in(-1) }, { name: 'Dora' });
  });
  afterAll(() => academy.stop());

  const text = (html: string): string => html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ').replace(/&#x27;|&#39;/g, '’').replace(/\s+/g, ' ');
  const preview = (html: string): string => text(html.slice(html.indexOf('id="preview"')));

  it('stand on a line along the life of the edition, in at most eight statements', async () => {
    let page = '';
    expect(await statements(academy, async () => void (page = (await visitor.get(list)).html))).toBeLessThanOrEqual(8);
    const titles = [...page.matchAll(/<h3><a href="[^"]+\/reminders\/([a-z-]+)">/g)].map(([, kind]) => kind);
    expect(titles).toEqual([...REMINDER_KINDS]);
    expect(text(page)).toContain('7 days, 14 days and 21 days after the last visit');
    expect(text(page)).toContain('Nobody was reminded yet.');
  });

  it.each(['en', 'de'])('have a page each that can be read in %s', async (language) => {
    const reader = new Visitor(academy.config.publicUrl, language);
    await reader.signIn(coordinator.email, PASSWORD);
    if (language === 'de') await reader.post('/locale', { locale: 'de', returnTo: '/' });
    for (const kind of REMINDER_KINDS) expect([kind, (await reader.get(`${list}/${kind}`)).status]).toEqual([kind, 200]);
    expect((await reader.get(`${list}/no-such-kind`)).status).toBe(404);
  });

  it('name who would get one now, and show the mail of whoever is chosen, before anything is sent', async () => {
    const { html } = await visitor.get(`${list}/away`);
    expect(preview(html)).toContain('3 people, at this moment.');
    expect(preview(html)).toMatch(/Ana .*, Bea .*, Cem/);
    expect(preview(html)).not.toContain('Dora');
    const bea = await visitor.get(`${list}/away?person=${away[1]!.enrolmentId}&language=de`);
    expect(preview(bea.html)).toContain('To Bea');
    expect(preview(bea.html)).toContain('Guten Tag Bea');
    // The link that ends these mails is hers alone.
    expect(bea.html).not.toContain('/unsubscribe/');
    expect(await stage.ledger(editionId)).toEqual([]);
  });

  it('are previewed as the form has them, and kept only when saved', async () => {
    const changed = { ...FORM, countries: 'PT', subject: 'Come back, {name}', body: 'Next: {activity}.\n\nSee you!', person: away[0]!.enrolmentId };
    const seen = await visitor.post(`${list}/away/preview`, changed);
    expect(seen.status).toBe(200);
    expect(preview(seen.html)).toContain('2 people, at this moment.');
    expect(preview(seen.html)).toContain('Come back, Ana');
    expect(preview(seen.html)).toContain('Next: Why we count.');
    expect(preview(seen.html)).toMatch(/In the Academy You can go on where you stopped Your own words are for the e-mail;/);
    const { inApp: _, ...byMail } = changed;
    expect(preview((await visitor.post(`${list}/away/preview`, byMail)).html)).not.toContain('In the Academy');

    const letters = [await visitor.post(`${list}/away/letter`, changed), await visitor.post(`/coordination/courses/${stage.courseId}/reminders/away/letter`, changed)];
    const asMail = [200, expect.stringMatching(/^default-src 'none';.* sandbox /), expect.stringMatching(/<style/), expect.stringContaining('Next: Why we count.'), expect.not.stringContaining('/unsubscribe/')];
    expect(letters.map(({ status, headers, html }) => [status, headers.get('content-security-policy'), html, text(html), html])).toEqual([asMail, asMail]);
    expect((await visitor.post(`${list}/away/letter`, { ...changed, body: '' })).status).toBe(422);
    expect(must(await coordinator.api.get(`/editions/${editionId}/reminder-rules`), 200).body.items.map(({ origin }: { origin: string }) => origin)).not.toContain('edition');

    expect(await visitor.post(`${list}/away`, { ...changed, amount1: '36', unit1: 'hours', amount2: '3', unit2: 'days', holdOut: '20' })).toMatchObject({ status: 303, location: `${list}/away?language=en` });
    const [kept] = must(await coordinator.api.get(`/editions/${editionId}/reminder-rules`), 200).body.items.filter(({ kind }: { kind: string }) => kind === 'away');
    expect(kept).toMatchObject({ isOn: true, offsets: [36, 72], holdOut: 20, origin: 'edition', audience: { countries: ['PT'], languages: [], onlyFirstTimers: false }, texts: { en: { subject: 'Come back, {name}' } } });
    expect(text((await visitor.get(list)).html)).toContain('36 hours and 3 days after the last visit');

    expect((await visitor.post(`${list}/away/reset`)).location).toBe(`${list}/away`);
    expect(preview((await visitor.get(`${list}/away`)).html)).toContain('3 people, at this moment.');
  });

  it('keep what was typed when another language is chosen, and all of it when saved', async () => {
    const fields = (html: string) => Object.fromEntries([...html.matchAll(/<(?:input|textarea)\b[^>]*?name="(language|typed|subject|body|amount1|holdOut)"[^>]*?(?: value="([^"]*)"[^>]*>|>([^<]*)<\/textarea>)/g)].map(([, name, value, words]) => [name!, (value ?? words ?? '').replace(/^\n/, '').replaceAll('&quot;', '"').replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')]));
    const page = `${list}/not-started`;
    const english = await visitor.post(`${page}/preview`, { ...FORM, amount1: '9', subject: 'Come, {name}', body: 'It waits.', countries: 'PT', show: 'de' });
    expect(english.status).toBe(200);
    expect(fields(english.html)).toMatchObject({ language: 'de', subject: '', body: '', amount1: '9' });
    expect(english.html).toMatch(/value="PT"[^>]* checked/);
    const german = await visitor.post(`${page}/preview`, { ...FORM, ...fields(english.html), subject: 'Kommen Sie', body: 'Es wartet.', show: 'en' });
    expect(fields(german.html)).toMatchObject({ language: 'en', subject: 'Come, {name}', body: 'It waits.' });
    expect((await visitor.post(page, { ...FORM, ...fields(german.html) })).status).toBe(303);
    const kept = async () => must(await coordinator.api.get(`/editions/${editionId}/reminder-rules`), 200).body.items.find(({ kind }: { kind: string }) => kind === 'not-started');
    expect(await kept()).toMatchObject({ offsets: [9 * 24], texts: { en: { subject: 'Come, {name}', body: 'It waits.' }, de: { subject: 'Kommen Sie', body: 'Es wartet.' } } });
    expect((await visitor.post(`${page}/preview`, { ...FORM, subject: 'Only this', show: 'de' })).status).toBe(422);
    expect((await visitor.post(page, { ...FORM, typed: '{"de": 1}' })).status).toBe(422);
    expect((await visitor.post(page, { ...FORM, typed: '{"de": {"subject": "", "body": ""}}', subject: 'Come', body: 'Now' })).status).toBe(303);
    expect((await kept()).texts).toEqual({ en: { subject: 'Come', body: 'Now' } });
    expect((await visitor.post(`${page}/reset`)).status).toBe(303);
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['no time', 'away', { amount1: '' }, 'Write a whole number of days or hours'],
    ['a time beyond a year', 'away', { amount1: '367' }, 'Write a whole number of days or hours'],
    ['half an hour', 'away', { amount1: '0.5', unit1: 'hours' }, 'Write a whole number of days or hours'],
    ['no way to people', 'away', { email: '', inApp: '' }, 'Choose at least one way.'],
    ['more than half left out', 'away', { holdOut: '51' }, 'Write a whole number from 0 to 50.'],
    ['a subject without a text', 'away', { subject: 'Hello' }, 'Write a text'],
    ['two lines of subject', 'away', { subject: 'Hello\r\nBcc: all@people.test', body: 'Hi' }, 'Write a subject of one line'],
    ['a placeholder that nothing fills', 'away', { subject: '{constructor}', body: 'Hi' }, 'Write a subject of one line'],
    ['a survey without an address', 'survey', { amount1: '1' }, 'Write the whole address of the survey'],
    ['a survey at no https address', 'survey', { amount1: '1', link: 'javascript:alert(1)' }, 'Write the whole address of the survey'],
  ])('come back with what is wrong: %s', async (_what, kind, change, words) => {
    const { email, inApp, ...form } = { ...FORM, ...change };
    const { status, html } = await visitor.post(`${list}/${kind}`, { ...form, ...(email ? { email } : {}), ...(inApp ? { inApp } : {}) });
    expect(status).toBe(422);
    expect(text(html)).toContain(words);
    expect(preview(html)).toContain('Mend the form first.');
  });

  it('are set for a course, for all its editions but those with a setting of their own', async () => {
    const address = `/coordination/courses/${stage.courseId}/reminders`;
    const designer = new Visitor(academy.config.publicUrl);
    await designer.signIn((await academy.designer()).email, PASSWORD);
    const page = await designer.get(`${address}/deadline`);
    expect(page.status).toBe(200);
    // She runs no edition of it: nobody's mail is hers to see. Who does sees it as one of them would.
    expect(page.html).not.toContain('id="preview"');
    expect(preview((await visitor.get(`${address}/deadline`)).html)).toMatch(/As it would go to people of “Spring.*To Ana/s);
    const seen = await visitor.post(`${address}/away/preview`, { ...FORM, subject: 'Come back, {name}', body: 'We miss you.' });
    expect(preview(seen.html)).toContain('Come back, Ana');
    expect(preview(seen.html)).toMatch(/Who would get this now\? 3 people, at this moment\. Ana \(Spring\), Bea \(Spring\), Cem \(Spring\) One edition follows this setting\./);
    expect((await designer.post(`${address}/deadline`, { ...FORM, amount1: '5' })).status).toBe(303);
    expect(text((await visitor.get(list)).html)).toContain('5 days before the deadline');
    expect((await visitor.post(`${list}/deadline`, { ...FORM, amount1: '2' })).status).toBe(303);
    expect(text((await visitor.get(list)).html)).toContain('2 days before the deadline');
    expect((await designer.post(`${address}/deadline/reset`)).status).toBe(303);
    expect(text((await visitor.get(list)).html)).toContain('2 days before the deadline');
  });

  it('of a course name who would get one now in the editions that follow it, as far as whoever asks may run them', async () => {
    const other = await stage.edition({ startsAt: stage.in(-30 * 24) });
    await academy.database.query(`UPDATE edition SET name = 'Autumn' WHERE id = $1`, [other]);
    const lastActiveAt = stage.in(-8 * 24);
    const eva = await stage.enrol(other, { lastActiveAt }, { name: 'Eva' });
    const both = await academy.person({ roles: [{ role: 'designer', scope: 'platform', id: null }, { role: 'coordinator', scope: 'edition', id: other }] });
    const path = `/courses/${stage.courseId}/reminder-rules/away`;
    expect(must(await both.api.post(`${path}/preview`, {}), 200).body).toEqual({
      count: 1, editions: 1, others: 1, people: [{ enrolmentId: eva.enrolmentId, editionId: other, edition: 'Autumn', displayName: 'Eva', since: new Date(lastActiveAt.getTime() + 7 * DAY).toISOString(), heldOut: false }],
    });
    const seen = new Visitor(academy.config.publicUrl);
    await seen.signIn(both.email, PASSWORD);
    const { html } = await seen.get(`/coordination/courses/${stage.courseId}/reminders/away`);
    expect(preview(html)).toMatch(/One person, at this moment\. Eva \(Autumn\) One edition follows this setting\..*One more follows it that you do not run.*people of “Autumn”.*To Eva/s);
    expect(html).not.toMatch(/Ana|Bea|Cem/);
    expect(must(await coordinator.api.post(`${path}/preview`, { change: { isOn: false } }), 200).body).toMatchObject({ count: 4, editions: 2, others: 0 });
    must(await coordinator.api.put(`/editions/${other}/reminder-rules/away`, { isOn: false }), 200);
    expect(must(await coordinator.api.post(`${path}/preview`, { change: { offsets: [24] } }), 200).body).toMatchObject({ count: 0, people: [], editions: 1, others: 0 });
    expect(must(await coordinator.api.post(`${path}/preview`, {}), 200).body).toMatchObject({ count: 3, editions: 1, others: 0 });
  });

  it('say what they changed, once there are enough people to tell', async () => {
    const measured = await stage.edition({ startsAt: stage.in(-30 * 24) });
    const people = await Promise.all(Array.from({ length: 50 }, () => stage.enrol(measured, { lastActiveAt: stage.in(-8 * 24) })));
    for (const [place, { userId, enrolmentId }] of people.entries()) {
      const isReminded = place < 25;
      await academy.database.query(
        `INSERT INTO reminder (user_id, kind, subject, occurrence, enrolment_id, edition_id, arm, decided_at) VALUES ($1, 'away', $2::uuid::text, '', $2, $3, $4, academy_now() - interval '8 days')`,
        [userId, enrolmentId, measured, isReminded ? 'sent' : 'held-out'],
      );
      if (place % 25 < (isReminded ? 20 : 8)) await academy.database.query(`INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence, value, first_at, last_at) SELECT $1, $2, 'read', 'viewed', 1, at, at FROM (SELECT academy_now() - interval '5 days' AS at) a`, [enrolmentId, measured]);
    }
    const { html } = await visitor.get(`/coordination/editions/${measured}/reminders/away`);
    expect(text(html)).toMatch(/20 of 25 who were reminded came back within a week, 8 of 25 who were not reminded: \+48 points \(\+2\d to \+6\d\)\. It helps\./);
    const [rule] = must(await coordinator.api.get(`/editions/${measured}/reminder-rules`), 200).body.items.filter(({ kind }: { kind: string }) => kind === 'away');
    expect(rule.effect).toMatchObject({ reminded: 25, remindedDone: 20, heldOut: 25, heldOutDone: 8, verdict: 'helps' });
  });

  it('are looked at and set over the API as well', async () => {
    const { body } = must(await coordinator.api.post(`/editions/${editionId}/reminder-rules/away/preview`, { change: { texts: { de: { subject: 'Hallo {name}', body: 'Weiter: {activity}' } } }, enrolmentId: away[1]!.enrolmentId }), 200);
    expect(body).toMatchObject({ count: 3, mail: { subject: 'Hallo Bea', text: expect.stringContaining('Weiter: Why we count') } });
    expect(must(await coordinator.api.put(`/editions/${editionId}/reminder-rules/away`, { isOn: false }), 200).body).toMatchObject({ isOn: false, origin: 'edition' });
    expect(must(await coordinator.api.delete(`/editions/${editionId}/reminder-rules/away`), 200).body).toMatchObject({ isOn: true, origin: 'house' });
    must(await coordinator.api.put(`/editions/${editionId}/reminder-rules/away`, { offsets: [] }), 422);
    must(await coordinator.api.put(`/editions/${editionId}/reminder-rules/away`, { holdOut: 51 }), 422);
    must(await coordinator.api.put(`/editions/${editionId}/reminder-rules/seat-freed`, { holdOut: 5 }), 422);
    must(await coordinator.api.put(`/editions/${editionId}/reminder-rules/toString`, { isOn: false }), 404);
    must(await coordinator.api.post(`/editions/${editionId}/reminder-rules/away/preview`, { enrolmentId: editionId }), 404);
  });
});
