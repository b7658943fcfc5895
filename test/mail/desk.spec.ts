import { MailDesk, MailFiguresQueries, MailSwitch, queueMail } from '@academy/platform';
import { EnrolledMail } from '@academy/reminders';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';

describe('what administrators do about mail', () => {
  let academy: RunningAcademy;
  let administrator: Person;
  let number = 0;
  beforeAll(async () => {
    academy = await startAcademy();
    administrator = await academy.administrator();
  });
  afterAll(() => academy.stop());

  const desk = () => academy.web.get(MailDesk);
  const figures = () => academy.web.get(MailFiguresQueries).read();
  const mailSwitch = () => academy.web.get(MailSwitch);
  /** Writes mails to one person; answers their keys. */
  const write = async (person: Person, count = 1, dueAt?: Date): Promise<string[]> => {
    const keys = Array.from({ length: count }, () => `test:${(number += 1)}`);
    const recipient = { displayName: person.displayName, locale: 'en', timeZone: 'Europe/Lisbon' };
    const data = { enrolmentId: person.id, course: 'Measuring', edition: 'Spring', startsAt: academy.clock.now().toISOString() };
    await academy.database.transaction((tx) => queueMail(tx, EnrolledMail, keys.map((key) => ({ key, userId: person.id, address: person.email, recipient, data, ...(dueAt ? { dueAt } : {}) }))));
    return keys;
  };
  const mailOf = async (key: string) => (await academy.database.one<{ id: string; state: string; attempts: number }>('SELECT id, state, attempts FROM mail WHERE natural_key = $1', [key]))!;
  const become = (key: string, state: string) => academy.database.query(`UPDATE mail SET state = $2, reason = 'as a test wants it', attempts = 7 WHERE natural_key = $1`, [key, state]);
  const arrived = (person: Person) => academy.mailbox.to(person.email, 'enrolled').length;
  const audited = async (action: string) => ((await administrator.api.get(`/audit?action=${action}`)).body as { items: { actor: string; detail: unknown }[] }).items;

  it('the switch stops every mail, urgent ones too, until it is turned again; each turn is in the audit log once', async () => {
    const person = await academy.person();
    await mailSwitch().pause(administrator.id);
    await mailSwitch().pause(administrator.id);
    expect(await mailSwitch().state()).toMatchObject({ isPaused: true, pausedBy: administrator.id });
    const [key] = (await write(person)) as [string];
    await academy.api.post('/accounts/password-reset', { email: person.email });
    // The lanes look every second: three looks that find nothing to send.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await mailOf(key)).toMatchObject({ state: 'pending', attempts: 0 });
    expect(academy.mailbox.to(person.email)).toEqual([]);

    await mailSwitch().resume(administrator.id);
    await academy.mailbox.waitFor(person.email, 'enrolled');
    await academy.mailbox.waitFor(person.email, 'reset-password');
    expect(await audited('mail.paused')).toMatchObject([{ actor: administrator.id }]);
    expect(await audited('mail.resumed')).toHaveLength(1);
  });

  it('a rate holds mails back, and lets them go when it is lifted', async () => {
    const person = await academy.person();
    await mailSwitch().limit(60, administrator.id);
    const begunAt = performance.now();
    await write(person, 30);
    await until(() => arrived(person) >= 4, 'some mails');
    const seconds = (performance.now() - begunAt) / 1_000;
    expect(arrived(person)).toBeLessThanOrEqual(Math.ceil(seconds) + 2);
    await mailSwitch().limit(null, administrator.id);
    await until(() => arrived(person) === 30, 'the others');
    expect((await audited('mail.rate-changed')).map(({ detail }) => detail)).toEqual([{ perMinute: null }, { perMinute: 60 }]);
  });

  it('lists by state, page by page, says what a mail says, and counts', async () => {
    const person = await academy.person();
    const keys = await write(person, 5);
    await until(() => arrived(person) === 5, 'the mails');
    for (const key of keys) await become(key, 'failed');
    const first = await desk().list({ state: 'failed', kind: 'enrolled', limit: 3 });
    const second = await desk().list({ state: 'failed', kind: 'enrolled', limit: 3, cursor: first.nextCursor! });
    const ids = await Promise.all(keys.map(mailOf));
    expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual(ids.map(({ id }) => id).sort());
    expect(second.nextCursor).toBeNull();
    expect((await desk().logOf(person.id, { limit: 10 })).items).toHaveLength(5);
    const { states } = await figures();
    expect(Object.fromEntries(states.map(({ state, day }) => [state, day]))).toMatchObject({ failed: 5, pending: 0, sending: 0 });

    const detail = await desk().read(first.items[0]!.id);
    expect(detail).toMatchObject({ state: 'failed', reason: 'as a test wants it', userId: person.id, preview: { subject: expect.stringContaining('Measuring') } });
    expect(detail.preview!.text).toContain(person.displayName);
    await expect(desk().read(person.id)).rejects.toThrow('no such mail');
  });

  it('what failed goes again, one or all; what nobody knows of goes again alone; what was sent does not', async () => {
    const person = await academy.person();
    const [one, other, third, unknown] = (await write(person, 4)) as [string, string, string, string];
    await until(() => arrived(person) === 4, 'the mails');
    await expect(desk().retry((await mailOf(one)).id, administrator.id)).rejects.toThrow('mail-not-to-retry');
    for (const key of [one, other, third]) await become(key, 'failed');
    await become(unknown, 'unknown');

    await desk().retry((await mailOf(one)).id, administrator.id);
    await until(async () => (await mailOf(one)).state === 'sent', 'it to be sent');
    expect(await mailOf(one)).toMatchObject({ attempts: 1 });
    expect(await desk().retryAll(administrator.id, 'enrolled')).toBeGreaterThanOrEqual(2);
    await until(async () => (await mailOf(other)).state === 'sent' && (await mailOf(third)).state === 'sent', 'the others to be sent');
    expect((await mailOf(unknown)).state).toBe('unknown');
    await desk().retry((await mailOf(unknown)).id, administrator.id);
    await until(async () => (await mailOf(unknown)).state === 'sent', 'the last to be sent');
    expect(new Set(academy.mailbox.to(person.email, 'enrolled').map(({ messageId }) => messageId)).size).toBe(4);
    expect((await audited('mail.retried')).map(({ detail }) => (detail as { state: string }).state)).toEqual(['unknown', 'failed']);
  });

  it('of mails that are due it is said how many, and since when the oldest', async () => {
    const person = await academy.person();
    await mailSwitch().pause(administrator.id);
    const since = new Date(academy.clock.now().getTime() - 600_000);
    await write(person, 1, since);
    await write(person, 2);
    expect(await figures()).toMatchObject({ due: 3, oldestDueAt: since });
    await mailSwitch().resume(administrator.id);
    await until(() => arrived(person) === 3, 'the mails');
  });
});
