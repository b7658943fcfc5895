import { NotificationQueries } from '@academy/reminders';
import { setClock } from '../reminders/clock';
import { type RunningAcademy, startAcademy } from '../support/academy';
import type { ReceivedMail } from '../support/mailbox';
import { until } from '../support/until';
import { must } from '../support/world';
import { LINK, LiveStage, modulesWith, modulesWithout, readCalendar } from './live.events.course';

type Mail = { state: string; reason: string | null; dueAt: Date };

describe('people are told of a live event', () => {
  let academy: RunningAcademy;
  beforeAll(async () => {
    academy = await startAcademy({ environment: { MAIL_SENDING_HOURS: '09:00-18:00', ACADEMY_RATE_LIMITS: 'on', MAIL_WEEKLY_CAP: '50' } });
    await setClock(academy.web, new Date('2027-03-01T10:00:00Z'));
  });
  afterAll(() => academy.stop());

  const at = (instant: string) => academy.clock.moveTo(new Date(instant));
  const entryOf = (mail: ReceivedMail) => {
    const [file] = mail.attachments;
    expect(file).toMatchObject({ filename: 'academy.ics', mimeType: 'text/calendar' });
    const content = typeof file!.content === 'string' ? file!.content : Buffer.from(file!.content as ArrayBuffer).toString('utf8');
    // Whoever parses a mail takes its line ends for those of the machine.
    return readCalendar(content.replace(/\r?\n/g, '\r\n'));
  };
  const mailsTo = ({ id }: { id: string }, kind: string): Promise<Mail[]> => academy.database.query<Mail>('SELECT state, reason, due_at AS "dueAt" FROM mail WHERE user_id = $1 AND kind = $2 ORDER BY created_at', [id, kind]);
  const newsOf = async ({ id }: { id: string }, kind: string) => (await academy.web.get(NotificationQueries).list(id, { onlyUnread: true, limit: 20 })).items.filter((item) => item.kind === kind && (item.isGone || /live-event/.test(item.sentence![0])));
  const heard = (rui: { email: string }, kind: string, count: number) => until(() => { const mails = academy.mailbox.to(rui.email, kind); return mails.length >= count ? mails : null; }, `${count} mails ${kind}`);
  /** How her mails ended: one that has come is written down as sent a moment later. */
  const ended = (person: { id: string }, kind: string) =>
    until(async () => { const states = (await mailsTo(person, kind)).map(({ state }) => state); return states.some((state) => ['pending', 'sending'].includes(state)) ? null : states; }, `the mails ${kind} to have gone`);

  it('that changes: once a change, with the entry for the calendar anew, and as they wished', async () => {
    const stage = await LiveStage.build(academy, { startsAt: '2027-03-05T15:00:00Z' });
    const [rui, eva, left] = [await stage.teacher(), await stage.teacher({ timeZone: 'Europe/Athens', locale: 'de' }), await stage.teacher()];
    must(await eva.api.put('/me/notification-preferences', { 'live-event-changed': { email: 'off' } }), 200);
    must(await left.api.delete(`/enrolments/${left.enrolmentId}`), 204);

    await stage.say({ startsAt: '2027-03-05T16:00:00Z' });
    const [first] = await heard(rui, 'live-event-changed', 1);
    expect(first!.subject).toBe('“We meet” was moved to Friday 5 March at 16:00 GMT+0'.replace('GMT+0', /at 16:00 (.*)$/.exec(first!.subject!)?.[1] ?? ''));
    const uid = `live-${stage.editionId}-meet@academy`;
    expect(entryOf(first!)).toMatchObject({ UID: uid, SEQUENCE: '1', DTSTART: '20270305T160000Z', DTEND: '20270305T170000Z' });
    expect(await newsOf(rui, 'live-event-changed')).toMatchObject([{ sentence: ['live-event-moved', { at: '2027-03-05T16:00:00+00:00' }], title: 'We meet', isGone: false, href: `/learning/${rui.enrolmentId}/activities/meet` }]);
    expect(await newsOf(eva, 'live-event-changed')).toHaveLength(1);

    await stage.say({ startsAt: '2027-03-05T16:00:00Z', recordingUrl: 'https://films.example.org/x' });
    await stage.say({ startsAt: '2027-03-05T16:00:00Z', cancelled: true });
    const [, cancelled] = await heard(rui, 'live-event-changed', 2);
    expect(cancelled!.subject).toBe('“We meet” is cancelled');
    expect(entryOf(cancelled!)).toMatchObject({ UID: uid, SEQUENCE: '2', STATUS: 'CANCELLED' });
    await stage.say({ startsAt: '2027-03-05T16:00:00Z', url: 'https://meet.example.org/anew' });
    const [, , restored] = await heard(rui, 'live-event-changed', 3);
    expect(restored!.subject).toBe('“We meet” takes place after all');
    expect(restored!.raw).not.toContain('meet.example.org');
    expect(await newsOf(rui, 'live-event-changed')).toMatchObject([{ isGone: false, sentence: ['live-event-restored', { at: '2027-03-05T16:00:00+00:00' }] }, { isGone: true }, { isGone: true }]);
    expect([(await mailsTo(eva, 'live-event-changed')).length, (await mailsTo(left, 'live-event-changed')).length, await newsOf(left, 'live-event-changed')]).toEqual([0, 0, []]);
    expect(await ended(rui, 'live-event-changed')).toEqual(['sent', 'sent', 'sent']);
  });

  it('that a newer version of the course leaves out: it is cancelled, by its name and for its day, and comes back with the version after', async () => {
    const event = { startsAt: '2027-03-05T15:00:00Z' };
    const stage = await LiveStage.build(academy, event);
    const rui = await stage.teacher();
    await stage.moveTo(2, modulesWithout());
    const [cancelled] = await heard(rui, 'live-event-changed', 1);
    expect(cancelled!.subject).toBe('“We meet” is cancelled');
    expect(cancelled!.text).toContain('planned for Friday 5 March');
    expect(cancelled!.text).toContain(`/learning/${rui.enrolmentId}\n`);
    expect(entryOf(cancelled!)).toMatchObject({ UID: `live-${stage.editionId}-meet@academy`, SEQUENCE: '1', STATUS: 'CANCELLED', SUMMARY: 'We meet' });
    expect(await newsOf(rui, 'live-event-changed')).toMatchObject([{ isGone: false, sentence: ['live-event-cancelled', { at: '2027-03-05T15:00:00+00:00' }], title: 'We meet', href: `/learning/${rui.enrolmentId}` }]);
    expect(must(await stage.coordinator.api.get(`/editions/${stage.editionId}/live-events`), 200).body.items).toEqual([]);
    expect(must(await rui.api.get('/me/enrolments'), 200).body.items[0].liveEvents).toEqual([]);

    await stage.moveTo(3, modulesWith(event));
    const [, restored] = await heard(rui, 'live-event-changed', 2);
    expect(restored!.subject).toBe('“We meet” takes place after all');
    expect(entryOf(restored!)).toMatchObject({ SEQUENCE: '2', DTSTART: '20270305T150000Z' });
  });

  it('that moved and has another link: of both, whoever was not told yet that it moved; a first link and another length alone are no news', async () => {
    const stage = await LiveStage.build(academy, { startsAt: '2027-03-05T15:00:00Z', url: '' });
    const [rui, eva] = [await stage.teacher(), await stage.teacher({ timeZone: 'Europe/Lisbon' })];
    must(await eva.api.put('/me/notification-preferences', { 'live-event-changed': { email: 'daily' } }), 200);
    const own = { durationMinutes: 90, url: LINK };
    await stage.say({ url: LINK });
    await stage.say(own);
    await stage.say({ ...own, startsAt: '2027-03-05T16:00:00Z' });
    await stage.say({ ...own, startsAt: '2027-03-05T16:00:00Z', url: `${LINK}/anew` });
    // Two that are told at once come in either order.
    const [link, moved] = (await heard(rui, 'live-event-changed', 2)).sort((a, b) => a.subject!.localeCompare(b.subject!));
    expect([moved!.subject, link!.subject]).toEqual([expect.stringMatching(/^“We meet” was moved to Friday 5 March at 16:00/), '“We meet” has another link to join']);
    expect([entryOf(moved!)['DTSTART'], entryOf(moved!)['DTEND']]).toEqual(['20270305T160000Z', '20270305T173000Z']);
    expect(link!.text).toMatch(/It begins on Friday 5 March at 16:00/);
    const at16 = { at: '2027-03-05T16:00:00+00:00' };
    for (const person of [rui, eva]) expect((await newsOf(person, 'live-event-changed')).map(({ isGone, sentence }) => [isGone, ...sentence!]).sort()).toEqual([[false, 'live-event-link', at16], [false, 'live-event-moved', at16]]);
    await until(async () => (await mailsTo(eva, 'live-event-changed')).filter(({ state }) => state === 'held').length === 2, 'both to wait for her letter');
    await at('2027-03-01T17:00:30Z');
    const [letter] = await heard(eva, 'digest', 1);
    expect(letter!.text).toMatch(/moved to Friday 5 March at 16:00/);
    expect(letter!.text).toMatch(/another link to join/);
    expect(await ended(eva, 'live-event-changed')).not.toContain('suppressed');

    await stage.say({ ...own, startsAt: '2027-03-05T17:00:00Z', url: `${LINK}/anew` });
    await heard(rui, 'live-event-changed', 3);
    expect((await newsOf(rui, 'live-event-changed')).map(({ isGone }) => isGone)).toEqual([false, true, true]);
  });

  it('whose date is taken back: of which, with the entry cancelled; and that it has one again', async () => {
    const stage = await LiveStage.build(academy, {});
    const rui = await stage.teacher();
    await stage.say({ startsAt: '2027-03-05T15:00:00Z' });
    await heard(rui, 'live-event-changed', 1);
    await stage.say({});
    const [, undated] = await heard(rui, 'live-event-changed', 2);
    expect(undated!.subject).toBe('“We meet” has no date for now');
    expect(undated!.text).toContain('planned for Friday 5 March');
    expect(entryOf(undated!)).toMatchObject({ UID: `live-${stage.editionId}-meet@academy`, SEQUENCE: '2', STATUS: 'CANCELLED', DTSTART: '20270305T150000Z' });
    expect(await newsOf(rui, 'live-event-changed')).toMatchObject([{ isGone: false, sentence: ['live-event-undated', { at: '2027-03-05T15:00:00+00:00' }] }, { isGone: true }]);
    expect(must(await rui.api.get(rui.path), 200).body).toMatchObject({ phase: 'undated', startsAt: null });

    await stage.say({ startsAt: '2027-03-06T15:00:00Z' });
    const [, , dated] = await heard(rui, 'live-event-changed', 3);
    expect(dated!.subject).toMatch(/^“We meet” takes place on Saturday 6 March/);
    expect(entryOf(dated!)).toMatchObject({ SEQUENCE: '3', DTSTART: '20270306T150000Z' });
    expect((await newsOf(rui, 'live-event-changed')).map(({ isGone }) => isGone)).toEqual([false, true, true]);
    expect(await ended(rui, 'live-event-changed')).toEqual(['sent', 'sent', 'sent']);
  });

  it('that begins: a day and an hour before, once each, with the entry, and not when they have come', async () => {
    const stage = await LiveStage.build(academy, { startsAt: '2027-03-08T15:00:00Z' });
    const [rui, eva] = [await stage.teacher(), await stage.teacher({ locale: 'pl', timeZone: 'Europe/Warsaw' })];
    const optional = await LiveStage.build(academy, { startsAt: '2027-03-08T15:00:00Z', required: false });
    const done = await optional.teacher();
    expect(must(await done.api.get(`/enrolments/${done.enrolmentId}`), 200).body.state).toBe('completed');
    await at('2027-03-07T15:00:30Z');
    const [day] = await heard(rui, 'live-event', 1);
    expect(day!.subject).toMatch(/^“We meet”: Monday,? 8 March at 15:00/);
    expect(day!.text).toContain(`/learning/${rui.enrolmentId}/activities/meet`);
    expect(entryOf(day!)).toMatchObject({ UID: `live-${stage.editionId}-meet@academy`, SEQUENCE: '0', DTSTART: '20270308T150000Z', URL: `${academy.config.publicUrl}/editions/${stage.editionId}/activities/meet` });
    expect((await heard(eva, 'live-event', 1))[0]!.subject).toContain('16:00');
    const { code } = must(await stage.coordinator.api.get(`/editions/${stage.editionId}/live-events/meet/attendance`), 200).body as { code: string };
    await academy.database.query(`INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence) VALUES ($1, $2, 'meet', 'attended')`, [eva.enrolmentId, stage.editionId]);
    await at('2027-03-08T14:00:30Z');
    await heard(rui, 'live-event', 2);
    expect(await newsOf(rui, 'reminder')).toMatchObject([{ sentence: ['reminder-live-event', { at: '2027-03-08T15:00:00+00:00' }], isGone: false }, { isGone: false }]);
    expect(await ended(eva, 'live-event')).toEqual(['sent']);
    await heard(done, 'live-event', 2);
    expect((await newsOf(done, 'reminder')).map(({ isGone }) => isGone)).toEqual([false, false]);
    expect(await academy.database.query(`SELECT occurrence FROM reminder WHERE user_id = $1 AND kind = 'live-event' ORDER BY decided_at`, [rui.id])).toEqual([{ occurrence: '2027-03-08T15:00:24' }, { occurrence: '2027-03-08T15:00:1' }].map(({ occurrence }) => ({ occurrence })));
    await at('2027-03-08T15:00:30Z');
    const wrong = await Promise.all(Array.from({ length: 25 }, () => rui.api.post(`${rui.path}/attendance`, { code: `${code}X` })));
    expect(new Set(wrong.map(({ status }) => status))).toEqual(new Set([422, 429]));
    expect(wrong.filter(({ status }) => status === 422)).toHaveLength(20);
  });

  it('too early for mail: in the Academy alone; and a mail that waits is not sent once it has moved', async () => {
    const stage = await LiveStage.build(academy, { startsAt: '2027-03-16T08:30:00Z' });
    const rui = await stage.teacher();
    await at('2027-03-15T08:31:00Z');
    const [waiting] = await until(async () => { const mails = await mailsTo(rui, 'live-event'); return mails.length > 0 ? mails : null; }, 'the mail of the day before');
    expect(waiting!.dueAt).toEqual(new Date('2027-03-15T09:00:00Z'));
    await stage.say({ startsAt: '2027-03-17T08:30:00Z' });
    await at('2027-03-15T09:00:30Z');
    await until(async () => (await mailsTo(rui, 'live-event'))[0]!.state === 'suppressed', 'the mail of the day before to be left unsent');
    expect((await mailsTo(rui, 'live-event'))[0]).toMatchObject({ state: 'suppressed', reason: 'deadline-moved' });

    await at('2027-03-16T08:31:00Z');
    await until(async () => (await mailsTo(rui, 'live-event')).length === 2, 'the mail for the new day');
    await at('2027-03-16T09:00:30Z');
    await heard(rui, 'live-event', 1);
    await at('2027-03-17T07:31:00Z');
    await until(async () => (await newsOf(rui, 'reminder')).filter(({ isGone }) => !isGone).length === 2, 'the word in the Academy');
    expect((await newsOf(rui, 'reminder')).map(({ isGone }) => isGone)).toEqual([false, false, true]);
    await at('2027-03-17T09:31:00Z');
    expect(await ended(rui, 'live-event')).toEqual(['suppressed', 'sent']);
    expect((await newsOf(rui, 'reminder')).map(({ isGone }) => isGone)).toEqual([true, true, true]);
  });
});
