import { Clock, MailClaims, MailSender, queueMail } from '@academy/platform';
import { Digests, EnrolledMail, FollowedMail } from '@academy/reminders';
import { gather, open, type Talk } from '../discussions/support';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';

const DAY = 86_400_000;
type Mail = { id: string; kind: string; state: string; reason: string | null; dueAt: Date; digestId: string | null };

/** No worker runs: each step is taken by hand. Everybody lives where the clock shows UTC all year. */
describe('when mails go, and letters that gather them', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  let writer: Person;
  let written = 0;
  /** Midnight of the next Monday but one. */
  let day: number;

  beforeAll(async () => {
    academy = await startAcademy({ worker: false, environment: { MAIL_SENDING_HOURS: '09:00-18:00', MAIL_WEEKLY_CAP: '2' } });
    day = Math.ceil(academy.clock.now().getTime() / DAY + 7) * DAY;
    while (new Date(day).getUTCDay() !== 1) day += DAY;
    await at('08:00');
    talk = await gather(academy, 9);
    writer = talk.teachers[8]!;
    await academy.database.query(`UPDATE users SET time_zone = 'Atlantic/Reykjavik'`);
  });
  afterAll(() => academy.stop());

  /** Moves on to this hour of today, or of a day after. */
  async function at(clock: string, days = 0): Promise<void> {
    day += days * DAY;
    await academy.clock.moveTo(new Date(day + Date.parse(`1970-01-01T${clock}Z`)));
    await academy.web.get(Clock).follow();
  }
  const hour = (clock: string, days = 0): Date => new Date(day + days * DAY + Date.parse(`1970-01-01T${clock}Z`));
  const mailsOf = (person: Person) => academy.database.query<Mail>(`SELECT id, kind, state, reason, due_at AS "dueAt", digest_id AS "digestId" FROM mail WHERE user_id = $1 ORDER BY created_at, id`, [person.id]);
  const mail = async (id: string) => (await academy.database.one<Mail>(`SELECT id, kind, state, reason, due_at AS "dueAt", digest_id AS "digestId" FROM mail WHERE id = $1`, [id]))!;
  const wish = async (person: Person, wishes: object) => must(await person.api.put('/me/notification-preferences', wishes), 200);
  const send = async (id: string) => {
    await academy.web.get(MailSender).send(id);
    return mail(id);
  };
  const gathered = () => academy.web.get(Digests).gather();
  const letterOf = async (person: Person) => (await mailsOf(person)).filter(({ kind }) => kind === 'digest').at(-1)!;
  const received = (person: Person) => academy.mailbox.to(person.email);

  /** A reminder: news of a thread of its own that she follows. Answers mail and post. */
  async function reminder(person: Person, title = 'How do you count?'): Promise<{ id: string; postId: string; threadId: string }> {
    const { id: threadId } = await open(writer, talk.editionId, { title: `${title} ${(written += 1)}` });
    must(await person.api.put(`/threads/${threadId}/follow`), 204);
    const postId = must(await writer.api.post(`/threads/${threadId}/posts`, { markdown: 'By tens.' }), 201).body.id as string;
    return { id: await queued(person, FollowedMail, { postId }), postId, threadId };
  }
  const place = (person: Person) => queued(person, EnrolledMail, { enrolmentId: talk.enrolmentIds[0], course: 'Counting the swifts', edition: 'Spring', startsAt: new Date().toISOString() });
  async function queued(person: Person, kind: typeof EnrolledMail | typeof FollowedMail, data: object): Promise<string> {
    const key = `test:${(written += 1)}`;
    await academy.database.transaction((tx) => queueMail(tx, kind as typeof EnrolledMail, [{ key, userId: person.id, address: person.email, recipient: { displayName: person.displayName, locale: 'en', timeZone: 'Atlantic/Reykjavik' }, data: data as never }]));
    return (await academy.database.one<{ id: string }>('SELECT id FROM mail WHERE natural_key = $1', [key]))!.id;
  }

  it('reminders wait for the morning where she is by then, what is hers goes at once, and quiet hours hold both', async () => {
    const [ana] = talk.teachers as [Person];
    await at('19:30');
    const { id } = await reminder(ana);
    expect(await send(id)).toMatchObject({ state: 'pending', reason: 'sending-hours', dueAt: hour('09:00', 1) });
    expect(await send(await place(ana))).toMatchObject({ state: 'sent' });
    await wish(ana, { quietHours: { from: '19:00', to: '10:30' } });
    const held = await place(ana);
    expect(await send(held)).toMatchObject({ state: 'pending', reason: 'quiet-hours', dueAt: hour('10:30', 1) });
    await at('09:00', 1);
    await academy.database.query(`UPDATE users SET time_zone = 'Europe/Istanbul' WHERE id = $1`, [ana.id]);
    expect(await send(id)).toMatchObject({ state: 'sent' });
    expect((await mail(held)).state).toBe('pending');
  });

  it('no more reminders in seven days than she wants, whoever sends them at the same moment; one that is tried again counts once', async () => {
    const [, berta] = talk.teachers as [Person, Person];
    await at('10:00');
    const senders = [academy.web.get(MailSender), academy.web.get(MailSender)];
    const some = async (count: number) => {
      const ids = await Promise.all(Array.from({ length: count }, async () => (await reminder(berta)).id));
      await Promise.all(ids.map((id, index) => senders[index % 2]!.send(id)));
      return (await mailsOf(berta)).filter((each) => ids.includes(each.id)).map(({ state, reason }) => reason ?? state).sort();
    };
    expect(await some(6)).toEqual(['over-cap', 'over-cap', 'over-cap', 'over-cap', 'sent', 'sent']);
    await wish(berta, { weeklyCap: 3 });
    expect(await some(3)).toEqual(['over-cap', 'over-cap', 'sent']);
    const [again] = (await mailsOf(berta)).filter(({ state, kind }) => state === 'sent' && kind === 'followed');
    await academy.database.query(`UPDATE mail SET state = 'pending', due_at = academy_now() WHERE id = $1`, [again!.id]);
    expect(await send(again!.id)).toMatchObject({ state: 'sent' });
    await wish(berta, { weeklyCap: 0 });
    expect(await some(1)).toEqual(['over-cap']);
    await wish(berta, { weeklyCap: null });
    await at('10:00', 8);
    expect(await some(2)).toEqual(['sent', 'sent']);
    expect(received(berta)).toHaveLength(6);
  });

  it('what she wants daily comes in one letter at five, once, in the order of use, with links and a word on how to end it', async () => {
    const [, , carla] = talk.teachers as [Person, Person, Person];
    await at('11:00');
    await wish(carla, { followed: { email: 'daily' }, enrolled: { email: 'daily' } });
    const [{ id, postId }, enrolled] = [await reminder(carla, 'Swifts & co'), await place(carla)];
    for (const each of [id, enrolled]) expect(await send(each)).toMatchObject({ state: 'held', reason: 'daily', dueAt: hour('17:00') });
    expect(await gathered()).toBe(0);
    await at('17:00');
    const counts = await Promise.all(Array.from({ length: 5 }, () => gathered()));
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    const letter = await letterOf(carla);
    for (const each of [id, enrolled]) expect(await mail(each)).toMatchObject({ state: 'gathered', digestId: letter.id });
    expect(await send(letter.id)).toMatchObject({ state: 'sent' });
    await send(letter.id);
    const [got, ...more] = received(carla);
    expect(more).toEqual([]);
    expect(got!.subject).toBe('2 pieces of news from the Academy');
    expect(got!.text).toContain(`${academy.config.publicUrl}/posts/${postId}`);
    expect(got!.text!.indexOf('Swifts & co')).toBeLessThan(got!.text!.indexOf('You have a place'));
    expect(got!.text).toContain('If you unsubscribe here, we send you no more letters');
    expect(got!.headers.map(({ key }) => key)).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post']));
    expect(await send(await place(carla))).toMatchObject({ state: 'held', dueAt: hour('17:00', 1) });
    await at('17:00', 1);
    expect(await gathered()).toBe(1);
  });

  it('asks each again when the letter goes: read, turned off, hidden since; with nothing left there is none', async () => {
    const [, , , dora] = talk.teachers as Person[] as [Person, Person, Person, Person];
    await at('18:00');
    await wish(dora, { followed: { email: 'daily' }, enrolled: { email: 'weekly' } });
    const [read, hidden, stays] = [await reminder(dora), await reminder(dora), await reminder(dora, 'Stays')];
    const weekly = await place(dora);
    for (const { id } of [read, hidden, stays]) expect(await send(id)).toMatchObject({ state: 'held', dueAt: hour('17:00', 1) });
    expect((await send(weekly)).dueAt.getUTCDay()).toBe(1);
    await at('17:00', 1);
    expect(await gathered()).toBe(1);
    must(await dora.api.put(`/threads/${read.threadId}/read`, { upTo: read.postId }), 204);
    await academy.database.query(`UPDATE post SET state = 'hidden' WHERE id = $1`, [hidden.postId]);
    expect(await send((await letterOf(dora)).id)).toMatchObject({ state: 'sent' });
    expect([(await mail(read.id)).reason, (await mail(hidden.id)).reason, (await mail(stays.id)).state]).toEqual(['read-since', 'post-gone', 'gathered']);
    expect(received(dora).at(-1)!.subject).toContain('Stays');

    const last = await reminder(dora);
    await send(last.id);
    await at('17:00', 1);
    await gathered();
    await wish(dora, { followed: { email: 'off' } });
    expect(await send((await letterOf(dora)).id)).toMatchObject({ state: 'suppressed', reason: 'nothing-left' });
    expect(await mail(last.id)).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
    expect((await mail(weekly)).state).toBe('held');
  });

  it('of a letter in doubt, what has to arrive comes in the next one, and reminders are not said twice', async () => {
    const [, , , , eva] = talk.teachers as Person[] as [Person, Person, Person, Person, Person];
    await at('18:00');
    await wish(eva, { followed: { email: 'daily' }, enrolled: { email: 'daily' } });
    const [{ id }, enrolled] = [await reminder(eva), await place(eva)];
    await send(id);
    await send(enrolled);
    await at('17:00', 1);
    await gathered();
    const first = await letterOf(eva);
    await academy.database.query(`UPDATE mail SET state = 'sending', attempts = 1, lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`, [first.id]);
    await academy.web.get(MailClaims).recover();
    expect(await mail(first.id)).toMatchObject({ state: 'unknown' });
    for (let times = 0; times < 3; times += 1) await gathered();
    await at('17:30', 1);
    await gathered();
    const second = await letterOf(eva);
    expect(second.id).not.toBe(first.id);
    expect([(await mail(enrolled)).digestId, (await mail(id)).digestId]).toEqual([second.id, first.id]);
    expect(await send(second.id)).toMatchObject({ state: 'sent' });
    expect(received(eva)).toHaveLength(1);
    expect(received(eva)[0]!.text).toContain('You have a place');
    expect(received(eva)[0]!.text).not.toContain('How do you count?');
  });

  it('nothing is written to somebody who is gone, and a letter that her quiet hours hold comes in the morning', async () => {
    const [fritz, gone] = [talk.teachers[5]!, talk.teachers[6]!];
    for (const person of [fritz, gone]) {
      await wish(person, { enrolled: { email: 'daily' }, quietHours: { from: '16:00', to: '20:00' } });
      await send(await place(person));
    }
    await academy.database.query(`UPDATE mail SET user_id = gen_random_uuid() WHERE user_id = $1 AND kind = 'enrolled' AND state = 'held'`, [gone.id]);
    await at('17:00', 1);
    await gathered();
    expect(await academy.database.query(`SELECT FROM mail WHERE reason = 'account-gone'`)).toHaveLength(1);
    expect(await send((await letterOf(fritz)).id)).toMatchObject({ state: 'pending', reason: 'quiet-hours', dueAt: hour('09:00', 1) });
    await at('09:00', 1);
    expect(await send((await letterOf(fritz)).id)).toMatchObject({ state: 'sent' });
  });

  it('where the demonstration passes over days, what fell due on the way goes as at its own hour, and what fell due at night waits', async () => {
    const due = await reminder(talk.teachers[7]!);
    await academy.clock.passTo(hour('23:00'));
    const late = await reminder(talk.teachers[7]!);
    expect([await send(due.id), await send(late.id)]).toMatchObject([{ state: 'sent' }, { state: 'pending', reason: 'sending-hours', dueAt: hour('09:00', 1) }]);
    await academy.clock.passTo(hour('23:30', 1));
    expect([await send(late.id), await academy.database.one('SELECT academy_since() AS since')]).toMatchObject([{ state: 'sent' }, { since: academy.clock.since() }]);
  });
});
