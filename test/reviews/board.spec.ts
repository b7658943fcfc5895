import { Likeness, ReviewRounds } from '@academy/reviews';
import type { Person, RunningAcademy } from '../support/academy';
import { must } from '../support/world';
import { ModerationStage } from './moderation.stage';

const TEXT = Array.from({ length: 30 }, (_, day) => `On day ${day} the pupils count ${day * 7} swifts above the old mill and write down what surprised them.`).join(' ');

describe('moderators at their board', () => {
  let stage: ModerationStage;
  let academy: RunningAcademy;
  let moderator: Person;
  let editionId: string;

  beforeAll(async () => {
    stage = await ModerationStage.open(['board', 'alike']);
    ({ academy, moderator, editionId } = stage);
  });
  afterAll(() => academy.stop());

  it('see a whole assignment: counts, works, reviewers, claims, and a CSV that no spreadsheet calculates', async () => {
    const desks = await stage.colleagues('board', 4, '=1+1');
    must(await desks[0]!.next(), 201);
    const path = `/editions/${editionId}/assignments/board`;
    const board = must(await moderator.api.get(path), 200).body;
    expect(board).toMatchObject({ title: 'Scenario board', short: 4, owing: 4, owed: 8, claims: 1, flags: 0, appeals: 0, noShows: 0 });
    expect(board.states.submitted + board.states['in-review']).toBe(4);
    expect((await desks[0]!.person.api.get(path)).status).toBe(403);

    const first = must(await moderator.api.get(`${path}/submissions?limit=3`), 200).body;
    const rest = must(await moderator.api.get(`${path}/submissions?limit=3&cursor=${first.nextCursor}`), 200).body;
    expect([...first.items, ...rest.items].map(({ id }: { id: string }) => id).sort()).toEqual(desks.map(({ submissionId }) => submissionId).sort());
    expect(rest.nextCursor).toBeNull();
    expect(must(await moderator.api.get(`${path}/submissions?need=flagged`), 200).body.items).toEqual([]);
    expect(must(await moderator.api.get(`${path}/reviewers?limit=100&need=owes`), 200).body.items).toHaveLength(4);
    expect(must(await moderator.api.get(`${path}/claims`), 200).body.items).toMatchObject([{ reviewer: '=1+1 1' }]);
    expect((await moderator.api.get(`${path}/submissions?cursor=junk`)).status).toBe(400);
    expect((await moderator.api.get(`/editions/${editionId}/assignments/read`)).status).toBe(404);

    const csv = String((await moderator.api.get(`${path}/submissions.csv`)).body);
    expect(csv).toContain(`'=1+1 1`);
    expect(csv).not.toMatch(/^=1/m);

    const submissionIds = desks.slice(0, 2).map(({ submissionId }) => submissionId);
    const reviewBy = async () => (await academy.database.query<{ reviewBy: Date }>('SELECT review_by AS "reviewBy" FROM submission WHERE id = ANY ($1) ORDER BY id', [submissionIds])).map((work) => work.reviewBy.getTime());
    const before = await reviewBy();
    expect(must(await moderator.api.post(`${path}/acts`, { act: 'extend', submissionIds, days: 2 }), 200).body).toEqual({ done: 2, left: 0 });
    expect((await reviewBy()).map((at, index) => (at - before[index]!) / 86_400_000)).toEqual([2, 2]);
    expect(must(await moderator.api.post(`${path}/acts`, { act: 'hold', submissionIds, note: 'Wait.' }), 200).body).toEqual({ done: 2, left: 0 });
    expect(must(await moderator.api.post(`${path}/acts`, { act: 'ask-more', submissionIds: [...submissionIds, desks[2]!.submissionId] }), 200).body).toEqual({ done: 1, left: 2 });
    expect(must(await moderator.api.post(`${path}/acts`, { act: 'unhold', submissionIds, note: 'Go on.' }), 200).body).toEqual({ done: 2, left: 0 });
    expect(must(await moderator.api.post(`${path}/acts`, { act: 'remind' }), 200).body).toEqual({ done: 4, left: 0 });
    expect(must(await moderator.api.post(`${path}/acts`, { act: 'remind' }), 200).body).toEqual({ done: 0, left: 0 });
    expect(must(await moderator.api.post(`${path}/acts`, { act: 'invite' }), 200).body.done).toBe(4);
    // Long before their deadline: the next two sweeps ask each helper once.
    for (let turn = 0; turn < 2; turn++) await academy.web.get(ReviewRounds).sweep();
    const asked = await academy.database.query<{ person: string }>(`SELECT person_id AS person FROM fact WHERE kind = 'review.help-wanted' AND payload->>'activityKey' = 'board'`);
    expect(asked.map(({ person }) => person).sort()).toEqual([moderator.id, stage.other.id].sort());

    must(await stage.coordinator.api.put(`/submissions/${submissionIds[0]}/grade`, { passed: true, reason: 'Read by me.' }), 200);
    expect(must(await moderator.api.post(`${path}/acts`, { act: 'ask-more', submissionIds }), 200).body).toEqual({ done: 1, left: 1 });
    expect(await stage.row(submissionIds[0]!, 'state')).toEqual({ state: 'graded' });
  });

  it('are shown works that are much alike, wherever they were handed in, and again the same', async () => {
    const [ann, bob, eve] = await stage.colleagues('alike', 3);
    const likeness = academy.web.get(Likeness);
    for (const [desk, markdown] of [[ann!, TEXT], [bob!, TEXT.replaceAll('surprised', 'delighted')], [eve!, TEXT.split('').reverse().join('')]] as const) {
      await academy.database.query(`UPDATE submission SET content = jsonb_set(content, '{markdown}', to_jsonb($2::text)) WHERE id = $1`, [desk.submissionId, markdown]);
      await likeness.compare(desk.submissionId);
    }
    const pairs = () => academy.database.query<{ one: string; other: string; similarity: number }>('SELECT submission_id AS one, other_id AS other, similarity FROM submission_likeness ORDER BY 1, 2');
    const found = await pairs();
    expect(found.map(({ one, other: to }) => [one, to].sort().join())).toEqual(Array(2).fill([ann!.submissionId, bob!.submissionId].sort().join()));
    await Promise.all([likeness.compare(ann!.submissionId), likeness.compare(bob!.submissionId), likeness.compare(ann!.submissionId)]);
    expect(await pairs()).toEqual(found);
    expect(must(await moderator.api.get(`/editions/${editionId}/assignments/alike/submissions?need=alike`), 200).body.items).toHaveLength(2);
    expect(await stage.row(ann!.submissionId, 'is_open')).toEqual({ is_open: true });
    await academy.database.query('UPDATE submission SET author_ids = (SELECT author_ids FROM submission WHERE id = $1) WHERE id = $2', [ann!.submissionId, bob!.submissionId]);
    await likeness.compare(bob!.submissionId);
    expect(await pairs()).toEqual([]);
  });
});
