import { PASSWORD, type Person } from '../support/academy';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { ModerationStage } from './moderation.stage';

describe('the pages of moderators', () => {
  let stage: ModerationStage;
  const signedIn = async (person: Person): Promise<Visitor> => {
    const visitor = new Visitor(stage.academy.config.publicUrl);
    await visitor.signIn(person.email, PASSWORD);
    return visitor;
  };
  beforeAll(async () => {
    stage = await ModerationStage.open(['flags', 'board']);
  });
  afterAll(() => stage.academy.stop());

  it('lead from an appeal to a decision that its author can read, without a name', async () => {
    const desks = await stage.colleagues('flags', 3);
    await stage.reviewed(desks, () => 2);
    const { submissionId, person } = desks[0]!;
    const author = await signedIn(person);
    expect((await author.post(`/submissions/${submissionId}/appeal`, { reason: '' })).status).toBe(422);
    expect((await author.post(`/submissions/${submissionId}/appeal`, { reason: 'Please read the second step.' })).status).toBe(303);
    const again = await author.post(`/submissions/${submissionId}/appeal`, { reason: 'Once more.' });
    expect(again.status).toBe(422);
    expect(again.html).toContain('Once more.');

    const moderator = await signedIn(stage.moderator);
    const queue = `/coordination/editions/${stage.editionId}/cases`;
    expect((await moderator.get('/coordination/moderation')).html).toContain(queue);
    expect((await moderator.get(queue)).html).toContain(`/coordination/submissions/${submissionId}#case-`);
    const desk = await moderator.get(`/coordination/submissions/${submissionId}`);
    expect(desk.html).toContain('Please read the second step.');
    const action = /action="(\/coordination\/review-cases\/[^"]+)"/.exec(desk.html)![1]!;
    const unfinished = await moderator.post(action, { decision: 'change-grade', note: 'Typed for long.', points: '99' });
    expect([unfinished.status, unfinished.html.includes('Typed for long.')]).toEqual([422, true]);
    expect((await moderator.post(action, { decision: 'uphold-grade', note: 'The second step was read; the aims stay unclear.' })).location).toBe(`/coordination/submissions/${submissionId}`);
    expect((await moderator.post(action, { decision: 'uphold-grade', note: 'Again.' })).status).toBe(422);
    const cases = must(await person.api.get(`/submissions/${submissionId}/cases`), 200).body.items;
    expect(cases).toMatchObject([{ decision: 'uphold-grade', note: 'The second step was read; the aims stay unclear.' }]);
    expect(JSON.stringify(cases)).not.toContain(stage.moderator.displayName);
    expect((await author.get(`/coordination/submissions/${submissionId}`)).status).toBe(403);
  });

  it('act on ticked works, in few statements, and say what they were sent in vain', async () => {
    const desks = await stage.colleagues('board', 3);
    const moderator = await signedIn(stage.moderator);
    const board = `/coordination/editions/${stage.editionId}/assignments/board`;
    expect((await moderator.post(`${board}/works`, { act: 'extend', days: '3' })).status).toBe(422);
    expect((await moderator.post(`${board}/works`, [['act', 'hold'], ['note', 'Wait.'], ...desks.map(({ submissionId }): [string, string] => ['submissionIds', submissionId])])).status).toBe(303);
    expect((await moderator.get(`${board}?need=flagged`)).html.match(/name="submissionIds"/g)).toHaveLength(3);
    for (const query of ['?view=reviewers&who=owes', '?view=claims', '?cursor=x', '?state=nonsense', '?view=nonsense']) expect([query, (await moderator.get(board + query)).status]).toEqual([query, query === '?cursor=x' ? 400 : 200]);
    expect((await moderator.post(`${board}/whole`, { act: 'release' })).location).toBe(board);
    expect((await moderator.post(`${board}/whole`, { act: 'explode' })).status).toBe(422);
    expect((await (await signedIn(desks[0]!.person)).get(board)).status).toBe(403);
  });
});
