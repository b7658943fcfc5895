import { Messages } from '@academy/platform';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { type Seen, Visitor } from '../support/visitor';
import { must } from '../support/world';
import { gather, open, type Talk } from './support';

type Posted = { id: string; number: number };

describe('what an open page lacks', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  let writer: Person;
  let reader: Person;
  let page: Visitor;

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    talk = await gather(academy, 3);
    [writer, reader] = talk.teachers as [Person, Person];
    page = await visit(reader);
  });
  afterAll(() => academy.stop());

  async function visit(person: Person): Promise<Visitor> {
    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(person.email, PASSWORD);
    return visitor;
  }
  const reply = async (threadId: string, change: object = {}, person = writer) => must(await person.api.post(`/threads/${threadId}/posts`, { markdown: 'We count on Mondays.', ...change }), 201).body as Posted;

  /** What a page shows, as its script says it. */
  const haveOf = ({ html }: Seen): string => [...html.matchAll(/data-number="(\d+)" data-root="\d+" data-mark="([0-9a-f]{6})"/g)].map(([, number, mark]) => `${number}.${mark}`).join(',');
  const newsOf = (threadId: string, have: string, more = '', visitor = page) => visitor.get(`/threads/${threadId}/news?have=${have}&state=shown${more}`);
  const numbersIn = ({ html }: Seen): number[] => [...html.matchAll(/<article [^>]*data-number="(\d+)"/g)].map((match) => Number(match[1]));
  const after = async (threadId: string, have: string, act: () => Promise<unknown>): Promise<Seen> => (await act(), newsOf(threadId, have));

  it('is nothing while nothing happens; then new posts, in the order of the page', async () => {
    const { id, postId } = await open(writer, talk.editionId);
    const first = await reply(id);
    const have = haveOf(await page.get(`/threads/${id}`));
    expect(have.split(',')).toHaveLength(2);
    expect(await newsOf(id, have)).toMatchObject({ status: 204, html: '' });

    await reply(id, { markdown: 'A root' });
    await reply(id, { markdown: 'Below the <b>first</b>', replyTo: first.id });
    await reply(id, { markdown: 'Below the question', replyTo: postId });
    const news = await newsOf(id, have);
    expect(news.status).toBe(200);
    expect(numbersIn(news)).toEqual([5, 4, 3]);
    expect(news.html).toContain('data-root="2"');
    expect(news.html).toContain('data-replies="4 replies"');
    expect(news.html).not.toMatch(/<html|<b>first/);
    expect(haveOf(await page.get(`/threads/${id}`)).split(',')).toHaveLength(5);
  });

  it('is a post that looks otherwise than before: edited, reacted to, endorsed, hidden, taken back', async () => {
    const { id } = await open(writer, talk.editionId);
    const post = await reply(id);
    let have = haveOf(await page.get(`/threads/${id}`));
    const acts: [string, () => Promise<unknown>][] = [
      ['We count on Tuesdays.', () => writer.api.patch(`/posts/${post.id}`, { markdown: 'We count on Tuesdays.' })],
      ['aria-pressed="true"', () => reader.api.put(`/posts/${post.id}/reactions/tried`)],
      ['post--endorsed', () => writer.api.put(`/threads/${id}`, { answerPostId: post.id })],
      ['post--hidden', () => writer.api.delete(`/posts/${post.id}`)],
    ];
    for (const [words, act] of acts) {
      const news = await after(id, have, act);
      expect(numbersIn(news)).toEqual([2]);
      expect(news.html).toContain(words);
      have = `${have.split(',')[0]},${haveOf(news)}`;
      expect((await newsOf(id, have)).status).toBe(204);
    }
    expect((await newsOf(id, have)).html).not.toContain('Tuesdays');
  });

  it('is no post that waits for a moderator, until it is let through at its place; and a blocked colleague comes folded', async () => {
    const { id } = await open(writer, talk.editionId);
    const stranger = await academy.person({});
    must(await stranger.api.post(`/editions/${talk.editionId}/enrolments`), 201);
    const have = haveOf(await page.get(`/threads/${id}`));
    const held = await reply(id, { markdown: 'See http://a.test http://b.test http://c.test' }, stranger);
    expect((await newsOf(id, have)).status).toBe(204);
    expect(numbersIn(await newsOf(id, have, '', await visit(stranger)))).toEqual([2]);
    await reply(id);
    expect(numbersIn(await newsOf(id, have))).toEqual([3]);

    await academy.database.query(`INSERT INTO person_block (user_id, blocked_id) VALUES ($1, $2)`, [reader.id, stranger.id]);
    await academy.database.query(`UPDATE post SET state = 'shown' WHERE id = $1`, [held.id]);
    const news = await newsOf(id, have);
    expect(numbersIn(news)).toEqual([2, 3]);
    expect(news.html).toContain('<details class="post__fold">');
  });

  it('is counted where it belongs on a later page, replies to what the page shows excepted', async () => {
    const { id, postId } = await open(writer, talk.editionId);
    for (let count = 0; count < 25; count += 1) await reply(id);
    const first = await page.get(`/threads/${id}`);
    const have = haveOf(first);
    expect(first.html).toContain('data-more="true"');
    expect(have.split(',')).toHaveLength(25);
    expect((await newsOf(id, have, '&after=26')).status).toBe(204);
    await reply(id, { replyTo: postId });
    await reply(id);
    await reply(id, {}, reader);
    const news = await newsOf(id, have, '&after=26');
    expect(numbersIn(news)).toEqual([27]);
    expect(news.html).toContain('data-elsewhere="1"');
    const last = haveOf(await page.get(`/threads/${id}?at=26`));
    await reply(id);
    expect(numbersIn(await newsOf(id, last, '&at=26'))).toEqual([30]);
  });

  it('comes fifty at a time, with a fixed number of statements', async () => {
    const { id } = await open(writer, talk.editionId);
    const have = haveOf(await page.get(`/threads/${id}`));
    await reply(id);
    const few = await statements(academy, () => newsOf(id, have));
    await academy.database.query(
      `INSERT INTO post (thread_id, space_id, number, root_number, author_id, language, markdown) SELECT $1, $2, n, n, $3, 'en', 'One of many' FROM generate_series(3, 120) n`,
      [id, talk.editionId, writer.id],
    );
    let news: Seen | null = null;
    expect(await statements(academy, async () => (news = await newsOf(id, have)))).toBe(few);
    expect(few).toBeLessThanOrEqual(5);
    expect(numbersIn(news!)).toHaveLength(50);
    expect(news!.html).toContain('data-again="true"');
    expect(await statements(academy, () => newsOf(id, `${have},${haveOf(news!)}`, '&after=10'))).toBeLessThanOrEqual(6);
  });

  it('is a page to be made anew where a moderator closes the thread', async () => {
    const { id } = await open(writer, talk.editionId);
    const have = haveOf(await page.get(`/threads/${id}`));
    must(await talk.coordinator.api.put(`/threads/${id}`, { locked: true }), 204);
    const news = await newsOf(id, have);
    expect([news.status, numbersIn(news)]).toEqual([200, []]);
    expect(news.html).toContain('data-state="shown-locked"');
  });

  it('counts as read once it was looked at', async () => {
    const { id } = await open(writer, talk.editionId);
    await page.get(`/threads/${id}`);
    for (let count = 0; count < 3; count += 1) await reply(id);
    const unread = async () => must(await reader.api.get(`/threads/${id}`), 200).body.thread.unreadCount as number;
    expect(await unread()).toBe(3);
    expect((await page.post(`/threads/${id}/seen`, { numbers: '2,3' })).status).toBe(204);
    expect(await unread()).toBe(1);
    expect((await page.post(`/threads/${id}/seen`, { numbers: '2;3' })).status).toBe(422);
    expect((await page.post(`/threads/${id}/seen`, { numbers: '4' }, 'cross-site')).status).toBe(403);
  });

  it('is a count of threads on a list, one’s own words left out', async () => {
    const since = academy.clock.now().getTime();
    const news = (more = '') => page.get(`/discussions/${talk.editionId}/news?since=${since}${more}`);
    expect((await news()).status).toBe(204);
    const { id } = await open(writer, talk.editionId, { activityKey: 'talk' });
    await open(reader, talk.editionId);
    await reply(id);
    expect((await news()).html).toContain('Something new in 1 thread: show');
    await open(writer, talk.editionId);
    expect((await news()).html).toContain('data-count="2"');
    expect((await news('&activity=talk')).html).toContain('data-count="1"');
    expect((await news('&activity=read')).status).toBe(204);
  });

  it('is for those who take part, and asked for in the way a page does', async () => {
    const { id } = await open(writer, talk.editionId);
    const outsider = await visit(await academy.person({}));
    const [seen, counted] = [await newsOf(id, '1.abcdef', '', outsider), await outsider.get(`/discussions/${talk.editionId}/news?since=0`)];
    expect([seen.status, counted.status]).toEqual([403, 403]);
    for (const have of ['', '1', '1.abcdef,', 'x.abcdef', '1.abcdef;2.abcdef', Array(200).fill('1.abcdef').join(',')]) expect((await newsOf(id, have)).status).toBe(422);
    expect((await newsOf(id, '77.abcdef')).status).toBe(204);
    expect((await page.get(`/discussions/${talk.editionId}/news?since=soon`)).status).toBe(422);
  });

  it('is worded for scripts in each form that a language counts with', () => {
    const messages = new Messages();
    expect(messages.plurals('en', 'live.newPosts')).toEqual({ one: '# new post', other: '# new posts' });
    expect(messages.plurals('de', 'live.newPosts')).toEqual({ one: '# neuer Beitrag', other: '# neue Beiträge' });
  });
});
