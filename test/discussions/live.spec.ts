import { LiveHub } from '../../apps/web/src/live/live.hub';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { EventStream } from '../support/event.stream';
import { statements } from '../support/statements';
import { until } from '../support/until';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { gather, open, type Talk } from './support';

describe('what is new in a discussion', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  let writer: Person;
  let reader: Person;
  const streams: EventStream[] = [];

  beforeAll(async () => {
    academy = await startAcademy({ worker: false, environment: { LIVE_STREAMS: '12' } });
    talk = await gather(academy, 4);
    [writer, reader] = talk.teachers as [Person, Person];
  });
  afterEach(async () => {
    for (const stream of streams.splice(0)) stream.close();
    await until(async () => (await size()) === 0, 'all streams to be forgotten');
  });
  afterAll(() => academy.stop());

  const size = async () => academy.web.get(LiveHub).size;
  const as = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
  async function listen(path: string, person: Person = reader, headers: Record<string, string> = {}): Promise<EventStream> {
    const stream = await EventStream.open(academy.config.publicUrl, path, { ...as(person), ...headers });
    streams.push(stream);
    return stream;
  }
  const reply = async (threadId: string, person = writer, change: object = {}) => must(await person.api.post(`/threads/${threadId}/posts`, { markdown: 'We count on Mondays.', ...change }), 201).body as { id: string; number: number };
  const begun = (stream: EventStream) => until(() => stream.heard.length > 0, 'the stream to begin');

  const heard = <T>(path: string, act: () => Promise<T>) => EventStream.hearing(academy.config.publicUrl, path, as(reader), act);
  const opened = () => heard(`/discussions/${talk.editionId}/live`, () => open(writer, talk.editionId));

  it('is told as it comes: to those who look at the thread and at its space, as ids without words', async () => {
    const { id } = await opened();
    const other = await opened();
    const [thread, space, elsewhere] = [await listen(`/threads/${id}/live`), await listen(`/discussions/${talk.editionId}/live`), await listen(`/threads/${other.id}/live`)];
    expect([thread.status, space.status]).toEqual([200, 200]);
    expect(thread.response.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no', 'x-content-type-options': 'nosniff' });
    expect(thread.response.headers['content-encoding']).toBeUndefined();
    await Promise.all([begun(thread), begun(space), begun(elsewhere)]);
    expect(thread.raw.replaceAll(':\n\n', '')).toMatch(/^retry: [1-3]\d{3}\n\nid: 1\n\n$/);

    await reply(id);
    expect(await thread.hears('news')).toEqual([{ id: '2', event: 'news', data: id }]);
    expect((await space.hears('news'))[0]).toMatchObject({ data: talk.editionId, id: expect.stringMatching(/^\d{13}$/) });
    expect(thread.raw + space.raw).not.toContain('Monday');
    expect(elsewhere.of('news')).toEqual([]);
  });

  it('is told again for what becomes of a post, but not on the list of threads', async () => {
    const { id, postId } = await opened();
    const [thread, space] = [await listen(`/threads/${id}/live`), await listen(`/discussions/${talk.editionId}/live`)];
    await Promise.all([begun(thread), begun(space)]);
    must(await reader.api.put(`/posts/${postId}/reactions/helpful`), 204);
    await thread.hears('news', 1);
    must(await writer.api.patch(`/posts/${postId}`, { markdown: 'We count by hand and foot.' }), 204);
    await thread.hears('news', 2);
    must(await writer.api.delete(`/posts/${postId}`), 204);
    await thread.hears('news', 3);
    expect(space.of('news')).toEqual([]);
  });

  it('comes as one for a burst', async () => {
    const { id } = await opened();
    const thread = await listen(`/threads/${id}/live`);
    await begun(thread);
    await academy.database.query(`SELECT pg_notify('discussions', jsonb_build_object('space', $1::text, 'thread', $2::text, 'number', n, 'what', 'post')::text) FROM generate_series(2, 60) n`, [talk.editionId, id]);
    await until(() => thread.heard.at(-1)?.id === '60', 'the last of the burst');
    expect(thread.of('news').map((each) => each.id)).toEqual(['2', '60']);
  });

  it('is told at once to whoever comes back and knows less, by what the browser heard last or the page says', async () => {
    const { id } = await opened();
    await heard(`/threads/${id}/live`, () => reply(id));
    const [behind, level, page, space] = [
      await listen(`/threads/${id}/live?after=2`, reader, { 'last-event-id': '1' }),
      await listen(`/threads/${id}/live`, reader, { 'last-event-id': '2' }),
      await listen(`/threads/${id}/live?after=1`),
      await listen(`/discussions/${talk.editionId}/live`, reader, { 'last-event-id': '1' }),
    ];
    await Promise.all([behind, level, page, space].map(begun));
    expect(behind.heard).toEqual([{ id: '2', event: 'news', data: id }]);
    expect(level.heard).toEqual([{ id: '2', event: null, data: null }]);
    expect(page.heard).toEqual(behind.heard);
    expect(space.of('news')).toHaveLength(1);
    expect((await listen(`/threads/${id}/live`, reader, { 'last-event-id': 'x y' })).status).toBe(200);
    expect((await listen(`/threads/${id}/live?after=soon`)).status).toBe(422);
  });

  it('stays unsaid while a post waits for a moderator, whatever becomes of it unless it is let through', async () => {
    const { id } = await opened();
    const stranger = await academy.person({});
    must(await stranger.api.post(`/editions/${talk.editionId}/enrolments`), 201);
    const [others, own] = [await listen(`/threads/${id}/live`), await listen(`/threads/${id}/live`, stranger)];
    await Promise.all([begun(others), begun(own)]);
    const hold = async () => {
      const held = await reply(id, stranger, { markdown: 'Buy http://a.test and http://b.test and http://c.test now' });
      expect(held).toMatchObject({ state: 'held' });
      return held;
    };
    const dropped = await hold();
    must(await stranger.api.patch(`/posts/${dropped.id}`, { markdown: 'Buy http://a.test and http://b.test and http://c.test at once' }), 204);
    must(await stranger.api.delete(`/posts/${dropped.id}`), 204);
    const shown = await hold();

    // A stream that begins now knows nothing of it either; its author's does.
    const [later, hers] = [await listen(`/threads/${id}/live`), await listen(`/threads/${id}/live`, stranger)];
    await Promise.all([begun(later), begun(hers)]);
    expect(hers.heard[0]!.id).toBe(String(shown.number));
    expect(others.of('news').concat(later.of('news'))).toEqual([]);

    await academy.database.query(`INSERT INTO post_case (space_id, course_id, edition_id, post_id, person_id, source) VALUES ($1, $2, $1, $3, $4, 'held')`, [talk.editionId, talk.courseId, shown.id, stranger.id]);
    const [{ id: caseId }] = must(await talk.coordinator.api.get(`/editions/${talk.editionId}/moderation`), 200).body.items as [{ id: string }];
    must(await talk.coordinator.api.post(`/moderation/${caseId}`, { decision: 'restore', note: 'Fine.' }), 204);
    expect(await others.hears('news')).toEqual([{ id: String(shown.number), event: 'news', data: id }]);
  });

  it('is for those who take part: others get no stream, from other sites nobody does', async () => {
    const { id } = await open(writer, talk.editionId);
    const outsider = await academy.person({});
    expect((await listen(`/threads/${id}/live`, outsider)).status).toBe(403);
    expect((await listen(`/discussions/${talk.editionId}/live`, outsider)).status).toBe(403);
    expect((await listen(`/threads/${talk.editionId}/live`)).status).toBe(404);
    expect((await listen(`/threads/${id}/live`, reader, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const nobody = await EventStream.open(academy.config.publicUrl, `/threads/${id}/live`);
    expect([nobody.status, nobody.response.headers.location]).toEqual([303, `/sign-in?next=${encodeURIComponent(`/threads/${id}/live`)}`]);

    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(reader.email, PASSWORD);
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const page = await EventStream.open(academy.config.publicUrl, `/threads/${id}/live`, { cookie, 'sec-fetch-site': 'same-origin' });
    streams.push(page);
    expect(page.status).toBe(200);
  });

  it('asks for no body: HEAD opens nothing', async () => {
    const { id } = await open(writer, talk.editionId);
    const asked = await EventStream.open(academy.config.publicUrl, `/threads/${id}/live`, as(reader), 'HEAD');
    streams.push(asked);
    await asked.ends();
    expect(await size()).toBe(0);
  });

  it('keeps six streams of one person, the newest, and tells the oldest not to come back', async () => {
    const { id } = await open(writer, talk.editionId);
    const six = [];
    for (let count = 0; count < 6; count += 1) six.push(await listen(`/threads/${id}/live`));
    const seventh = await listen(`/threads/${id}/live`);
    await six[0]!.ends();
    expect(six[0]!.of('surplus')).toHaveLength(1);
    await reply(id);
    await Promise.all([...six.slice(1), seventh].map((stream) => stream.hears('news')));
    expect(await size()).toBe(6);
  });

  it('says 503 and when to come again, where the process has as many streams as it may', async () => {
    const { id } = await open(writer, talk.editionId);
    for (const person of talk.teachers.slice(0, 2)) for (let count = 0; count < 6; count += 1) await listen(`/threads/${id}/live`, person);
    const third = await listen(`/threads/${id}/live`, talk.teachers[2]);
    expect([third.status, third.response.headers['retry-after']]).toEqual([503, '60']);
    streams[0]!.close();
    await until(async () => (await listen(`/threads/${id}/live`, talk.teachers[2])).status === 200, 'a place to be free');
  });

  it('asks Postgres nothing while nothing happens, and one statement a stream however many listen', async () => {
    const { id } = await open(writer, talk.editionId);
    const opening = await statements(academy, async () => begun(await listen(`/threads/${id}/live`)));
    for (let count = 0; count < 5; count += 1) await begun(await listen(`/threads/${id}/live`, talk.teachers[count % 4]));
    const alone = await statements(academy, () => reply(id));
    expect(opening).toBe(3);
    const heard = await statements(academy, async () => {
      for (const stream of streams) await stream.hears('news');
    });
    expect(heard).toBe(0);
    for (const stream of streams.splice(0)) stream.close();
    await until(async () => (await size()) === 0, 'nobody to listen');
    expect(await statements(academy, () => reply(id))).toBe(alone);
  });

  it('is caught up with when the connection that listens was cut', async () => {
    const { id } = await opened();
    const thread = await listen(`/threads/${id}/live`);
    await begun(thread);
    const cut = await academy.database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE 'listen%'`);
    expect(cut.length).toBeGreaterThan(0);
    await thread.hears('catch-up');
    await reply(id);
    await thread.hears('news');
  });
});
