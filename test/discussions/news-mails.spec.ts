import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { AnswerEndorsed, PostShown } from '@academy/discussions';
import { MailSender } from '@academy/platform';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { wordsOf } from '../support/mailbox';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { News } from './news.world';
import { open } from './support';
import { until } from '../support/until';

type Four = [Person, Person, Person, Person];
type Entry = { id: string; title: string; author: { name: string }; content: string };

describe('mails about discussions', () => {
  let academy: RunningAcademy;
  let news: News;

  beforeAll(async () => void (academy = await startAcademy()));
  afterAll(() => academy.stop());
  const four = async (): Promise<Four> => (news = await News.begin(academy, 4)).talk.teachers as Four;
  const ask = (person: Person, change: object = {}) => open(person, news.talk.editionId, change);
  const kindsTo = (person: Person) => academy.database.query<{ kind: string }>(`SELECT kind FROM mail WHERE user_id = $1 AND kind <> 'enrolled' ORDER BY created_at`, [person.id]).then((mails) => mails.map(({ kind }) => kind));

  it('say who, where and how it begins, in plain words and with a link that names nobody; each once', async () => {
    const [asker, helper, named, follower] = await four();
    const { id } = await ask(asker, { title: 'Is <b>1 & 1</b> two?' });
    must(await follower.api.put(`/threads/${id}/follow`), 204);
    const long = `**Yes**, ${news.mention(named)}, <i>it</i> [is](https://example.org/x). ${'And so on. '.repeat(60)}`;
    const answer = await news.reply(helper, id, long);
    await news.again(PostShown);
    const reply = await news.watch.received(asker, 'reply');
    expect(reply.subject).toBe(`${helper.displayName} answered in “Is <b>1 & 1</b> two?”`);
    expect(reply.text).toContain(`Yes, @${named.displayName}, <i>it</i> is. And so on.`);
    expect(reply.text).toContain('Counting the swifts, Spring');
    expect(reply.html).toContain('&lt;i&gt;it&lt;/i&gt; is. And so on.');
    expect(reply.html).not.toMatch(/<i>|<b>|example\.org/);
    expect(/And so on[^]*?…/.exec(reply.text!)![0].length).toBeLessThan(300);
    expect(reply.text).toContain(`${academy.config.publicUrl}/posts/${answer}`);
    for (const address of wordsOf(reply).match(/https?:\S+/g)!) expect(address).not.toMatch(new RegExp(`${asker.id}|${helper.id}|@`));
    expect((await news.watch.received(named, 'mention')).subject).toContain(`${helper.displayName} mentioned you`);
    expect((await news.watch.received(follower, 'followed')).text).toContain('There is a new post in “Is <b>1 & 1</b> two?”');

    must(await asker.api.put(`/threads/${id}`, { answerPostId: answer }), 204);
    await news.again(AnswerEndorsed);
    await news.watch.received(helper, 'answer-endorsed');
    expect([await kindsTo(asker), await kindsTo(named), await kindsTo(follower), await kindsTo(helper)]).toEqual([['reply'], ['mention'], ['followed'], ['answer-endorsed']]);
    expect(await academy.database.query(`SELECT DISTINCT kind FROM mail WHERE is_transactional`)).toEqual([{ kind: 'enrolled' }]);
  });

  it('are no flood: one of a thread until she has read on', async () => {
    const [asker, helper, follower, other] = await four();
    const { id } = await ask(asker);
    must(await follower.api.put(`/threads/${id}/follow`), 204);
    for (const words of ['One', 'Two', 'Three']) await news.reply(helper, id, words);
    await news.watch.quiet();
    expect([await kindsTo(follower), await kindsTo(asker)]).toEqual([['followed'], ['reply']]);
    const read = await news.reply(other, id, 'Four');
    await news.watch.quiet();
    for (const person of [follower, asker]) await news.readUpTo(person, id, read);
    await news.reply(helper, id, 'Five');
    await news.again(PostShown);
    expect([await kindsTo(follower), await kindsTo(asker)]).toEqual([['followed', 'followed'], ['reply', 'reply']]);
    expect((await news.told(asker)).filter(({ kind }) => kind === 'reply')).toHaveLength(5);
  });

  it('say nothing of a thread that she muted; where she is named it is told in the Academy itself', async () => {
    const [asker, helper] = await four();
    const { id } = await ask(asker);
    const muted = async () => must(await asker.api.get(`/threads/${id}`), 200).body.thread as { isMuted: boolean; isFollowing: boolean };
    must(await asker.api.put(`/threads/${id}/mute`), 204);
    expect(await muted()).toMatchObject({ isMuted: true, isFollowing: false });
    await news.reply(helper, id, 'Who hears this?');
    await news.reply(asker, id, 'I write all the same.');
    await news.reply(helper, id, `And ${news.mention(asker)} is named.`);
    expect(await news.kinds(asker)).toEqual(['mention']);
    expect(await academy.database.query(`SELECT kind FROM mail WHERE user_id = $1 AND kind <> 'enrolled'`, [asker.id])).toEqual([]);
    must(await asker.api.delete(`/threads/${id}/mute`), 204);
    must(await asker.api.put(`/threads/${id}/follow`), 204);
    expect(await muted()).toMatchObject({ isMuted: false, isFollowing: true });
    await news.reply(helper, id, 'She hears again.');
    expect(await news.kinds(asker)).toEqual(['reply', 'mention']);
  });

  /** Sends again, by hand, what was held back until something has happened. */
  async function sendAfter(person: Person, kind: string, happens: () => Promise<unknown>) {
    const sender = academy.worker!.get(MailSender);
    const mail = (await academy.database.one<{ id: string }>(`UPDATE mail SET state = 'pending', due_at = academy_now() + interval '1 hour' WHERE user_id = $1 AND kind = $2 RETURNING id`, [person.id, kind]))!;
    await happens();
    await academy.database.query('UPDATE mail SET due_at = academy_now() WHERE id = $1', [mail.id]);
    await sender.send(mail.id);
    await until(async () => !(await academy.database.one(`SELECT FROM mail WHERE id = $1 AND state IN ('pending', 'sending')`, [mail.id])), 'the mail to be settled');
    return academy.database.one<{ state: string; reason: string | null }>('SELECT state, reason FROM mail WHERE id = $1', [mail.id]);
  }

  it('are asked again at the moment of sending: hidden, read, blocked, unfollowed, left, turned off; and say what is said by then', async () => {
    const [asker, helper, follower] = await four();
    const { id } = await ask(asker);
    must(await follower.api.put(`/threads/${id}/follow`), 204);
    const answer = await news.reply(helper, id, 'By tens.');
    await news.watch.received(follower, 'followed');
    await news.watch.received(asker, 'reply');
    const set = (table: string, change: string, where: string) => academy.database.query(`UPDATE ${table} SET ${change} WHERE ${where}`);
    const block = () => academy.database.query('INSERT INTO person_block (user_id, blocked_id) VALUES ($1, $2)', [asker.id, helper.id]);
    const hold = (person: Person, kind: string, happens: () => Promise<unknown>) => sendAfter(person, kind, happens).then((mail) => mail!.reason ?? mail!.state);

    expect(await hold(asker, 'reply', async () => void must(await helper.api.patch(`/posts/${answer}`, { markdown: 'By dozens.' }), 204))).toBe('sent');
    expect(academy.mailbox.to(asker.email, 'reply').at(-1)!.text).toContain('By dozens.');
    expect(await hold(asker, 'reply', () => set('post', `state = 'hidden'`, `id = '${answer}'`))).toBe('post-gone');
    await set('post', `state = 'shown'`, `id = '${answer}'`);
    expect(await hold(asker, 'reply', block)).toBe('blocked-since');
    await academy.database.query('DELETE FROM person_block WHERE user_id = $1', [asker.id]);
    expect(await hold(asker, 'reply', async () => void must(await asker.api.put('/me/notification-preferences', { reply: { email: 'off' } }), 200))).toBe('opted-out');
    must(await asker.api.put('/me/notification-preferences', { reply: { email: 'now' } }), 200);
    expect(await hold(asker, 'reply', () => news.readUpTo(asker, id, answer))).toBe('read-since');
    expect(await hold(follower, 'followed', async () => void must(await follower.api.delete(`/threads/${id}/follow`), 204))).toBe('unfollowed-since');
    must(await follower.api.put(`/threads/${id}/follow`), 204);
    expect(await hold(follower, 'followed', async () => void must(await follower.api.delete(`/enrolments/${news.talk.enrolmentIds[2]}`), 204))).toBe('no-part-any-more');
  });

  it('have a sister for programs: a feed of new threads in languages one reads, and of what one follows, until its key is renewed or one leaves', async () => {
    const [writer, reader, blocked] = await four();
    const { editionId } = news.talk;
    const first = await ask(writer, { title: 'Ants & "bees" <x>', markdown: `**Six** legs \u0007 [all](/courses) ${news.mention(reader)} <script>alert(1)</script>` });
    await ask(writer, { title: 'Ameisen', language: 'de' });
    await ask(blocked, { title: 'Not for her' });
    await academy.database.query('INSERT INTO person_block (user_id, blocked_id) VALUES ($1, $2)', [reader.id, blocked.id]);
    must(await reader.api.put(`/threads/${first.id}/follow`), 204);
    const answer = await news.reply(writer, first.id, 'Always.');

    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(reader.email, PASSWORD);
    const addresses = async () => [...(await visitor.get(`/discussions/${editionId}/feed`)).html.matchAll(/value="(http[^"]+\/discussions\/feeds\/[^"]+)"/g)].map((match) => match[1]!);
    const [ofSpace, ofFollowed] = (await addresses()) as [string, string];
    expect(ofSpace).not.toContain(reader.id);
    const read = async (address: string, headers = {}) => {
      const response = await fetch(address, { headers });
      return { status: response.status, headers: response.headers, xml: await response.text() };
    };
    const entriesOf = (xml: string): Entry[] => {
      expect(XMLValidator.validate(xml)).toBe(true);
      return [(new XMLParser({ ignoreAttributes: true, htmlEntities: true }).parse(xml) as { feed: { entry?: Entry | Entry[] } }).feed.entry ?? []].flat();
    };
    const feed = await read(ofSpace);
    expect(feed.headers.get('content-type')).toContain('application/atom+xml');
    const [entry, ...others] = entriesOf(feed.xml);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ title: 'Ants & "bees" <x>', author: { name: writer.displayName } });
    expect(entry!.content).toContain('<strong>Six</strong>');
    expect(entry!.content).toContain(`href="${academy.config.publicUrl}/courses"`);
    expect(entry!.content).not.toMatch(/<script|="\//);
    expect(feed.xml).not.toContain('\u0007');
    expect(entriesOf((await read(ofFollowed)).xml).map(({ id }) => id)).toEqual([`urn:uuid:${answer}`, `urn:uuid:${first.postId}`]);

    expect((await read(ofSpace, { 'if-none-match': feed.headers.get('etag')! })).status).toBe(304);
    expect((await read(ofSpace, { 'if-modified-since': feed.headers.get('last-modified')! })).status).toBe(304);
    await ask(writer, { title: 'Bees' });
    expect((await read(ofSpace, { 'if-none-match': feed.headers.get('etag')! })).status).toBe(200);

    expect((await visitor.post(`/discussions/${editionId}/feed`)).status).toBe(303);
    expect([(await read(ofSpace)).status, (await read(ofFollowed)).status, (await read(`${ofSpace}x`)).status]).toEqual([404, 404, 404]);
    const [renewed, followed] = (await addresses()) as [string, string];
    expect((await read(renewed)).status).toBe(200);
    must(await reader.api.delete(`/enrolments/${news.talk.enrolmentIds[1]}`), 204);
    expect((await read(renewed)).status).toBe(404);
    expect(entriesOf((await read(followed)).xml)).toEqual([]);
  });
});
