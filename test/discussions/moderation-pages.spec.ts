import { type Person, PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { visitorsAt } from '../support/visitor';
import { must } from '../support/world';
import { gather, open, type Talk, wrongCounters } from './support';

describe('moderation on pages, without scripts', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  let moderator: Person;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    talk = await gather(academy, 3);
    moderator = await academy.person({ displayName: 'Mona Moderator', roles: [{ role: 'moderator', scope: 'edition', id: talk.editionId }] });
  });
  afterAll(() => academy.stop());
  afterEach(async () => expect(await wrongCounters(academy)).toEqual([]));

  const queueAt = () => `/discussions/${talk.editionId}/moderation`;
  const visit = visitorsAt(() => academy.config.publicUrl, PASSWORD);
  const inDays = (days: number) => new Date(academy.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  async function reported(markdown: string): Promise<{ threadId: string; postId: string; caseId: string }> {
    const [author, one] = talk.teachers as [Person, Person];
    const { id: threadId } = await open(author, talk.editionId, { title: 'Swifts & <b>bins</b>' });
    const postId = must(await author.api.post(`/threads/${threadId}/posts`, { markdown }), 201).body.id as string;
    const caseId = must(await one.api.post(`/posts/${postId}/report`, { reason: 'offensive' }), 201).body.id as string;
    return { threadId, postId, caseId };
  }

  it('take a report with its reason, once, and say what happens next', async () => {
    const [author, one] = talk.teachers as [Person, Person];
    const { postId } = await open(author, talk.editionId, { markdown: '<script>alert(1)</script> Fools!' });
    const reporter = await visit(one);
    const form = await reporter.get(`/posts/${postId}/report`);
    expect(form.html).toContain('What happens next');
    expect(form.html).not.toContain('<script>alert');
    const empty = await reporter.post(`/posts/${postId}/report`, { text: 'Look at this' });
    expect([empty.status, empty.html.includes('Please fill this in.'), empty.html.includes('Look at this')]).toEqual([422, true, true]);
    expect(await reporter.post(`/posts/${postId}/report`, { reason: 'offensive', text: 'Look at this' })).toMatchObject({ status: 303, location: `/posts/${postId}` });
    expect(await reporter.post(`/posts/${postId}/report`, { reason: 'other' })).toMatchObject({ status: 303 });
    expect((await reporter.get(`/posts/${postId}/report`)).html).toContain('You have reported this post');
    expect(await academy.database.query('SELECT reason, words FROM post_report r JOIN post_case k ON k.id = r.case_id WHERE k.post_id = $1', [postId])).toEqual([{ reason: 'offensive', words: 'Look at this' }]);
    expect((await (await visit(author)).get(`/posts/${postId}/report`)).html).toContain('This is your own post');

    const seen = await (await visit(moderator)).get(queueAt());
    for (const words of ['Fools!', 'Look at this', 'It hurts or insults somebody', 'no earlier decisions here', 'account 30 days old']) expect(seen.html).toContain(words);
    expect(seen.html).not.toContain('<script>alert');
    expect(seen.html).not.toContain(one.displayName);
  });

  it('decide with a ready sentence, and tell whoever wrote it why, but not who reported or decided', async () => {
    const [author, one] = talk.teachers as [Person, Person];
    const { postId, caseId } = await reported('Pupil Anna lied.');
    const mona = await visit(moderator);
    const bare = await mona.post(`/post-cases/${caseId}/decision`, { decision: 'hide' });
    expect([bare.status, bare.html.includes('Please say why')]).toEqual([422, true]);
    expect(await mona.post(`/post-cases/${caseId}/decision`, { decision: 'hide', phrase: 'pupils', note: 'Thank you.' })).toMatchObject({ status: 303, location: queueAt() });
    const late = await mona.post(`/post-cases/${caseId}/decision`, { decision: 'warn', note: 'Again.' });
    expect([late.status, late.html.includes('This has been decided already.')]).toEqual([422, true]);

    const told = await (await visit(author)).get(`/post-cases/${caseId}`);
    for (const words of ['A moderator has hidden your post', 'Pupil Anna lied.', 'Please leave out names and faces.', 'Thank you.', 'Ask for a second look']) expect(told.html).toContain(words);
    for (const name of [one.displayName, moderator.displayName]) expect(told.html).not.toContain(name);
    expect((await (await visit(one)).get(`/post-cases/${caseId}`)).status).toBe(404);
    expect((await mona.get(`${queueAt()}?view=decided`)).html).toContain('By Mona Moderator');

    expect((await mona.get(`/posts/${postId}/moderation`)).html).toContain('Show the post');
    expect(await mona.post(`/posts/${postId}/moderation`, { decision: 'restore' })).toMatchObject({ status: 303 });
    expect(await academy.database.query('SELECT state FROM post WHERE id = $1', [postId])).toEqual([{ state: 'shown' }]);
  });

  it('pause until the end of a day, and lift that early', async () => {
    const [author] = talk.teachers as [Person];
    const { threadId, postId, caseId } = await reported('You fool.');
    const mona = await visit(moderator);
    const far = await mona.post(`/post-cases/${caseId}/decision`, { decision: 'mute', note: 'Rest.', until: inDays(200) });
    expect([far.status, far.html.includes('after at most 90 days')]).toEqual([422, true]);
    expect((await mona.post(`/post-cases/${caseId}/decision`, { decision: 'mute', note: 'Rest.', until: '2027-02-31' })).html).toContain('Please enter a day of the calendar.');
    expect(await mona.post(`/post-cases/${caseId}/decision`, { decision: 'mute', note: 'Rest.', until: inDays(7), hides: 'true' })).toMatchObject({ status: 303 });
    expect(await academy.database.query('SELECT state FROM post WHERE id = $1', [postId])).toEqual([{ state: 'hidden' }]);
    expect((await author.api.post(`/threads/${threadId}/posts`, { markdown: 'But.' })).status).toBe(403);
    const paused = await visit(author);
    for (const path of ['', '/new', '/new/poll']) {
      const { html } = await paused.get(`/discussions/${talk.editionId}${path}`);
      expect([path, html.includes('A moderator has paused your posting here until'), html.includes(`href="/post-cases/${caseId}"`), html.includes('name="title"')]).toEqual([path, true, true, false]);
    }

    expect((await mona.get(`${queueAt()}?view=decided`)).html).toContain('End the pause now');
    expect(await mona.post(`/post-cases/${caseId}/mute-end`)).toMatchObject({ status: 303 });
    expect(await mona.post(`/post-cases/${caseId}/mute-end`)).toMatchObject({ status: 422 });
    must(await author.api.post(`/threads/${threadId}/posts`, { markdown: 'Back.' }), 201);
    expect((await (await visit(author)).get(`/post-cases/${caseId}`)).html).toContain('The pause was ended early');
  });

  it('open a case from a post, for others to decide', async () => {
    const { postId } = await open(talk.teachers[0]!, talk.editionId);
    const mona = await visit(moderator);
    expect(await mona.post(`/posts/${postId}/moderation`, { later: 'true' })).toMatchObject({ status: 303, location: queueAt() });
    expect((await mona.get(queueAt())).html).toContain('Opened by a moderator');
    expect((await mona.get(`/posts/${postId}/moderation`)).location).toMatch(/^\/post-cases\/[0-9a-f-]{36}\/decision$/);
  });

  it('are for the team of this edition alone', async () => {
    const { caseId, postId } = await reported('Elsewhere.');
    const elsewhere = await gather(academy, 0);
    const other = await academy.person({ roles: [{ role: 'moderator', scope: 'edition', id: elsewhere.editionId }] });
    const stranger = await visit(other);
    for (const path of [queueAt(), `/post-cases/${caseId}/decision`, `/posts/${postId}/moderation`]) expect((await stranger.get(path)).status).toBe(403);
    expect((await stranger.post(`/post-cases/${caseId}/decision`, { decision: 'dismiss' })).status).toBe(403);
    expect((await other.api.post(`/moderation/${caseId}`, { decision: 'dismiss' })).status).toBe(403);
    expect((await other.api.get(`/editions/${talk.editionId}/moderation`)).status).toBe(403);
    const empty = await stranger.get(`/discussions/${elsewhere.editionId}/moderation`);
    expect([empty.status, empty.html.includes('Nothing waits for a decision.')]).toEqual([200, true]);
    const mine = await stranger.get('/coordination/moderation');
    expect(mine.html).toContain(`/discussions/${elsewhere.editionId}/moderation`);
    expect(mine.html).not.toContain(talk.editionId);
  });

  it('accept the code of conduct once, and lead back to where one was', async () => {
    const person = talk.teachers[2]!;
    const visitor = await visit(person);
    const address = `/discussions/${talk.editionId}/conduct`;
    expect((await visitor.get(`${address}?next=/threads/x`)).html).toContain('I agree to this');
    expect(await visitor.post(address, { next: '//evil.test/' })).toMatchObject({ status: 303, location: '/' });
    expect(await visitor.post(address, { next: '/threads/x' })).toMatchObject({ status: 303, location: '/threads/x' });
    expect((await visitor.get(address)).html).toContain('You have agreed to this.');
    expect(await academy.database.query('SELECT count(*)::int AS n FROM fact WHERE kind = $1 AND actor_id = $2', ['conduct.accepted', person.id])).toEqual([{ n: 1 }]);
  });
});
