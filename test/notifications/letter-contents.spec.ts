import { MailDesk, MailGate } from '@academy/platform';
import type { Person, RunningAcademy } from '../support/academy';
import { must } from '../support/world';
import { LetterStage } from './letter.stage';

describe('what a letter holds', () => {
  let academy: RunningAcademy;
  let stage: LetterStage;
  beforeAll(async () => {
    stage = await LetterStage.build(7);
    ({ academy } = stage);
  });
  afterAll(() => academy.stop());

  /** Wishes all of these daily, and has them gathered at five of the next day. Answers the letter. */
  async function letterWith(person: Person, mails: readonly string[]): Promise<string> {
    await stage.wish(person, { followed: { email: 'daily' }, enrolled: { email: 'daily' }, 'reviews-owed': { email: 'daily' } });
    for (const id of mails) expect(await stage.send(id)).toMatchObject({ state: 'held' });
    await stage.gatheredAt('17:00', 1);
    return (await stage.letterOf(person)).id;
  }
  /** So many more like one that was gathered, all newer. */
  const gatheredAlso = (id: string, many: number) =>
    academy.database.query(
      `INSERT INTO mail (natural_key, kind, is_transactional, is_urgent, user_id, address, recipient, data, due_at, state, digest_id)
       SELECT natural_key || ':' || n, kind, is_transactional, is_urgent, user_id, address, recipient, data, due_at, state, digest_id FROM mail CROSS JOIN generate_series(1, $2::int) n WHERE id = $1`,
      [id, many],
    );
  const states = async (ids: readonly string[]) => (await Promise.all(ids.map((id) => stage.mail(id)))).map(({ state, reason }) => reason ?? state);

  it('is the same after an administrator looked at it, before it goes and when what it said is done', async () => {
    const [ana] = stage.talk.teachers as [Person];
    const [hidden, stays] = [await stage.news(ana, 'Hidden'), await stage.news(ana, 'Stays')];
    const letter = await letterWith(ana, [hidden.id, stays.id]);
    const turn = (state: string) => academy.database.query('UPDATE post SET state = $2 WHERE id = $1', [hidden.postId, state]);
    const look = async () => (await academy.web.get(MailDesk).read(letter)).preview!.text;

    await turn('hidden');
    expect(await look()).not.toContain('Hidden');
    expect(await states([hidden.id, stays.id])).toEqual(['gathered', 'gathered']);
    await turn('shown');
    expect(await stage.send(letter)).toMatchObject({ state: 'sent' });
    for (const words of ['Hidden', 'Stays']) expect(stage.received(ana).at(-1)!.text).toContain(words);

    must(await ana.api.put(`/threads/${stays.threadId}/read`, { upTo: stays.postId }), 204);
    for (const words of ['Hidden', 'Stays']) expect(await look()).toContain(words);
    expect(await states([hidden.id, stays.id])).toEqual(['gathered', 'gathered']);
  });

  it('loses nothing: what is done makes room for the rest, however much is gathered', async () => {
    const [, berta] = stage.talk.teachers as [Person, Person];
    const place = await stage.place(berta);
    const read = await stage.news(berta, 'Read');
    const letter = await letterWith(berta, [place, read.id]);
    await gatheredAlso(read.id, 120);
    must(await berta.api.put(`/threads/${read.threadId}/read`, { upTo: read.postId }), 204);
    expect(await stage.send(letter)).toMatchObject({ state: 'sent' });
    expect(stage.received(berta).at(-1)!.text).toContain('You have a place');
    expect(new Set((await stage.mailsOf(berta)).filter(({ kind }) => kind === 'followed').map(({ reason }) => reason))).toEqual(new Set(['read-since']));
  });

  it('has room for what is most pressing, and says how much more there is', async () => {
    const [, , carla] = stage.talk.teachers as [Person, Person, Person];
    const owed = await stage.reminder(carla);
    const news = await stage.news(carla, 'Lively');
    const letter = await letterWith(carla, [owed, news.id]);
    await gatheredAlso(news.id, 60);
    expect(await stage.send(letter)).toMatchObject({ state: 'sent' });
    const [got] = stage.received(carla);
    expect(got!.subject).toBe('62 pieces of news from the Academy');
    expect([got!.text!.includes('A plan of the street'), got!.text!.split(`/posts/${news.postId}`).length - 1]).toEqual([true, 39]);
  });

  it('has the fate of the letter: who is written to no more reads that of each, and waits for none', async () => {
    const dora = stage.talk.teachers[3]!;
    const letter = await letterWith(dora, [await stage.place(dora), await stage.reminder(dora)]);
    const fates = async () => (must(await dora.api.get('/me/mails'), 200).body.items as { kind: string; fate: string; day: string | null }[]).map(({ kind, fate, day }) => `${kind} ${fate} ${day === null ? '' : 'on a day'}`.trim()).sort();
    expect(await fates()).toEqual(['digest waiting on a day', 'enrolled in-next-letter on a day', 'reviews-owed in-next-letter on a day']);
    await academy.database.query(`INSERT INTO mail_suppression (address, reason, since) VALUES ($1, 'bounced', academy_now())`, [dora.email]);
    expect(await stage.send(letter)).toMatchObject({ state: 'suppressed', reason: 'bounced' });
    expect(await fates()).toEqual(['digest address-failed', 'enrolled address-failed', 'reviews-owed address-failed']);
  });

  it('goes to nobody who says no while it is composed: to all optional mail, or to all that it holds', async () => {
    const [eva, fritz] = [stage.talk.teachers[4]!, stage.talk.teachers[5]!];
    const whileComposed = new Map<string, () => Promise<unknown>>();
    academy.web.get(MailGate).readWith(async ({ id }) => (await whileComposed.get(id)?.(), null));
    const wishes = async (person: Person, kinds: readonly ('followed' | 'enrolled')[], change: object) => {
      const letter = await letterWith(person, await Promise.all(kinds.map(async (kind) => (kind === 'enrolled' ? stage.place(person) : (await stage.news(person)).id))));
      whileComposed.set(letter, () => stage.wish(person, change));
      const { state, reason } = await stage.send(letter);
      return [reason ?? state, stage.received(person).length];
    };
    expect(await wishes(eva, ['followed', 'enrolled'], { silent: true })).toEqual(['opted-out', 0]);
    expect(await wishes(fritz, ['followed'], { followed: { email: 'off' } })).toEqual(['opted-out', 0]);
    expect(await wishes(fritz, ['followed', 'enrolled'], { followed: { email: 'off' } })).toEqual(['sent', 1]);
  });
});
