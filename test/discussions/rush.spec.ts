import { type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { gather, open, type Talk, wrongCounters } from './support';

const PEOPLE = 100;

describe('a hundred teachers at once in one thread', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    talk = await gather(academy, PEOPLE);
  });
  afterAll(() => academy.stop());

  it('lose no post and double none; counters are what the rows say, and the order is the same for everyone', async () => {
    const [first, ...others] = talk.teachers as [Talk['teachers'][0], ...Talk['teachers']];
    const { id, postId } = await open(first, talk.editionId, { kind: 'conversation', activityKey: 'talk' });
    const written = await Promise.all(
      others.flatMap(({ api }, index) => [
        api.post(`/threads/${id}/posts`, { markdown: `Post of ${index}`, replyTo: index % 2 ? postId : null }).then((reply) => must(reply, 201).body.id as string),
        api.put(`/posts/${postId}/reactions/helpful`).then((reply) => must(reply, 204) && null),
      ]),
    );
    const ids = written.filter((each) => each !== null);
    expect(new Set(ids).size).toBe(PEOPLE - 1);

    const orderFor = async (person: Talk['teachers'][0]): Promise<[number, string][]> => {
      const order: [number, string][] = [];
      for (let cursor = ''; ; ) {
        const { posts } = must(await person.api.get(`/threads/${id}?limit=40${cursor}`), 200).body as { posts: { items: { number: number; id: string }[]; nextCursor: string | null } };
        order.push(...posts.items.map((post): [number, string] => [post.number, post.id]));
        if (!posts.nextCursor) return order;
        cursor = `&cursor=${posts.nextCursor}`;
      }
    };
    const order = await orderFor(first);
    expect(order.map(([number]) => number)).toEqual(Array.from({ length: PEOPLE }, (_, index) => index + 1));
    expect(new Set(order.map(([, post]) => post))).toEqual(new Set([postId, ...ids]));
    expect(await orderFor(others[7]!)).toEqual(order);
    expect(must(await others[3]!.api.get(`/editions/${talk.editionId}/threads`), 200).body.items).toMatchObject([{ replyCount: PEOPLE - 1, unreadCount: PEOPLE - 1, score: PEOPLE - 1 }]);
    expect(await wrongCounters(academy)).toEqual([]);
    const [evidence] = await academy.database.query<{ people: number }>(`SELECT count(*)::int AS people FROM progress WHERE activity_key = 'talk' AND evidence = 'posted' AND value = 1`);
    expect(evidence).toEqual({ people: PEOPLE });
  });
});
