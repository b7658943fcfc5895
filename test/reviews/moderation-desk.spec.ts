import { PASSWORD, type Person } from '../support/academy';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { type Colleague, ModerationStage } from './moderation.stage';
import { Desk } from './support';

describe('a work on a moderator\'s desk', () => {
  let stage: ModerationStage;
  let work: Colleague;
  let desk: string;
  beforeAll(async () => {
    stage = await ModerationStage.open(['desk', 'own']);
    const person = await stage.academy.person({ displayName: 'Ann Author' });
    const author = new Desk(person, must(await person.api.post(`/editions/${stage.editionId}/enrolments`), 201).body.id as string, 'desk');
    await author.write({ language: 'de', markdown: 'Wir zählen Mauersegler.' });
    const attachments = [await author.attach(Buffer.from('Tally of Ann'), 'ann-author.txt')];
    await author.write({ language: 'de', markdown: 'Wir zählen Mauersegler.', attachments });
    await author.submit();
    work = Object.assign(author, { submissionId: (await author.work()).id as string });
    desk = `/coordination/submissions/${work.submissionId}`;
  });
  afterAll(() => stage.academy.stop());

  const signedIn = async (person: Person): Promise<Visitor> => {
    const visitor = new Visitor(stage.academy.config.publicUrl);
    await visitor.signIn(person.email, PASSWORD);
    return visitor;
  };

  it('shows its files under names that tell nothing, to moderators alone, to be downloaded', async () => {
    const moderator = await signedIn(stage.moderator);
    const { html } = await moderator.get(desk);
    expect(html).toContain(`href="${desk}/files/1"`);
    expect(html).toContain('attachment-1.txt');
    expect(html).not.toContain('ann-author');
    const file = await moderator.get(`${desk}/files/1`);
    expect([file.status, file.html]).toEqual([200, 'Tally of Ann']);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="attachment-1.txt"/);
    expect(file.headers.get('cache-control')).toBe('private, no-store');
    expect((await moderator.get(`${desk}/files/2`)).status).toBe(404);
    expect((await moderator.get(`${desk}/files/0`)).status).toBe(404);
    expect((await (await signedIn(work.person)).get(`${desk}/files/1`)).status).toBe(403);
  });

  it('is reviewed by staff who say that they take on its language, and again it is the same review', async () => {
    const moderator = await signedIn(stage.moderator);
    const unread = await moderator.post(`${desk}/staff-review`);
    expect(unread.status).toBe(422);
    const begun = await moderator.post(`${desk}/staff-review`, { accept: 'true' });
    expect(begun.location).toMatch(/^\/learning\/reviews\/[0-9a-f-]{36}$/);
    expect((await moderator.post(`${desk}/staff-review`, { accept: 'true' })).location).toBe(begun.location);
    expect(await stage.row(work.submissionId, 'state, lent, finished')).toEqual({ state: 'in-review', lent: 1, finished: 0 });
    expect((await moderator.get(begun.location!)).status).toBe(200);
    const sent = { 'level.aims': 'l2', 'level.pupils': 'l1', 'comment.aims': 'The aims are told at the start of the lesson.', 'comment.pupils': 'Pupils take part by counting in pairs.', keeps: 'The tally on the chalk line, for a class.', suggests: 'Let the pupils choose the streets by a vote.' };
    for (let turn = 0; turn < 2; turn++) expect((await moderator.post(begun.location!, sent)).status).toBe(303);
    expect(await stage.row(work.submissionId, 'lent, finished')).toEqual({ lent: 0, finished: 1 });
    expect((await moderator.get(desk)).html).toContain('The tally on the chalk line, for a class.');
    expect((await moderator.get(`${desk}/staff-review`)).location).toBe(desk);
  });

  it('is graded by who runs the edition, with a reason that its author reads; moderators decide on cases alone', async () => {
    const moderator = await signedIn(stage.moderator);
    expect((await moderator.get(desk)).html).not.toContain(`action="${desk}/grade"`);
    expect((await moderator.post(`${desk}/grade`, { points: '4', reason: 'Clear.' })).status).toBe(403);
    const coordinator = await signedIn(stage.coordinator);
    expect((await coordinator.get(desk)).html).toContain(`action="${desk}/grade"`);
    const without = await coordinator.post(`${desk}/grade`, { points: '4', passed: '', reason: '' });
    expect([without.status, without.html.includes('value="4"')]).toEqual([422, true]);
    const wrongs: Record<string, string>[] = [{ points: '7' }, { points: '4', passed: 'true' }, {}];
    for (const wrong of wrongs) expect([wrong, (await coordinator.post(`${desk}/grade`, { ...wrong, reason: 'Clear.' })).status]).toEqual([wrong, 422]);
    expect((await coordinator.post(`${desk}/grade`, { points: '4.5', passed: '', reason: 'Clear aims, told to pupils.' })).location).toBe(desk);
    const shown = await coordinator.get(desk);
    expect(shown.html).toContain('Clear aims, told to pupils.');
    expect(must(await work.person.api.get(`${work.path}/submission`), 200).body.grade).toMatchObject({ points: 4.5, maxPoints: 6, passed: true });
    expect((await coordinator.post(`${desk}/grade`, { points: '', passed: 'false', reason: 'Not about teaching.' })).location).toBe(desk);
    expect(must(await work.person.api.get(`${work.path}/submission`), 200).body.grade).toMatchObject({ points: 0, passed: false });
  });

  it('is nobody\'s own', async () => {
    const [own] = (await stage.colleagues('own', 1)) as [Colleague];
    await stage.academy.database.query(`INSERT INTO role_grant (user_id, role, scope, scope_id) VALUES ($1, 'coordinator', 'edition', $2)`, [own.person.id, stage.editionId]);
    const visitor = await signedIn(own.person);
    const path = `/coordination/submissions/${own.submissionId}`;
    const { html } = await visitor.get(path);
    expect([html.includes(`action="${path}/grade"`), html.includes(`action="${path}/staff-review"`)]).toEqual([false, false]);
    expect((await visitor.post(`${path}/grade`, { points: '6', reason: 'Mine.' })).status).toBe(422);
    expect((await visitor.post(`${path}/staff-review`)).status).toBe(422);
    expect((await own.person.api.put(`/submissions/${own.submissionId}/grade`, { points: 6, reason: 'Mine.' })).body.type).toBe('/problems/own-case');
    expect((await own.person.api.post(`/submissions/${own.submissionId}/review-by-staff`)).body.type).toBe('/problems/own-case');
    expect(await stage.row(own.submissionId, 'state, lent')).toEqual({ state: 'submitted', lent: 0 });
  });
});
