import { type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { closeEdition, must } from '../support/world';
import { settled } from '../reviews/support';
import { gather, open, type Talk, wrongCounters } from './support';

describe('reports, and what moderators decide', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  beforeAll(async () => {
    academy = await startAcademy();
    talk = await gather(academy, 3, 0);
  });
  afterAll(() => academy.stop());
  afterEach(async () => expect(await wrongCounters(academy)).toEqual([]));

  const queue = async () => must(await talk.coordinator.api.get(`/editions/${talk.editionId}/moderation`), 200).body.items as { id: string; postId: string; reasons: string[]; markdown: string; earlier: number }[];
  const decide = (id: string, decision: object) => talk.coordinator.api.post(`/moderation/${id}`, decision);
  const inDays = (days: number) => new Date(academy.clock.now().getTime() + days * 86_400_000).toISOString();

  it('hide a post from everybody until it is restored, with a reason that is written down', async () => {
    const [author, one, other] = talk.teachers as [Talk['teachers'][0], Talk['teachers'][0], Talk['teachers'][0]];
    const { id } = await open(author, talk.editionId);
    const post = must(await author.api.post(`/threads/${id}/posts`, { markdown: 'Pupil Anna lied.' }), 201).body.id as string;
    must(await author.api.post(`/posts/${post}/report`, { reason: 'other' }), 409);
    const first = must(await one.api.post(`/posts/${post}/report`, { reason: 'personal-data', text: 'A name.' }), 201).body.id;
    must(await one.api.post(`/posts/${post}/report`, { reason: 'offensive' }), 201);
    expect(must(await other.api.post(`/posts/${post}/report`, { reason: 'offensive' }), 201).body.id).toBe(first);
    expect(await queue()).toMatchObject([{ id: first, postId: post, reasons: ['personal-data', 'offensive'], markdown: 'Pupil Anna lied.', before: 'We count by hand.', earlier: 0 }]);

    must(await one.api.get(`/editions/${talk.editionId}/moderation`), 403);
    must(await one.api.post(`/moderation/${first}`, { decision: 'dismiss' }), 403);
    expect((await decide(first, { decision: 'hide' })).body).toMatchObject({ status: 422, type: '/problems/note-missing' });
    must(await decide(first, { decision: 'hide', note: 'It names a pupil.' }), 204);
    expect((await decide(first, { decision: 'restore' })).status).toBe(409);
    expect(await queue()).toEqual([]);

    const shown = must(await one.api.get(`/threads/${id}`), 200);
    expect(JSON.stringify(shown.body)).not.toContain('Anna');
    expect(shown.body.posts.items[1]).toMatchObject({ id: post, state: 'hidden', markdown: null });
    expect((await author.api.patch(`/posts/${post}`, { markdown: 'Still here.' })).body).toMatchObject({ type: '/problems/post-hidden' });
    const facts = await academy.database.query<{ kind: string }>(`SELECT kind FROM fact WHERE kind IN ('post-case.decided', 'post.hidden') AND actor_id = $1 AND person_id = $2 ORDER BY kind`, [talk.coordinator.id, author.id]);
    expect(facts.map(({ kind }) => kind)).toEqual(['post-case.decided', 'post.hidden']);
  });

  it('pause somebody until a day, in this edition alone', async () => {
    const [author, one] = talk.teachers as [Talk['teachers'][0], Talk['teachers'][0]];
    const { id, postId } = await open(author, talk.editionId);
    const { id: caseId } = must(await one.api.post(`/posts/${postId}/report`, { reason: 'offensive' }), 201).body;
    expect((await queue())[0]).toMatchObject({ earlier: 1 });
    expect((await decide(caseId, { decision: 'mute', note: 'Again.' })).body).toMatchObject({ type: '/problems/mute-end-missing' });
    expect((await decide(caseId, { decision: 'mute', note: 'Again.', until: inDays(200) })).body).toMatchObject({ type: '/problems/mute-end-not-possible' });
    must(await decide(caseId, { decision: 'mute', note: 'Again.', until: inDays(2) }), 204);
    expect((await author.api.post(`/threads/${id}/posts`, { markdown: 'But.' })).body).toMatchObject({ status: 403, type: '/problems/muted' });
    const elsewhere = await gather(academy, 0);
    must(await author.api.post(`/editions/${elsewhere.editionId}/enrolments`), 201);
    await open(author, elsewhere.editionId);
    await academy.database.query(`UPDATE space_mute SET muted_until = academy_now() WHERE user_id = $1`, [author.id]);
    must(await author.api.post(`/threads/${id}/posts`, { markdown: 'Back again.' }), 201);
  });

  it('look at a newcomer’s links first, who sees her post meanwhile and is counted when it is let through', async () => {
    const [, , newcomer] = talk.teachers as [Talk['teachers'][0], Talk['teachers'][0], Talk['teachers'][0]];
    const held = must(
      await newcomer.api.post(`/editions/${talk.editionId}/threads`, { title: 'Look', kind: 'conversation', language: 'en', activityKey: 'talk', markdown: 'https://a.test https://b.test https://c.test' }),
      201,
    ).body;
    expect(held).toMatchObject({ state: 'held' });
    must(await newcomer.api.get(`/threads/${held.id}`), 200);
    must(await talk.teachers[0]!.api.get(`/threads/${held.id}`), 404);
    const seen = must(await talk.teachers[0]!.api.get(`/editions/${talk.editionId}/threads`), 200).body.items as { id: string }[];
    expect(seen.map(({ id }) => id)).not.toContain(held.id);

    const waiting = await until(async () => (await queue())[0], 'the held post in the queue');
    expect(waiting).toMatchObject({ postId: held.postId, source: 'held' });
    must(await decide(waiting.id, { decision: 'restore' }), 204);
    must(await talk.teachers[0]!.api.get(`/threads/${held.id}`), 200);
    const counted = await until(
      () => academy.database.one<{ posts: number }>(`SELECT value::int AS posts FROM progress WHERE enrolment_id = $1 AND evidence = 'posted'`, [talk.enrolmentIds[2]]),
      'the evidence of the post',
    );
    expect(counted).toEqual({ posts: 1 });
  });

  describe('count what they let through', () => {
    const LINKS = { title: 'Look', kind: 'conversation', language: 'en', activityKey: 'talk', markdown: 'https://a.test https://b.test https://c.test' };
    const posts = async (enrolmentId: string) => (await academy.database.one<{ posts: number }>(`SELECT value::int AS posts FROM progress WHERE enrolment_id = $1 AND evidence = 'posted'`, [enrolmentId]))?.posts;
    const stateOf = async (enrolmentId: string) => (await academy.database.one<{ state: string }>('SELECT state FROM enrolment WHERE id = $1', [enrolmentId]))!.state;
    /** Of whom a post is held in this edition, and how it is let through. */
    const heldPost = async () => {
      const { coordinator, editionId, teachers: [author], enrolmentIds: [enrolmentId] } = await gather(academy, 1, 0);
      expect(must(await author!.api.post(`/editions/${editionId}/threads`, LINKS), 201).body).toMatchObject({ state: 'held' });
      const letThrough = async () => {
        const { id } = await until(async () => must(await coordinator.api.get(`/editions/${editionId}/moderation`), 200).body.items[0] as { id: string }, 'the held post in the queue');
        must(await coordinator.api.post(`/moderation/${id}`, { decision: 'restore' }), 204);
      };
      return { coordinator, editionId, author: author!, enrolmentId: enrolmentId!, letThrough };
    };

    it('also when the edition is over', async () => {
      const { coordinator, editionId, enrolmentId, letThrough } = await heldPost();
      await closeEdition(coordinator, editionId);
      await until(async () => (await stateOf(enrolmentId)) === 'expired', 'the enrolment to expire');
      await letThrough();
      await until(async () => (await posts(enrolmentId)) === 1, 'the evidence of the post');
    });

    it('once who had withdrawn meanwhile comes back', async () => {
      const { editionId, author, enrolmentId, letThrough } = await heldPost();
      must(await author.api.delete(`/enrolments/${enrolmentId}`), 204);
      await letThrough();
      await settled(academy);
      expect(await posts(enrolmentId)).toBeUndefined();
      must(await author.api.post(`/editions/${editionId}/enrolments`), 201);
      await until(async () => (await posts(enrolmentId)) === 1, 'the evidence of the post');
    });
  });
});
