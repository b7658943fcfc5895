import { type RunningAcademy, startAcademy } from '../support/academy';
import { closeEdition, must } from '../support/world';
import { gather, open, type Talk, wrongCounters } from './support';

describe('threads and posts', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    talk = await gather(academy, 3);
  });
  afterAll(() => academy.stop());
  afterEach(async () => expect(await wrongCounters(academy)).toEqual([]));

  const list = async (person: number, query = '') => must(await talk.teachers[person]!.api.get(`/editions/${talk.editionId}/threads${query}`), 200).body.items as Record<string, unknown>[];
  const read = async (person: number, id: string) => must(await talk.teachers[person]!.api.get(`/threads/${id}`), 200).body;

  it('are asked, answered, endorsed, followed and read', async () => {
    const [asker, helper, reader] = talk.teachers as [Talk['teachers'][0], Talk['teachers'][0], Talk['teachers'][0]];
    const { id } = await open(asker, talk.editionId, { title: 'Wie zählt ihr Straßenbäume?', language: 'de', markdown: 'Wir **zählen** von Hand.' });
    expect(await list(1)).toMatchObject([{ id, replyCount: 0, unreadCount: 1, answered: false, author: { id: asker.id } }]);
    expect(await list(0)).toMatchObject([{ id, unreadCount: 0, isFollowing: true }]);

    const answer = must(await helper.api.post(`/threads/${id}/posts`, { markdown: 'With a list.', language: 'en' }), 201).body.id as string;
    const reply = must(await reader.api.post(`/threads/${id}/posts`, { markdown: 'Thanks!', replyTo: answer, language: 'en' }), 201).body.id as string;
    expect(await list(2)).toMatchObject([{ replyCount: 2, unreadCount: 2 }]);
    const page = await read(2, id);
    expect(page.posts.items).toMatchObject([{ number: 1, html: '<p>Wir <strong>zählen</strong> von Hand.</p>\n', language: 'de' }, { id: answer, replyTo: null }, { id: reply, replyTo: answer }]);

    must(await reader.api.put(`/threads/${id}/read`, { upTo: answer }), 204);
    expect(await list(2)).toMatchObject([{ unreadCount: 0 }]);
    must(await reader.api.put(`/threads/${id}/read`, { upTo: page.posts.items[0].id }), 204);
    expect(await list(2, '?filter=unread')).toEqual([]);
    expect(await list(0, '?filter=unread')).toMatchObject([{ id, unreadCount: 2 }]);

    expect(await list(2, '?filter=unanswered')).toHaveLength(1);
    must(await helper.api.put(`/threads/${id}`, { answerPostId: answer }), 403);
    must(await asker.api.put(`/threads/${id}`, { answerPostId: reply }), 204);
    must(await talk.coordinator.api.put(`/threads/${id}`, { answerPostId: answer }), 204);
    expect(await list(2)).toMatchObject([{ answered: true }]);
    expect(await list(2, '?filter=unanswered')).toEqual([]);

    must(await reader.api.put(`/posts/${answer}/reactions/tried`), 204);
    must(await reader.api.put(`/posts/${answer}/reactions/tried`), 204);
    must(await asker.api.put(`/posts/${answer}/reactions/helpful`), 204);
    expect((await helper.api.put(`/posts/${answer}/reactions/thanks`)).status).toBe(409);
    expect((await helper.api.put(`/posts/${answer}/reactions/anger`)).status).toBe(404);
    expect((await read(2, id)).posts.items[1]).toMatchObject({ reactions: { tried: 1, helpful: 1, thanks: 0, agree: 0 }, myReactions: ['tried'] });
    must(await reader.api.delete(`/posts/${answer}/reactions/tried`), 204);
    expect(await list(2)).toMatchObject([{ score: 1 }]);

    must(await asker.api.delete(`/threads/${id}/follow`), 204);
    expect(await list(0, '?filter=following')).toEqual([]);
    expect(await list(2, '?filter=following')).toMatchObject([{ id }]);
  });

  it('are found in their own language, without accents and mistyped', async () => {
    await open(talk.teachers[0]!, talk.editionId, { title: 'Σκιά στον δρόμο', language: 'el', markdown: 'Πόσα βήματα είναι στη σκιά;' });
    await academy.database.query(`INSERT INTO search_word (space_id, word) VALUES ($1, 'strassenbaume')`, [talk.editionId]);
    expect(await list(1, '?q=strassenbaum')).toHaveLength(1);
    expect(await list(1, `?q=${encodeURIComponent('σκια')}`)).toMatchObject([{ title: 'Σκιά στον δρόμο' }]);
    expect(await list(1, '?q=list')).toMatchObject([{ title: 'Wie zählt ihr Straßenbäume?' }]);
    expect(await list(1, '?q=strasenbaume')).toHaveLength(1);
    expect(await list(1, '?q=elephant')).toEqual([]);
    expect(await list(1, '?q=%26%20%7C%20!')).toEqual([]);
  });

  it('are edited with their history, and taken back without their words', async () => {
    const [author, other] = talk.teachers as [Talk['teachers'][0], Talk['teachers'][0]];
    const { id, postId } = await open(author, talk.editionId, { title: 'Puddle', markdown: 'First wording.' });
    must(await other.api.patch(`/posts/${postId}`, { markdown: 'Not mine.' }), 403);
    must(await author.api.patch(`/posts/${postId}`, { markdown: 'Second wording.', title: 'The puddle', revision: 1 }), 204);
    expect((await author.api.patch(`/posts/${postId}`, { markdown: 'Third.', revision: 1 })).status).toBe(412);
    const before = await academy.database.query('SELECT markdown, heading FROM post_revision WHERE post_id = $1', [postId]);
    expect(before).toEqual([{ markdown: 'First wording.', heading: 'Puddle' }]);

    const answer = must(await other.api.post(`/threads/${id}/posts`, { markdown: 'My secret.' }), 201).body.id as string;
    must(await other.api.delete(`/posts/${answer}`), 204);
    must(await other.api.delete(`/posts/${answer}`), 204);
    expect((await read(0, id)).posts.items).toMatchObject([{ markdown: 'Second wording.' }, { id: answer, markdown: null, html: null, state: 'deleted' }]);
    expect(await list(0, '?q=secret')).toEqual([]);
    expect((await other.api.patch(`/posts/${answer}`, { markdown: 'Again.' })).status).toBe(409);

    must(await author.api.delete(`/posts/${postId}`), 204);
    expect((await author.api.get(`/threads/${id}`)).status).toBe(404);
  });

  it('mention participants by name', async () => {
    const [author, other] = talk.teachers as [Talk['teachers'][0], Talk['teachers'][0]];
    await academy.database.query(`UPDATE users SET display_name = 'María Rossi' WHERE id = $1`, [other.id]);
    const { postId } = await open(author, talk.editionId, { markdown: 'Thank you @Maria Rossi and @Nobody' });
    expect(await academy.database.query('SELECT user_id AS id FROM mention WHERE post_id = $1', [postId])).toEqual([{ id: other.id }]);
    const stranger = await academy.person();
    const forged = await open(author, talk.editionId, { markdown: `@[You](person:${stranger.id})` });
    expect(await academy.database.query('SELECT user_id AS id FROM mention WHERE post_id = $1', [forged.postId])).toEqual([]);
  });

  it('are locked, moved and merged by moderators alone', async () => {
    const [one, other] = talk.teachers as [Talk['teachers'][0], Talk['teachers'][0]];
    const first = await open(one, talk.editionId, { title: 'Bins', kind: 'conversation' });
    const second = await open(other, talk.editionId, { title: 'Bins again', kind: 'conversation' });
    const answer = must(await one.api.post(`/threads/${second.id}/posts`, { markdown: 'Also here.', replyTo: second.postId }), 201).body.id as string;
    must(await one.api.put(`/threads/${first.id}`, { pinned: true }), 403);
    must(await one.api.post(`/threads/${second.id}/merge`, { into: first.id }), 403);
    must(await talk.coordinator.api.post(`/threads/${first.id}/merge`, { into: first.id }), 409);
    must(await talk.coordinator.api.post(`/threads/${second.id}/merge`, { into: first.id }), 204);
    const merged = await read(2, first.id);
    expect(merged.posts.items.map(({ id, number }: { id: string; number: number }) => [id, number])).toEqual([[first.postId, 1], [second.postId, 2], [answer, 3]]);
    expect((await read(2, second.id)).thread).toMatchObject({ state: 'merged', mergedInto: first.id });
    must(await talk.coordinator.api.put(`/threads/${first.id}`, { locked: true, pinned: true, moveToActivityKey: 'talk' }), 204);
    expect((await one.api.post(`/threads/${first.id}/posts`, { markdown: 'Too late.' })).body).toMatchObject({ type: '/problems/thread-locked' });
    expect(await list(2, '?activity=talk')).toMatchObject([{ id: first.id, isPinned: true, isLocked: true }]);
    must(await talk.coordinator.api.put(`/threads/${first.id}`, { moveToActivityKey: 'nowhere' }), 422);
  });

  it('count for the activity once enough was posted', async () => {
    const author = talk.teachers[2]!;
    const { id } = await open(author, talk.editionId, { activityKey: 'talk' });
    const evidence = () => academy.database.query(`SELECT value::int AS posts FROM progress WHERE enrolment_id = $1 AND activity_key = 'talk' AND evidence = 'posted'`, [talk.enrolmentIds[2]]);
    expect(await evidence()).toEqual([{ posts: 1 }]);
    must(await author.api.post(`/threads/${id}/posts`, { markdown: 'And by a list.' }), 201);
    expect(await evidence()).toEqual([{ posts: 2 }]);
    expect(must(await author.api.get('/me/enrolments'), 200).body.items[0]).toMatchObject({ state: 'completed' });
  });

  it('are closed to who does not take part, and when the edition is over', async () => {
    const stranger = await academy.person();
    const { id, postId } = await open(talk.teachers[0]!, talk.editionId);
    for (const reply of [
      await stranger.api.get(`/editions/${talk.editionId}/threads`), await stranger.api.get(`/threads/${id}`), await stranger.api.post(`/threads/${id}/posts`, { markdown: 'Hello' }),
      await stranger.api.put(`/posts/${postId}/reactions/helpful`), await stranger.api.post(`/posts/${postId}/report`, { reason: 'other' }),
    ]) expect(reply.status).toBe(403);
    await closeEdition(talk.coordinator, talk.editionId);
    expect((await talk.teachers[0]!.api.post(`/threads/${id}/posts`, { markdown: 'Late.' })).body).toMatchObject({ status: 409, type: '/problems/discussion-read-only' });
    expect(await list(0)).not.toEqual([]);
  });
});
