import { MailClaims, MailSender } from '@academy/platform';
import { ReplyMail } from '@academy/reminders';
import type { Person, RunningAcademy } from '../support/academy';
import { must } from '../support/world';
import { LetterStage } from './letter.stage';

describe('when mails go, and letters that gather them', () => {
  let academy: RunningAcademy;
  let talk: LetterStage['talk'];
  let stage: LetterStage;
  beforeAll(async () => {
    stage = await LetterStage.build(9);
    ({ academy, talk } = stage);
  });
  afterAll(() => academy.stop());

  it('reminders wait for the morning where she is by then, what is hers goes at once, and quiet hours hold both', async () => {
    const [ana] = talk.teachers as [Person];
    await stage.at('19:30');
    const { id } = await stage.news(ana);
    expect(await stage.send(id)).toMatchObject({ state: 'pending', reason: 'sending-hours', dueAt: stage.hour('09:00', 1) });
    expect(await stage.send(await stage.place(ana))).toMatchObject({ state: 'sent' });
    await stage.wish(ana, { quietHours: { from: '19:00', to: '10:30' } });
    const held = await stage.place(ana);
    expect(await stage.send(held)).toMatchObject({ state: 'pending', reason: 'quiet-hours', dueAt: stage.hour('10:30', 1) });
    await stage.at('09:00', 1);
    await academy.database.query(`UPDATE users SET time_zone = 'Europe/Istanbul' WHERE id = $1`, [ana.id]);
    expect(await stage.send(id)).toMatchObject({ state: 'sent' });
    expect((await stage.mail(held)).state).toBe('pending');
  });

  it('an answer at eleven in the evening waits for nine in the morning; where nobody knows whether it arrived, it is not sent again', async () => {
    const hanna = talk.teachers[7]!;
    await stage.at('23:00');
    const [late, doubtful] = [await stage.news(hanna, 'Late', ReplyMail), await stage.news(hanna, 'Doubtful', ReplyMail)];
    for (const { id } of [late, doubtful]) expect(await stage.send(id)).toMatchObject({ state: 'pending', reason: 'sending-hours', dueAt: stage.hour('09:00', 1) });
    await stage.at('09:00', 1);
    expect(await stage.send(late.id)).toMatchObject({ state: 'sent' });
    await academy.database.query(`UPDATE mail SET state = 'sending', attempts = 1, lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`, [doubtful.id]);
    await academy.web.get(MailClaims).recover();
    expect([await stage.mail(doubtful.id), await stage.send(doubtful.id)]).toMatchObject([{ state: 'unknown' }, { state: 'unknown' }]);
    expect(stage.received(hanna).map(({ subject }) => subject)).toEqual([expect.stringContaining('Late')]);
  });

  it('no more reminders in seven days than she wants, whoever sends them at the same moment; one that is tried again counts once, and news do not count', async () => {
    const [, berta] = talk.teachers as [Person, Person];
    await stage.at('10:00');
    const news = async (many: number) => Promise.all(Array.from({ length: many }, async () => (await stage.send((await stage.news(berta)).id)).state));
    expect(await news(4)).toEqual(['sent', 'sent', 'sent', 'sent']);
    const senders = [academy.web.get(MailSender), academy.web.get(MailSender)];
    const some = async (count: number) => {
      const ids = await Promise.all(Array.from({ length: count }, () => stage.reminder(berta)));
      await Promise.all(ids.map((id, index) => senders[index % 2]!.send(id)));
      return (await stage.mailsOf(berta)).filter((each) => ids.includes(each.id)).map(({ state, reason }) => reason ?? state).sort();
    };
    expect(await some(6)).toEqual(['over-cap', 'over-cap', 'over-cap', 'over-cap', 'sent', 'sent']);
    await stage.wish(berta, { weeklyCap: 3 });
    expect(await some(3)).toEqual(['over-cap', 'over-cap', 'sent']);
    const [again] = (await stage.mailsOf(berta)).filter(({ state, kind }) => state === 'sent' && kind === 'reviews-owed');
    await academy.database.query(`UPDATE mail SET state = 'pending', due_at = academy_now() WHERE id = $1`, [again!.id]);
    expect(await stage.send(again!.id)).toMatchObject({ state: 'sent' });
    await stage.wish(berta, { weeklyCap: 0 });
    expect(await some(1)).toEqual(['over-cap']);
    expect(await news(1)).toEqual(['sent']);
    await stage.wish(berta, { weeklyCap: null });
    await stage.at('10:00', 8);
    expect(await some(2)).toEqual(['sent', 'sent']);
    expect([stage.received(berta).length, academy.mailbox.to(berta.email, 'reviews-owed').length]).toEqual([11, 6]);
  });

  it('what she wants daily comes in one letter at five, once, in the order of use, with links and a word on how to end it', async () => {
    const [, , carla] = talk.teachers as [Person, Person, Person];
    await stage.at('11:00');
    await stage.wish(carla, { followed: { email: 'daily' }, enrolled: { email: 'daily' } });
    const [{ id, postId }, enrolled] = [await stage.news(carla, 'Swifts & co'), await stage.place(carla)];
    for (const each of [id, enrolled]) expect(await stage.send(each)).toMatchObject({ state: 'held', reason: 'daily', dueAt: stage.hour('17:00') });
    expect(await stage.gathered()).toBe(0);
    await stage.at('17:00');
    const counts = await Promise.all(Array.from({ length: 5 }, () => stage.gathered()));
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    const letter = await stage.letterOf(carla);
    for (const each of [id, enrolled]) expect(await stage.mail(each)).toMatchObject({ state: 'gathered', digestId: letter.id });
    expect(await stage.send(letter.id)).toMatchObject({ state: 'sent' });
    await stage.send(letter.id);
    const [got, ...more] = stage.received(carla);
    expect(more).toEqual([]);
    expect(got!.subject).toBe('2 pieces of news from the Academy');
    expect(got!.text).toContain(`${academy.config.publicUrl}/posts/${postId}`);
    expect(got!.text!.indexOf('You have a place')).toBeLessThan(got!.text!.indexOf('Swifts & co'));
    expect(got!.text).toContain('If you unsubscribe here, we send you no more letters');
    expect(got!.headers.map(({ key }) => key)).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post']));
    expect(await stage.send(await stage.place(carla))).toMatchObject({ state: 'held', dueAt: stage.hour('17:00', 1) });
    expect(await stage.gatheredAt('17:00', 1)).toBe(1);
  });

  it('asks each again when the letter goes: read, turned off, hidden since; with nothing left there is none', async () => {
    const [, , , dora] = talk.teachers as Person[] as [Person, Person, Person, Person];
    await stage.at('18:00');
    await stage.wish(dora, { followed: { email: 'daily' }, enrolled: { email: 'weekly' } });
    const [read, hidden, stays] = [await stage.news(dora), await stage.news(dora), await stage.news(dora, 'Stays')];
    const weekly = await stage.place(dora);
    for (const { id } of [read, hidden, stays]) expect(await stage.send(id)).toMatchObject({ state: 'held', dueAt: stage.hour('17:00', 1) });
    expect((await stage.send(weekly)).dueAt.getUTCDay()).toBe(1);
    expect(await stage.gatheredAt('17:00', 1)).toBe(1);
    must(await dora.api.put(`/threads/${read.threadId}/read`, { upTo: read.postId }), 204);
    await academy.database.query(`UPDATE post SET state = 'hidden' WHERE id = $1`, [hidden.postId]);
    expect(await stage.send((await stage.letterOf(dora)).id)).toMatchObject({ state: 'sent' });
    expect([(await stage.mail(read.id)).reason, (await stage.mail(hidden.id)).reason, (await stage.mail(stays.id)).state]).toEqual(['read-since', 'post-gone', 'gathered']);
    expect(stage.received(dora).at(-1)!.subject).toContain('Stays');

    const last = await stage.news(dora);
    await stage.send(last.id);
    await stage.gatheredAt('17:00', 1);
    await stage.wish(dora, { followed: { email: 'off' } });
    expect(await stage.send((await stage.letterOf(dora)).id)).toMatchObject({ state: 'suppressed', reason: 'nothing-left' });
    expect(await stage.mail(last.id)).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
    expect((await stage.mail(weekly)).state).toBe('held');
  });

  it('of a letter in doubt, what has to arrive comes in the next one, and reminders are not said twice', async () => {
    const [, , , , eva] = talk.teachers as Person[] as [Person, Person, Person, Person, Person];
    await stage.at('18:00');
    await stage.wish(eva, { followed: { email: 'daily' }, enrolled: { email: 'daily' } });
    const [{ id }, enrolled] = [await stage.news(eva), await stage.place(eva)];
    for (const each of [id, enrolled]) await stage.send(each);
    await stage.gatheredAt('17:00', 1);
    const first = await stage.letterOf(eva);
    await academy.database.query(`UPDATE mail SET state = 'sending', attempts = 1, lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`, [first.id]);
    await academy.web.get(MailClaims).recover();
    expect(await stage.mail(first.id)).toMatchObject({ state: 'unknown' });
    for (let times = 0; times < 3; times += 1) await stage.gathered();
    await stage.gatheredAt('17:30', 1);
    const second = await stage.letterOf(eva);
    expect(second.id).not.toBe(first.id);
    expect([(await stage.mail(enrolled)).digestId, (await stage.mail(id)).digestId]).toEqual([second.id, first.id]);
    expect(await stage.send(second.id)).toMatchObject({ state: 'sent' });
    expect(stage.received(eva)).toHaveLength(1);
    expect(stage.received(eva)[0]!.text).toContain('You have a place');
    expect(stage.received(eva)[0]!.text).not.toContain('How do you count?');
  });

  it('nothing is written to somebody who is gone, and a letter that her quiet hours hold says in the morning what there is to say by then', async () => {
    const [fritz, gone] = [talk.teachers[5]!, talk.teachers[6]!];
    for (const person of [fritz, gone]) {
      await stage.wish(person, { enrolled: { email: 'daily' }, followed: { email: 'daily' }, quietHours: { from: '16:00', to: '20:00' } });
      await stage.send(await stage.place(person));
    }
    const { id: piece, postId } = await stage.news(fritz);
    await stage.send(piece);
    const turn = (state: string) => academy.database.query('UPDATE post SET state = $2 WHERE id = $1', [postId, state]);
    await academy.database.query(`UPDATE mail SET user_id = gen_random_uuid() WHERE user_id = $1 AND kind = 'enrolled' AND state = 'held'`, [gone.id]);
    await stage.gatheredAt('17:00', 1);
    expect(await academy.database.query(`SELECT FROM mail WHERE reason = 'account-gone'`)).toHaveLength(1);
    await turn('hidden');
    expect(await stage.send((await stage.letterOf(fritz)).id)).toMatchObject({ state: 'pending', reason: 'quiet-hours', dueAt: stage.hour('09:00', 1) });
    await turn('shown');
    await stage.at('09:00', 1);
    expect(await stage.send((await stage.letterOf(fritz)).id)).toMatchObject({ state: 'sent' });
    expect([(await stage.mail(piece)).state, stage.received(fritz).at(-1)!.text]).toEqual(['gathered', expect.stringContaining('How do you count?')]);
  });

  it('where the demonstration passes over days, what fell due on the way goes as at its own hour, and what fell due at night waits', async () => {
    const due = await stage.news(talk.teachers[7]!);
    await academy.clock.passTo(stage.hour('23:00'));
    const late = await stage.news(talk.teachers[7]!);
    expect([await stage.send(due.id), await stage.send(late.id)]).toMatchObject([{ state: 'sent' }, { state: 'pending', reason: 'sending-hours', dueAt: stage.hour('09:00', 1) }]);
    await academy.clock.passTo(stage.hour('23:30', 1));
    expect([await stage.send(late.id), await academy.database.one('SELECT academy_since() AS since')]).toMatchObject([{ state: 'sent' }, { since: academy.clock.since() }]);
  });
});
