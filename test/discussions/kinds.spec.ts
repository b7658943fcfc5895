import { Countries, type CountriesShown, LONGEST_CONTRIBUTION, Walls } from '@academy/discussions';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { gather, open, type Talk, wrongCounters } from './support';

/** Counts of a poll that are not what its votes say: none should be. */
const wrongPolls = (academy: RunningAcademy): Promise<unknown[]> =>
  academy.database.query('SELECT o.thread_id, o.key FROM poll_option o WHERE o.votes <> (SELECT count(*) FROM poll_vote v WHERE v.thread_id = o.thread_id AND v.option_key = o.key)');

describe('walls, polls and announcements', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  let one: Person, other: Person, third: Person;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    talk = await gather(academy, 3);
    [one, other, third] = talk.teachers as [Person, Person, Person];
  });
  afterAll(() => academy.stop());
  afterEach(async () => expect([...(await wrongCounters(academy)), ...(await wrongPolls(academy))]).toEqual([]));

  const ask = (change: object = {}) => ({ title: 'Where do you count?', kind: 'poll', language: 'en', poll: { options: ['In the street', 'In the yard', 'In the park'], ...change } });
  const pollOf = async (person: Person, id: string) => must(await person.api.get(`/threads/${id}`), 200).body.thread.poll as { isClosed: boolean; isMultiple: boolean; voters: number | null; options: { key: string; words: string; votes: number | null; isMine: boolean }[] };
  const votes = async (person: Person, id: string) => (await pollOf(person, id)).options.map((option) => option.votes);
  const vote = (person: Person, id: string, ...options: string[]) => person.api.put(`/threads/${id}/vote`, { options });

  describe('a poll', () => {
    it('is voted on once a person, changed and taken back; counts are shown to who voted, and never who voted what', async () => {
      const { id } = await open(one, talk.editionId, ask());
      expect(await pollOf(other, id)).toMatchObject({ isClosed: false, isMultiple: false, voters: null, options: [{ key: 'o1', words: 'In the street', votes: null }, { votes: null }, { votes: null }] });
      must(await vote(one, id, 'o1'), 204);
      must(await vote(one, id, 'o1'), 204);
      must(await vote(other, id, 'o2'), 204);
      expect(await votes(other, id)).toEqual([1, 1, 0]);
      must(await vote(other, id, 'o1'), 204);
      expect(await pollOf(other, id)).toMatchObject({ voters: 2, options: [{ votes: 2, isMine: true }, { votes: 0, isMine: false }, { votes: 0 }] });
      const read = must(await one.api.get(`/threads/${id}`), 200);
      expect(JSON.stringify(read.body)).not.toContain(other.id);
      must(await vote(other, id), 204);
      expect(await pollOf(other, id)).toMatchObject({ voters: null });
      expect(await votes(one, id)).toEqual([1, 0, 0]);
      expect(await academy.database.query("SELECT kind FROM fact WHERE kind LIKE '%vote%' OR payload::text LIKE '%o1%'")).toEqual([]);
    });

    it('takes one choice or several, of its own options alone', async () => {
      const single = await open(one, talk.editionId, ask());
      const multiple = await open(one, talk.editionId, ask({ isMultiple: true }));
      expect((await vote(one, single.id, 'o1', 'o2')).body).toMatchObject({ status: 422, type: '/problems/one-option-only' });
      expect((await vote(one, single.id, 'o4')).body).toMatchObject({ status: 422, type: '/problems/option-unknown' });
      must(await vote(one, multiple.id, 'o1', 'o3', 'o3'), 204);
      must(await vote(other, multiple.id, 'o3'), 204);
      expect(await pollOf(one, multiple.id)).toMatchObject({ voters: 2, options: [{ votes: 1 }, { votes: 0 }, { votes: 2 }] });
      const conversation = await open(one, talk.editionId);
      expect((await vote(one, conversation.id, 'o1')).body).toMatchObject({ status: 409, type: '/problems/not-a-poll' });
      expect(must(await one.api.get(`/threads/${conversation.id}`), 200).body.thread.poll).toBeNull();
    });

    it.each([
      ['one option alone', { options: ['Yes'] }],
      ['eleven options', { options: Array.from({ length: 11 }, (_, index) => `Option ${index}`) }],
      ['the same twice', { options: ['Yes', ' yes '] }],
      ['an empty option', { options: ['Yes', '  '] }],
      ['an end in the past', { options: ['Yes', 'No'], closesAt: '2020-01-01T00:00:00Z' }],
      ['no end that a calendar knows', { options: ['Yes', 'No'], closesAt: 'tomorrow' }],
    ])('is not asked with %s', async (_what, poll) => {
      must(await one.api.post(`/editions/${talk.editionId}/threads`, { title: 'Well?', kind: 'poll', language: 'en', markdown: '', poll }), 422);
    });

    it('is closed at its end, and when a moderator locks it; then everybody sees what came of it', async () => {
      const { id } = await open(one, talk.editionId, ask({ closesAt: new Date(academy.clock.now().getTime() + 3_600_000).toISOString() }));
      must(await vote(one, id, 'o2'), 204);
      await academy.database.query(`UPDATE thread SET poll = jsonb_set(poll, '{closesAt}', to_jsonb(academy_now() - interval '1 minute')) WHERE id = $1`, [id]);
      expect((await vote(other, id, 'o1')).body).toMatchObject({ status: 409, type: '/problems/poll-closed' });
      expect(await pollOf(other, id)).toMatchObject({ isClosed: true, voters: 1, options: [{ votes: 0 }, { votes: 1 }, { votes: 0 }] });
      const locked = await open(one, talk.editionId, ask());
      must(await talk.coordinator.api.put(`/threads/${locked.id}`, { locked: true }), 204);
      expect((await vote(other, locked.id, 'o1')).body).toMatchObject({ type: '/problems/poll-closed' });
    });

    it('is not for who does not take part', async () => {
      const { id } = await open(one, talk.editionId, ask());
      const stranger = await academy.person();
      must(await vote(stranger, id, 'o1'), 403);
      expect((await open(one, talk.editionId, ask())).id).toBeDefined();
    });
  });

  describe('a wall', () => {
    const contribute = (person: Person, id: string, markdown: string, more: object = {}) => person.api.post(`/threads/${id}/posts`, { markdown, ...more });
    const order = async (id: string, sort: 'votes' | 'newest') => (await academy.web.get(Walls).contributions(id, third.id, sort, 10)).items.map(({ markdown }) => markdown);

    it('holds short contributions without answers, and sorts them by votes or by age, page by page', async () => {
      const { id, postId } = await open(one, talk.editionId, { title: 'Our streets', kind: 'wall', markdown: 'Show the street before your school.' });
      const first = must(await contribute(one, id, 'Lisbon'), 201).body.id as string;
      const second = must(await contribute(other, id, 'Porto'), 201).body.id as string;
      must(await contribute(third, id, 'Faro'), 201);
      expect((await contribute(other, id, 'x'.repeat(LONGEST_CONTRIBUTION + 1))).body).toMatchObject({ status: 422, type: '/problems/contribution-too-long' });
      expect((await contribute(other, id, 'Nice!', { replyTo: first })).body).toMatchObject({ status: 422, type: '/problems/wall-without-replies' });
      expect((await other.api.patch(`/posts/${second}`, { markdown: 'x'.repeat(LONGEST_CONTRIBUTION + 1) })).body).toMatchObject({ type: '/problems/contribution-too-long' });
      must(await one.api.patch(`/posts/${postId}`, { markdown: 'A long word about it. '.repeat(100) }), 204);

      must(await other.api.put(`/posts/${first}/reactions/helpful`), 204);
      must(await third.api.put(`/posts/${first}/reactions/helpful`), 204);
      must(await third.api.put(`/posts/${second}/reactions/helpful`), 204);
      expect(await order(id, 'votes')).toEqual(['Lisbon', 'Porto', 'Faro']);
      expect(await order(id, 'newest')).toEqual(['Faro', 'Porto', 'Lisbon']);
      for (const sort of ['votes', 'newest'] as const) {
        const pages: (string | null)[] = [];
        for (let cursor: string | undefined; ; ) {
          const page = await academy.web.get(Walls).contributions(id, third.id, sort, 2, cursor);
          pages.push(...page.items.map(({ markdown }) => markdown));
          if (page.nextCursor === null) break;
          cursor = page.nextCursor;
        }
        expect(pages).toEqual(await order(id, sort));
      }
      must(await other.api.delete(`/posts/${second}`), 204);
      expect(await order(id, 'votes')).toEqual(['Lisbon', 'Faro']);
    });

    it('merges with walls alone', async () => {
      const [wall, another, conversation] = await Promise.all(['wall', 'wall', 'conversation'].map((kind) => open(one, talk.editionId, { kind })));
      expect((await talk.coordinator.api.post(`/threads/${conversation!.id}/merge`, { into: wall!.id })).body).toMatchObject({ type: '/problems/cannot-merge-kind' });
      must(await talk.coordinator.api.post(`/threads/${another!.id}/merge`, { into: wall!.id }), 204);
    });
  });

  describe('an announcement', () => {
    const announce = (person: Person, change: object = {}) => person.api.post(`/editions/${talk.editionId}/threads`, { title: 'We meet on Friday', kind: 'announcement', language: 'en', markdown: 'At four, **online**.', ...change });

    it('is made by who runs the edition, stands on top, and is unread for everybody', async () => {
      must(await announce(one), 403);
      must(await announce(talk.coordinator, { activityKey: 'talk' }), 422);
      const { id } = must(await announce(talk.coordinator), 201).body as { id: string };
      expect(must(await third.api.get(`/editions/${talk.editionId}/threads?kind=announcement`), 200).body.items).toMatchObject([{ id, isPinned: true, unreadCount: 1 }]);
      must(await one.api.post(`/threads/${id}/posts`, { markdown: 'I will come.' }), 201);
    });
  });

  it('say where people come from by counts of five and more', async () => {
    const place = async (people: Record<string, number>): Promise<CountriesShown | null> => {
      const { editionId, teachers } = await gather(academy, Object.values(people).reduce((sum, count) => sum + count, 0));
      const countries = Object.entries(people).flatMap(([country, count]) => Array<string>(count).fill(country));
      await academy.database.query('UPDATE users u SET country = g.country FROM unnest($1::uuid[], $2::text[]) AS g (id, country) WHERE u.id = g.id', [teachers.map(({ id }) => id), countries]);
      return academy.web.get(Countries).of(editionId);
    };
    expect(await place({ PT: 6, FI: 5, DE: 3, MT: 2 })).toEqual({ shown: [{ country: 'PT', people: 6 }, { country: 'FI', people: 5 }], others: 5, total: 16 });
    expect(await place({ PT: 3 })).toBeNull();
    expect(await academy.web.get(Countries).of(talk.courseId)).toBeNull();
  });
});
