import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { wordsOf } from '../support/mailbox';
import { until } from '../support/until';
import { must } from '../support/world';
import { gather, open, type Talk, wrongCounters } from './support';

describe('second looks, mails and records', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  let moderator: Person;
  let runner: Person;
  beforeAll(async () => {
    academy = await startAcademy();
    talk = await gather(academy, 4);
    moderator = await academy.person({ roles: [{ role: 'moderator', scope: 'edition', id: talk.editionId }] });
    runner = await academy.person({ roles: [{ role: 'coordinator', scope: 'edition', id: talk.editionId }] });
  });
  afterAll(() => academy.stop());
  afterEach(async () => expect(await wrongCounters(academy)).toEqual([]));

  const inDays = (days: number) => new Date(academy.clock.now().getTime() + days * 86_400_000).toISOString();
  const stateOf = async (postId: string) => (await academy.database.one<{ state: string }>('SELECT state FROM post WHERE id = $1', [postId]))?.state;
  async function reported(author: Person, reporter: Person): Promise<{ threadId: string; postId: string; caseId: string }> {
    const { id: threadId } = await open(talk.teachers[3]!, talk.editionId);
    const postId = must(await author.api.post(`/threads/${threadId}/posts`, { markdown: 'You fool.' }), 201).body.id as string;
    return { threadId, postId, caseId: must(await reporter.api.post(`/posts/${postId}/report`, { reason: 'offensive', text: 'Secret words.' }), 201).body.id as string };
  }

  it('overturn what was decided: the post is shown and the mute is over, once, by who did not decide', async () => {
    const [author, reporter] = talk.teachers as [Person, Person];
    const { threadId, postId, caseId } = await reported(author, reporter);
    must(await author.api.get(`/post-cases/${caseId}`), 404);
    must(await runner.api.post(`/moderation/${caseId}`, { decision: 'mute', until: inDays(5), hides: true, note: 'Rest a little.' }), 204);
    expect(must(await author.api.get(`/post-cases/${caseId}`), 200).body).toMatchObject({ decision: 'mute', note: 'Rest a little.', postState: 'hidden', coordinators: expect.arrayContaining([runner.displayName]) });
    must(await reporter.api.get(`/post-cases/${caseId}`), 404);
    must(await reporter.api.post(`/post-cases/${caseId}/appeal`, { text: 'Not mine.' }), 404);
    expect((await runner.api.post(`/post-cases/${caseId}/appeal-decision`, { outcome: 'upheld', note: 'No.' })).body).toMatchObject({ status: 409, type: '/problems/no-appeal' });

    must(await author.api.post(`/post-cases/${caseId}/appeal`, { text: 'It was a joke.' }), 204);
    expect((await author.api.post(`/post-cases/${caseId}/appeal`, { text: 'Really.' })).body).toMatchObject({ status: 409, type: '/problems/case-appealed' });
    expect(must(await moderator.api.get(`/editions/${talk.editionId}/moderation?state=appeals`), 200).body.items).toMatchObject([{ id: caseId, appeal: 'It was a joke.', isMuted: true }]);
    must(await moderator.api.post(`/post-cases/${caseId}/appeal-decision`, { outcome: 'overturned', note: 'Fine.' }), 403);
    expect((await runner.api.post(`/post-cases/${caseId}/appeal-decision`, { outcome: 'upheld', note: 'I was right.' })).body).toMatchObject({ status: 403, type: '/problems/first-decider' });
    expect((await talk.coordinator.api.post(`/post-cases/${caseId}/appeal-decision`, { outcome: 'overturned', note: ' ' })).status).toBe(422);
    must(await talk.coordinator.api.post(`/post-cases/${caseId}/appeal-decision`, { outcome: 'overturned', note: 'A joke it is.' }), 204);
    expect((await talk.coordinator.api.post(`/post-cases/${caseId}/appeal-decision`, { outcome: 'upheld', note: 'Or not.' })).body).toMatchObject({ status: 409, type: '/problems/appeal-answered' });

    expect(await stateOf(postId)).toBe('shown');
    must(await author.api.post(`/threads/${threadId}/posts`, { markdown: 'Thank you.' }), 201);
    expect((await academy.mailbox.waitFor(author.email, 'post-appeal-decided')).text).toContain('A joke it is.');
    expect(academy.mailbox.to(runner.email, 'post-appealed')).toEqual([]);
  });

  it('leave a longer mute as it is, and what another decision hid', async () => {
    const [author, reporter] = talk.teachers as [Person, Person];
    const [short, long] = [await reported(author, reporter), await reported(author, reporter)];
    must(await moderator.api.post(`/moderation/${short.caseId}`, { decision: 'mute', until: inDays(3), note: 'Rest.' }), 204);
    must(await moderator.api.post(`/moderation/${long.caseId}`, { decision: 'mute', until: inDays(9), note: 'Rest more.' }), 204);
    const daysMuted = async (): Promise<number | null> => {
      const mute = await academy.database.one<{ until: Date }>('SELECT muted_until AS until FROM space_mute WHERE user_id = $1', [author.id]);
      return mute && Math.round((mute.until.getTime() - academy.clock.now().getTime()) / 86_400_000);
    };
    const overturn = async (caseId: string) => {
      must(await author.api.post(`/post-cases/${caseId}/appeal`, { text: 'Please.' }), 204);
      must(await runner.api.post(`/post-cases/${caseId}/appeal-decision`, { outcome: 'overturned', note: 'Well.' }), 204);
    };
    expect(await daysMuted()).toBe(9);
    await overturn(long.caseId);
    expect(await daysMuted()).toBe(3);
    await overturn(short.caseId);
    expect(await daysMuted()).toBeNull();
  });

  it('are open for a fortnight', async () => {
    const [author, reporter] = talk.teachers as [Person, Person];
    const { caseId } = await reported(author, reporter);
    must(await moderator.api.post(`/moderation/${caseId}`, { decision: 'warn', note: 'Gently.' }), 204);
    await academy.database.query(`UPDATE post_case SET decided_at = decided_at - interval '15 days' WHERE id = $1`, [caseId]);
    expect((await author.api.post(`/post-cases/${caseId}/appeal`, { text: 'Late.' })).body).toMatchObject({ status: 409, type: '/problems/appeal-time-over' });
  });

  it('tell everybody what concerns them and no more, and moderators once an hour', async () => {
    const [, , author, reporter] = talk.teachers as [Person, Person, Person, Person];
    const flood = [];
    for (let number = 0; number < 5; number++) flood.push(await reported(author, talk.teachers[0]!));
    const mine = flood[0]!;
    must(await reporter.api.post(`/posts/${mine.postId}/report`, { reason: 'other' }), 201);
    must(await moderator.api.post(`/moderation/${mine.caseId}`, { decision: 'hide', note: 'It insults.' }), 204);
    const told = await academy.mailbox.waitFor(author.email, 'post-decided');
    expect(told.text).toContain('It insults.');
    expect(told.text).toContain(`/post-cases/${mine.caseId}`);
    for (const hidden of ['Secret words.', moderator.displayName, reporter.displayName, talk.teachers[0]!.displayName]) expect(wordsOf(told)).not.toContain(hidden);
    const heard = await academy.mailbox.waitFor(reporter.email, 'post-report-decided');
    expect(heard.text).toContain('has done something about it');
    for (const hidden of ['It insults.', author.displayName, 'hid']) expect(wordsOf(heard)).not.toContain(hidden);

    await until(async () => (await academy.database.one('SELECT FROM fact_delivery WHERE listener = $1 AND done_at IS NULL LIMIT 1', ['reminders.post-case-opened'])) === null || null, 'all mails about cases written');
    const written = await academy.database.query<{ due: boolean }>(`SELECT due_at <= academy_now() AS due FROM mail WHERE kind = 'post-case-opened' AND user_id = $1 ORDER BY due_at`, [moderator.id]);
    expect(written.filter(({ due }) => due).length).toBeLessThanOrEqual(2);
    expect(written.length).toBeLessThanOrEqual(3);
  });

  it('are waited for by every moderator, but whoever opened the case is not told of it', async () => {
    const opener = await academy.person({ roles: [{ role: 'moderator', scope: 'edition', id: talk.editionId }] });
    const other = await academy.person({ roles: [{ role: 'moderator', scope: 'edition', id: talk.editionId }] });
    await reported(talk.teachers[0]!, opener);
    await academy.mailbox.waitFor(other.email, 'post-case-opened');
    expect(await academy.database.query(`SELECT count(*)::int AS n FROM mail WHERE kind = 'post-case-opened' AND user_id = $1`, [opener.id])).toEqual([{ n: 0 }]);
  });

  it('are decided by one of two who decide at once; a report meanwhile finds it decided or waits', async () => {
    const [author, reporter, another] = talk.teachers as [Person, Person, Person];
    for (let round = 0; round < 5; round++) {
      const { postId, caseId } = await reported(author, reporter);
      const [one, other, report] = await Promise.all([
        moderator.api.post(`/moderation/${caseId}`, { decision: 'hide', note: 'Hidden.' }),
        runner.api.post(`/moderation/${caseId}`, { decision: 'warn', note: 'Warned.' }),
        another.api.post(`/posts/${postId}/report`, { reason: 'other' }),
      ]);
      expect([one.status, other.status].sort()).toEqual([204, 409]);
      expect([201, 409]).toContain(report.status);
      expect(await stateOf(postId)).toBe(one.status === 204 ? 'hidden' : 'shown');
      // Nothing waits about a post that is hidden.
      expect(await academy.database.query(`SELECT k.id FROM post_case k JOIN post p ON p.id = k.post_id WHERE k.post_id = $1 AND k.state = 'open' AND p.state = 'hidden'`, [postId])).toEqual([]);
    }
  });

  it('show a post that was edited since as it was, and take a report of the same words once', async () => {
    const [author, reporter] = talk.teachers as [Person, Person];
    const { postId, caseId } = await reported(author, reporter);
    must(await author.api.patch(`/posts/${postId}`, { markdown: 'You friend.' }), 204);
    const queue = must(await moderator.api.get(`/editions/${talk.editionId}/moderation?limit=100`), 200).body.items as { id: string }[];
    expect(queue.find(({ id }) => id === caseId)).toMatchObject({ markdown: 'You friend.', formerly: 'You fool.' });
    must(await moderator.api.post(`/moderation/${caseId}`, { decision: 'dismiss' }), 204);
    expect(must(await reporter.api.post(`/posts/${postId}/report`, { reason: 'other' }), 201).body.id).toBe(caseId);
    must(await author.api.patch(`/posts/${postId}`, { markdown: 'You fool again.' }), 204);
    expect(must(await reporter.api.post(`/posts/${postId}/report`, { reason: 'other' }), 201).body.id).not.toBe(caseId);
  });

  it('stand in the audit log: who, what, when, on whom', async () => {
    const [author] = talk.teachers as [Person];
    const administrator = await academy.administrator();
    const about = async (action: string) => must(await administrator.api.get(`/audit?subject=${author.id}&action=${action}&limit=100`), 200).body.items as { actor: string; at: string; detail: { postId?: string } }[];
    for (const action of ['post.reported', 'post-case.opened', 'post-case.decided', 'post-case.appealed', 'post-case.appeal-decided', 'post.hidden', 'post.restored']) {
      const entries = await about(action);
      expect([action, entries.length > 0, entries.every(({ actor, at, detail }) => actor && at && detail.postId)]).toEqual([action, true, true]);
    }
    expect((await about('post-case.decided')).every(({ actor }) => [runner.id, moderator.id].includes(actor))).toBe(true);
    expect(await about('conduct.accepted')).toHaveLength(1);
  });
});
