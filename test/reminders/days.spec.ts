import { Messages } from '@academy/platform';
import { Digests, NotificationQueries, ReminderPreview, ReminderRules } from '@academy/reminders';
import { daysOf } from '../../apps/web/src/notifications/notifications.view';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { type Learner, ReminderStage } from './stage';

/** What a reminder says of time is true when it is read, however long it waited for a better hour. */
describe('days in reminders', () => {
  let academy: RunningAcademy;
  let stage: ReminderStage;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false, environment: { MAIL_SENDING_HOURS: '09:00-20:00' } });
    stage = await ReminderStage.build(academy, '2027-03-01T10:00:00Z');
  });
  afterAll(() => academy.stop());

  const due = (submitBy: string) => stage.edition({ startsAt: new Date('2027-02-01T08:00:00Z'), endsAt: new Date('2027-09-01T08:00:00Z'), deadlines: { plan: { submitBy } } });
  const subjectOf = async (learner: Learner, kind = 'deadline') => ((await stage.send(learner, kind)) === 'sent' ? (await academy.mailbox.waitFor(learner.email, kind)).subject : 'not sent');
  const told = async ({ userId }: Learner) => (await academy.web.get(NotificationQueries).list(userId, { onlyUnread: true, limit: 20 })).items;

  it('a mail that was decided in the evening and goes in the morning says that it is due today', async () => {
    const editionId = await due('2027-03-04T23:59:00Z');
    await stage.moveTo(new Date('2027-03-03T23:59:30Z'));
    const [ana, berta] = [await stage.enrol(editionId), await stage.enrol(editionId, {}, { locale: 'de', timeZone: 'Europe/Berlin' })];
    await stage.sweep();
    expect((await stage.mail(ana, 'deadline'))!.dueAt).toEqual(new Date('2027-03-04T09:00:00Z'));
    // In Berlin it is due on the fifth, at 00:59.
    expect([await subjectOf(berta), await subjectOf(ana)]).toEqual(['Morgen fällig: „Your plan“', 'Due today: “Your plan”']);
  });

  it('a letter counts on the day it goes, and so do a coordinator’s words', async () => {
    await stage.moveTo(new Date('2027-03-13T18:30:00Z'));
    const editionId = await due('2027-03-16T18:00:00Z');
    await academy.web.get(ReminderRules).save({ editionId }, 'deadline', { texts: { de: { subject: 'Noch {days}', body: 'Noch {days} Tage.' } } }, (await academy.coordinator()).id);
    const [weekly, german] = [await stage.enrol(editionId), await stage.enrol(editionId, {}, { locale: 'de' })];
    for (const { userId } of [weekly, german]) await stage.database.query(`INSERT INTO mail_preference (user_id, kind, email) VALUES ($1, 'deadline', 'weekly')`, [userId]);
    await stage.sweep();
    for (const learner of [weekly, german]) expect(await stage.send(learner, 'deadline')).toBe('held: weekly');
    await stage.moveTo(new Date('2027-03-15T17:30:00Z'));
    await academy.web.get(Digests).gather();
    for (const learner of [weekly, german]) expect(await stage.send(learner, 'digest')).toBe('sent');
    expect((await academy.mailbox.waitFor(weekly.email, 'digest')).text).toContain('Due tomorrow: “Your plan”');
    expect((await academy.mailbox.waitFor(german.email, 'digest')).text).toContain('Noch 1 Tage.');
  });

  it('away: since the last visit, not since it was decided; a preview counts alike', async () => {
    await stage.moveTo(new Date('2027-04-12T22:30:00Z'));
    const editionId = await stage.edition({ startsAt: stage.in(-40 * 24) });
    const learner = await stage.enrol(editionId, { lastActiveAt: new Date('2027-04-05T21:00:00Z') });
    const rule = (await academy.web.get(ReminderRules).of({ editionId })).find(({ kind }) => kind === 'away')!;
    expect((await academy.web.get(ReminderPreview).mailFor(editionId, rule, learner.enrolmentId)).text).toContain('You were last in “Counting the swifts” 7 days ago.');
    await stage.sweep();
    expect(await stage.send(learner, 'away')).toBe('sent');
    expect((await academy.mailbox.waitFor(learner.email, 'away')).text).toContain('You were last in “Counting the swifts” 8 days ago.');
  });

  it('a deadline that moved by an hour is told as it is by now, and in the Academy by its date', async () => {
    await stage.moveTo(new Date('2027-05-03T12:00:00Z'));
    const editionId = await due('2027-05-05T11:00:00Z');
    const learner = await stage.enrol(editionId);
    await stage.work(learner, 'draft');
    await stage.sweep();
    await stage.database.query(`UPDATE edition SET deadlines = '{"plan": {"submitBy": "2027-05-05T09:30:00Z"}}' WHERE id = $1`, [editionId]);
    expect(await subjectOf(learner)).toBe('Due in 2 days: “Your plan”');
    expect(academy.mailbox.to(learner.email, 'deadline')[0]!.text).toContain('due on Wednesday 5 May at 10:30');
    const read = async () => daysOf(new Messages(), 'de', 'Europe/Athens', await told(learner)).flatMap(({ lines }) => lines.map(({ sentence }) => sentence)).sort();
    const date = 'am Mittwoch, 5. Mai um 12:30 OEZ';
    expect(await read()).toEqual([`Ihr Entwurf ist noch nicht abgegeben; fällig ist er ${date}`, `Von Ihnen ist etwas fällig ${date}`]);
    await stage.moveTo(new Date('2027-05-05T09:45:00Z'));
    expect((await told(learner)).map(({ isGone }) => isGone)).toEqual([true, true]);
  });

  it('who is away for 7, 14 and 21 days gets three letters, and not one three times', async () => {
    await stage.moveTo(new Date('2027-06-01T10:00:00Z'));
    const editionId = await stage.edition({ startsAt: stage.in(-20 * 24), deadlines: {} });
    const learner = await stage.enrol(editionId, { activatedAt: stage.in(-20 * 24), lastActiveAt: stage.in(-7 * 24 - 0.5) });
    for (let week = 1; week <= 3; week++) {
      await stage.sweep();
      expect(await stage.send(learner, 'away')).toBe('sent');
      await stage.wait(7 * 24);
    }
    const mails = academy.mailbox.to(learner.email, 'away');
    expect(mails.map(({ subject }) => subject)).toEqual(['Shall we go on with “Counting the swifts”?', 'A quarter of an hour for “Counting the swifts”?', '“Counting the swifts” is there whenever you are']);
    expect(mails.map(({ text = '' }) => [text.includes('Why we count'), /(\d+) days ago/.exec(text)?.[1]])).toEqual([[true, '7'], [true, '14'], [true, '21']]);
  });
});
