import { AnswerEndorsed, PostCaseDecided, PostShown, ThreadMerged } from '@academy/discussions';
import { StudyGroupInvited } from '@academy/enrolments';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { News } from './news.world';
import { open } from './support';

type Four = [Person, Person, Person, Person];

describe('who hears of what', () => {
  let academy: RunningAcademy;
  let news: News;

  beforeAll(async () => {
    academy = await startAcademy();
    news = await News.begin(academy, 4);
  });
  afterAll(() => academy.stop());
  /** Others each time: what they heard before is not in the way. */
  const four = async (): Promise<Four> => (news = await News.begin(academy, 4)).talk.teachers as Four;
  const ask = (person: Person, change: object = {}) => open(person, news.talk.editionId, change);

  it('an asker of answers, who wrote before of answers to it, who is named, who follows; each of one post once, and nobody of her own acts', async () => {
    const [asker, helper, named, follower] = await four();
    const { id } = await ask(asker);
    must(await follower.api.put(`/threads/${id}/follow`), 204);
    must(await named.api.put(`/threads/${id}/follow`), 204);
    const postId = await news.reply(helper, id, `${news.mention(named)} knows, and **so** do I.`);
    await news.again(PostShown);

    expect(await news.told(asker)).toMatchObject([{ kind: 'reply', isRead: false, title: 'How do you count?', words: `@${named.displayName} knows, and so do I.`, author: { id: helper.id }, path: `/posts/${postId}` }]);
    expect(await news.kinds(named)).toEqual(['mention']);
    expect(await news.kinds(follower)).toEqual(['followed']);
    expect(await news.kinds(helper)).toEqual([]);

    await news.reply(asker, id, `Thank you ${news.mention(helper)} ${news.mention(asker)}`, { replyTo: postId });
    await news.again(PostShown);
    expect(await news.kinds(helper)).toEqual(['mention']);
    expect(await news.kinds(asker)).toEqual(['reply']);
  });

  it('whoever writes follows, unless she said no; a followed thread is said once until she reads on, and again what came after she took note', async () => {
    const [asker, helper, other] = await four();
    const { id } = await ask(asker);
    await news.reply(helper, id, 'I count by hand.');
    await news.reply(other, id, 'I do not.');
    await news.reply(other, id, 'Nor did I ever.');
    expect(await news.told(helper)).toMatchObject([{ kind: 'followed', count: 2 }]);
    // The last heard of first: what is unread is counted from the one before it all the same.
    await academy.database.query('DELETE FROM notification WHERE user_id = $1', [helper.id]);
    await news.again(PostShown, 1);
    expect(await news.told(helper)).toMatchObject([{ kind: 'followed', count: 1 }]);
    await news.again(PostShown, 1, 2);
    expect(await news.told(helper)).toMatchObject([{ kind: 'followed', count: 2 }]);

    must(await helper.api.put('/me/notifications/read'), 204);
    await news.again(PostShown);
    expect(await news.told(helper, '?unread=true')).toEqual([]);
    const last = await news.reply(other, id, 'Or perhaps once.');
    expect(await news.told(helper)).toMatchObject([{ kind: 'followed', isRead: false }]);

    await news.readUpTo(helper, id, last);
    expect(await news.told(helper, '?unread=true')).toEqual([]);
    must(await helper.api.delete(`/threads/${id}/follow`), 204);
    await news.reply(helper, id, 'I said no, and write all the same.');
    await news.reply(other, id, 'Who hears this?');
    expect(await news.told(helper, '?unread=true')).toEqual([]);
    await news.reply(other, id, `But ${news.mention(helper)} is named.`);
    expect(await news.told(helper, '?unread=true')).toMatchObject([{ kind: 'mention' }]);
  });

  it('of new threads once until she has been there, in a space or in one activity', async () => {
    const [writer, all, some] = await four();
    const { editionId } = news.talk;
    await academy.database.query(`INSERT INTO space_follow (user_id, space_id, activity_key) VALUES ($1, $3, ''), ($2, $3, 'talk')`, [all.id, some.id, editionId]);
    await ask(writer);
    await ask(writer, { title: 'Here', activityKey: 'talk' });
    expect(await news.told(all)).toMatchObject([{ kind: 'new-threads', count: 2, path: `/discussions/${editionId}?sort=new` }]);
    expect(await news.told(some)).toMatchObject([{ kind: 'new-threads', count: 1, title: 'Here' }]);
    await academy.database.query('INSERT INTO space_reader (user_id, space_id, visited_at) VALUES ($1, $2, academy_now())', [all.id, editionId]);
    expect(await news.told(all, '?unread=true')).toEqual([]);
    await ask(writer, { title: 'Later' });
    expect(await news.told(all, '?unread=true')).toMatchObject([{ title: 'Later', count: 1 }]);
  });

  it('nothing of somebody she blocked, of a held post before it is shown, of what was hidden before, or where she takes no part any more', async () => {
    const [asker, blocked, gone, fresh] = await four();
    const { id } = await ask(asker);
    await academy.database.query('INSERT INTO person_block (user_id, blocked_id) VALUES ($1, $2)', [asker.id, blocked.id]);
    must(await gone.api.put(`/threads/${id}/follow`), 204);
    must(await gone.api.delete(`/enrolments/${news.talk.enrolmentIds[2]}`), 204);
    await news.reply(blocked, id, `Hello ${news.mention(asker)}`);
    await news.watch.quiet();
    await academy.database.query('UPDATE users SET created_at = academy_now() WHERE id = $1', [fresh.id]);
    const held = must(await fresh.api.post(`/threads/${id}/posts`, { markdown: 'The best casino of the town' }), 201).body as { id: string; state: string };
    expect(held.state).toBe('held');
    expect([await news.kinds(asker), await news.kinds(gone)]).toEqual([[], []]);

    const [waiting] = must(await news.talk.coordinator.api.get(`/editions/${news.talk.editionId}/moderation`), 200).body.items as { id: string }[];
    must(await news.talk.coordinator.api.post(`/moderation/${waiting!.id}`, { decision: 'dismiss' }), 204);
    expect(await news.told(asker)).toMatchObject([{ kind: 'reply', author: { id: fresh.id } }]);
    expect(await news.told(fresh)).toMatchObject([{ kind: 'post-decided', decision: 'dismiss', path: `/post-cases/${waiting!.id}` }]);

    await academy.database.query(`UPDATE post SET state = 'hidden' WHERE id = $1`, [held.id]);
    await academy.database.query('DELETE FROM notification WHERE user_id = $1', [asker.id]);
    await news.again(PostShown);
    expect(await news.told(asker)).toEqual([]);
  });

  it('of an endorsed answer and of a moderator’s decision, as they stand: hidden words are not shown, and a new title is', async () => {
    const [asker, helper, other] = await four();
    const { id } = await ask(asker);
    const answer = await news.reply(helper, id, 'By tens.');
    must(await asker.api.put(`/threads/${id}`, { answerPostId: answer }), 204);
    must(await news.talk.coordinator.api.put(`/threads/${id}`, { title: 'Counting, once more' }), 204);
    await news.again(AnswerEndorsed);
    expect(await news.told(helper)).toMatchObject([{ kind: 'answer-endorsed', title: 'Counting, once more', words: 'By tens.' }]);

    const rude = await news.reply(other, id, `Nonsense, ${news.mention(helper)}`);
    expect(await news.told(helper)).toMatchObject([{ kind: 'mention', words: `Nonsense, @${helper.displayName}` }, { kind: 'answer-endorsed' }]);
    const { id: caseId } = must(await helper.api.post(`/posts/${rude}/report`, { reason: 'other' }), 201).body as { id: string };
    must(await news.talk.coordinator.api.post(`/moderation/${caseId}`, { decision: 'hide', note: 'Not like this.' }), 204);
    await news.again(PostCaseDecided);
    expect(await news.told(helper)).toMatchObject([{ kind: 'post-report-decided', decision: 'acted' }, { kind: 'mention', isGone: true, words: null, title: null, author: null, path: null }, { kind: 'answer-endorsed' }]);
    expect(await news.told(other)).toMatchObject([{ kind: 'post-decided', decision: 'hide', author: null }]);

    must(await other.api.post(`/post-cases/${caseId}/appeal`, { text: 'It was meant well.' }), 204);
    const another = await academy.coordinator();
    must(await another.api.post(`/post-cases/${caseId}/appeal-decision`, { outcome: 'overturned', note: 'So it was.' }), 204);
    expect(await news.told(other)).toMatchObject([{ kind: 'post-appeal-decided', decision: 'overturned', path: `/post-cases/${caseId}` }, { kind: 'post-decided' }]);
    must(await other.api.put('/me/notifications/read'), 204);

    const { id: into } = await ask(other, { title: 'Another' });
    await news.reply(asker, id, `${news.mention(other)}, do you mean this?`);
    must(await news.talk.coordinator.api.post(`/threads/${id}/merge`, { into }), 204);
    await news.again(ThreadMerged);
    const posts = must(await other.api.get(`/threads/${into}`), 200).body.posts.items as { id: string }[];
    expect(await news.told(other, '?unread=true')).toMatchObject([{ kind: 'mention', title: 'Another' }]);
    await news.readUpTo(other, into, posts.at(-1)!.id);
    expect(await news.told(other, '?unread=true')).toEqual([]);
  });

  it('of an invitation to a study group, while it waits for an answer', async () => {
    const [inviter, invited] = await four();
    const [hers, theirs] = news.talk.enrolmentIds;
    must(await inviter.api.post(`/enrolments/${hers}/group`, { name: 'Our street' }), 201);
    must(await inviter.api.post(`/enrolments/${hers}/group/invitations`, { userId: invited.id }), 201);
    await news.again(StudyGroupInvited);
    expect(await news.told(invited)).toMatchObject([{ kind: 'group-invitation', title: 'Our street', author: { id: inviter.id }, path: `/learning/${theirs}/group` }]);
    await academy.database.query('INSERT INTO person_block (user_id, blocked_id) VALUES ($1, $2)', [invited.id, inviter.id]);
    expect(await news.told(invited)).toMatchObject([{ isGone: true, title: null, author: null }]);
  });

  it('in one statement, however many follow; who wants it neither here nor by mail is left out; the number of the header costs none', async () => {
    const [asker, helper, quiet, reader] = await four();
    const { id } = await ask(asker);
    await academy.database.query(
      `WITH u AS (INSERT INTO users (email, display_name, certificate_name, country, locale, time_zone) SELECT 'many-' || n || '-' || $1 || '@people.test', 'Many', 'Many', 'PT', 'en', 'UTC' FROM generate_series(1, 2000) n RETURNING id),
         e AS (INSERT INTO enrolment (edition_id, user_id, state) SELECT $2, id, 'active' FROM u)
       INSERT INTO thread_reader (user_id, thread_id, space_id, is_following) SELECT id, $1::uuid, $2, true FROM u`,
      [id, news.talk.editionId],
    );
    must(await quiet.api.put(`/threads/${id}/follow`), 204);
    must(await quiet.api.put('/me/notification-preferences', { followed: { inApp: false, email: 'off' } }), 200);
    must(await asker.api.put('/me/notification-preferences', { followed: { inApp: false } }), 200);
    expect(must(await quiet.api.get('/me/notification-preferences'), 200).body).toMatchObject({ followed: { inApp: false, email: 'off' }, mention: { inApp: true, email: 'now' }, enrolled: { inApp: false, email: 'now' } });
    for (const wrong of [{ followed: { email: 'hourly' } }, { enrolled: { inApp: true } }, { unheard: {} }]) expect((await quiet.api.put('/me/notification-preferences', wrong)).status).toBe(422);
    const told = () => academy.database.one<{ shown: number; mails: number }>(`SELECT (SELECT count(*)::int FROM notification WHERE thread_id = $1 AND kind = 'followed') AS shown, (SELECT count(*)::int FROM mail WHERE natural_key LIKE 'followed:' || $1 || '%') AS mails`, [id]);
    await news.reply(helper, id, 'Everybody hears.');
    await news.again(PostShown);
    expect(await told()).toEqual({ shown: 2000, mails: 2000 });
    expect(await news.kinds(quiet)).toEqual([]);

    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(reader.email, PASSWORD);
    const cost = () => statements(academy, () => visitor.get('/me/notifications'));
    const before = await cost();
    await academy.database.query(`INSERT INTO notification (user_id, kind, natural_key, post_id, thread_id) SELECT $1, 'mention', 'n:' || n, p.id, p.thread_id FROM generate_series(1, 120) n, post p WHERE p.thread_id = $2 AND p.number = 1`, [reader.id, id]);
    expect(await cost()).toBe(before);
    expect(before).toBeLessThanOrEqual(2);
    const page = await visitor.get('/me/notifications');
    expect(page.html).toMatch(/aria-hidden="true">99\+</);
    const first = /href="\/me\/notifications\/([0-9a-f-]{36})"/.exec(page.html)![1]!;
    expect((await visitor.get(`/me/notifications/${first}`)).location).toMatch(/^\/posts\//);
    expect(must(await reader.api.get('/me/notifications?limit=1'), 200).body.items[0].id).not.toBe(first);
    expect([(await asker.api.put(`/me/notifications/${first}/read`)).status, (await reader.api.put(`/me/notifications/${first}/read`)).status]).toEqual([404, 204]);
    expect((await visitor.post('/me/notifications/reading')).location).toBe('/me/notifications');
    expect((await visitor.get('/me/notifications')).html).not.toContain('count--new');
  });
});
