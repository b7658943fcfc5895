import { Likeness } from '@academy/reviews';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { assignment, courseWith, Desk, editionOf, moveTo } from './support';

const WORDS = { overall: 'You plan the walk well; the pupils measure and compare.', keeps: 'The tally on the chalk line.', suggests: 'Let the pupils choose the streets, for instance by a vote.' };
const review = (points: number) => ({ scores: { aims: `l${points}`, pupils: `l${points}` }, comments: { aims: 'The aims are told at the start of the lesson.', pupils: 'Pupils take part by counting in pairs.' }, ...WORDS });
const TEXT = Array.from({ length: 30 }, (_, day) => `On day ${day} the pupils count ${day * 7} swifts above the old mill and write down what surprised them.`).join(' ');

describe('moderators', () => {
  let academy: RunningAcademy;
  let coordinator: Person;
  let moderator: Person;
  let other: Person;
  let editionId: string;
  let courseId: string;

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    const designer = await academy.designer();
    coordinator = await academy.coordinator({ displayName: 'Cora Coordinator' });
    [moderator, other] = [await academy.person({ displayName: 'Mona Moderator' }), await academy.person({ displayName: 'Otto Other' })];
    ({ courseId } = await courseWith(designer, ['flags', 'returned', 'removed', 'appeals', 'pair', 'board', 'alike'].map((key) => assignment(key, { reviewsToGive: 2, reviewsWanted: 2 }))));
    editionId = await editionOf(coordinator, courseId, academy.clock.now(), ['flags', 'returned', 'removed', 'appeals', 'pair', 'board', 'alike']);
    for (const { id: userId } of [moderator, other]) must(await coordinator.api.post(`/editions/${editionId}/team`, { userId, role: 'moderator' }), 201);
  });
  afterAll(() => academy.stop());

  /** Colleagues who each handed in a work. */
  async function colleagues(key: string, count: number, named = key): Promise<(Desk & { submissionId: string })[]> {
    const desks = [];
    for (let number = 1; number <= count; number++) {
      const person = await academy.person({ displayName: `${named} ${number}` });
      const enrolmentId = must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id as string;
      const desk = new Desk(person, enrolmentId, key);
      await desk.write({ markdown: `${named} ${number}: a walk with a class. ${'We count and compare. '.repeat(number)}` });
      await desk.submit();
      desks.push(Object.assign(desk, { submissionId: (await desk.work()).id as string }));
    }
    return desks;
  }
  async function reviewed(desks: Desk[], points: (number: number) => number): Promise<void> {
    for (let turn = 0; turn < 2; turn++) {
      // After a day of waiting two may review each other.
      await moveTo(academy, new Date(academy.clock.now().getTime() + 25 * 3_600_000));
      for (const [index, desk] of desks.entries()) {
        const lent = await desk.next();
        if (lent.status === 201 || lent.status === 200) await desk.handIn(lent.body.reviewId, review(points(index)));
      }
    }
  }
  const row = <T>(id: string, columns: string) => academy.database.one<T>(`SELECT ${columns} FROM submission WHERE id = $1`, [id]);
  const openCase = async (submissionId: string, kind: string): Promise<string> =>
    (await academy.database.one<{ id: string }>(`SELECT id FROM review_case WHERE submission_id = $1 AND kind = $2 AND state = 'open'`, [submissionId, kind]))!.id;

  it('hold a work back that a reviewer flagged, once, while its claims stay with their holders', async () => {
    const [ann, bob, eve] = (await colleagues('flags', 3)) as [Desk & { submissionId: string }, Desk & { submissionId: string }, Desk & { submissionId: string }];
    const lent = must(await bob.next(), 201).body;
    const { submissionId } = (await academy.database.one<{ submissionId: string }>('SELECT submission_id AS "submissionId" FROM review WHERE id = $1', [lent.reviewId]))!;
    const stranger = await academy.person();
    expect((await stranger.api.post(`/submissions/${submissionId}/flag`, { reason: 'abuse' })).status).toBe(404);
    expect((await bob.person.api.post(`/submissions/${submissionId}/flag`, { reason: 'boring' })).status).toBe(422);

    const both = await Promise.all([1, 2].map(() => bob.person.api.post(`/submissions/${submissionId}/flag`, { reason: 'plagiarism', text: 'I have read this before.' })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await row(submissionId, 'is_held, is_open, lent')).toEqual({ is_held: true, is_open: false, lent: 1 });
    expect(must(await bob.person.api.get(`/reviews/${lent.reviewId}`), 200).body.reviewId ?? lent.reviewId).toBe(lent.reviewId);

    const author = [ann, bob, eve].find((desk) => desk.submissionId === submissionId)!;
    const seen = must(await author.person.api.get(`/submissions/${submissionId}/cases`), 200).body.items;
    expect(seen).toMatchObject([{ kind: 'flagged-submission', reason: 'plagiarism', state: 'open', decision: null, note: null }]);
    expect(JSON.stringify(seen)).not.toMatch(/read this before|flags \d|T\d\d:/);

    const queue = must(await moderator.api.get(`/editions/${editionId}/review-cases`), 200).body.items;
    expect(queue).toMatchObject([{ kind: 'flagged-submission', words: 'I have read this before.', raisedBy: bob.person.displayName, isOverdue: false }]);
    expect((await author.person.api.get(`/editions/${editionId}/review-cases`)).status).toBe(403);
    expect((await moderator.api.post(`/review-cases/${queue[0].id}`, { decision: 'uphold-grade', note: 'No.' })).status).toBe(422);
    must(await moderator.api.post(`/review-cases/${queue[0].id}`, { decision: 'dismiss', note: 'Both cite the same handbook.' }), 200);
    expect(await row(submissionId, 'is_held, is_open')).toEqual({ is_held: false, is_open: true });
    expect((await moderator.api.post(`/review-cases/${queue[0].id}`, { decision: 'dismiss', note: 'Again.' })).body.type).toBe('/problems/case-decided');
    expect(must(await author.person.api.get(`/submissions/${submissionId}/cases`), 200).body.items).toMatchObject([{ state: 'decided', decision: 'dismiss', note: 'Both cite the same handbook.' }]);
  });

  it('give a work back to be written again, with the reason and without its claims', async () => {
    const desks = await colleagues('returned', 2);
    must(await desks[1]!.next(), 201);
    must(await moderator.api.post(`/submissions/${desks[0]!.submissionId}/flag`, { reason: 'unreadable' }), 201);
    must(await moderator.api.post(`/review-cases/${await openCase(desks[0]!.submissionId, 'flagged-submission')}`, { decision: 'return', note: 'Please write whole sentences.' }), 200);
    expect(await row(desks[0]!.submissionId, 'state, lent, is_held')).toEqual({ state: 'returned', lent: 0, is_held: false });
    expect(await academy.database.query('SELECT state FROM review WHERE submission_id = $1', [desks[0]!.submissionId])).toEqual([{ state: 'released' }]);
    await desks[0]!.write({ markdown: 'Whole sentences are written here.' });
    await desks[0]!.submit();
    expect(await row(desks[0]!.submissionId, 'state')).not.toEqual({ state: 'returned' });
  });

  it('take a work out; whoever reviewed it keeps the credit, and its grade no longer stands', async () => {
    const desks = await colleagues('removed', 3);
    await reviewed(desks, () => 2);
    const { submissionId } = desks[0]!;
    const given = () => academy.database.query('SELECT user_id, given FROM review_duty WHERE activity_key = $1 ORDER BY user_id', ['removed']);
    const before = await given();
    expect(before.map((duty) => (duty as { given: number }).given)).toEqual([2, 2, 2]);
    must(await moderator.api.post(`/submissions/${submissionId}/flag`, { reason: 'plagiarism' }), 201);
    must(await moderator.api.post(`/review-cases/${await openCase(submissionId, 'flagged-submission')}`, { decision: 'remove', note: 'Copied from a book.' }), 200);
    expect(await row(submissionId, 'state, is_held')).toEqual({ state: 'withdrawn', is_held: false });
    expect(await academy.database.query('SELECT id FROM grade WHERE submission_id = $1 AND superseded_at IS NULL', [submissionId])).toEqual([]);
    expect(await given()).toEqual(before);
  });

  it('decide one appeal of a work within ten days, and only one of two at once does', async () => {
    const desks = await colleagues('appeals', 3);
    const { submissionId, person } = desks[0]!;
    expect((await person.api.post(`/submissions/${submissionId}/appeal`, { reason: 'Too early.' })).body.type).toBe('/problems/not-released');
    await reviewed(desks, (index) => (index === 0 ? 2 : 1));
    const both = await Promise.all([1, 2].map(() => person.api.post(`/submissions/${submissionId}/appeal`, { reason: 'My pupils do take part.' })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const due = new Date(both.find(({ status }) => status === 201)!.body.dueAt).getTime() - academy.clock.now().getTime();
    expect(due / 86_400_000).toBeGreaterThan(10);
    expect(due / 86_400_000).toBeLessThan(11);
    expect((await desks[1]!.person.api.post(`/submissions/${submissionId}/appeal`, { reason: 'Not mine.' })).status).toBe(404);

    const caseId = await openCase(submissionId, 'appeal');
    expect((await moderator.api.post(`/review-cases/${caseId}`, { decision: 'change-grade', points: 1_000, note: 'More.' })).status).toBe(422);
    const decided = await Promise.all([moderator.api.post(`/review-cases/${caseId}`, { decision: 'change-grade', points: 6, note: 'They do.' }), other.api.post(`/review-cases/${caseId}`, { decision: 'uphold-grade', note: 'It stands.' })]);
    expect(decided.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [standing] = await academy.database.query<{ source: string; points: string }>('SELECT source, points FROM grade WHERE submission_id = $1 AND superseded_at IS NULL', [submissionId]);
    expect(standing!.source).toBe(decided[0].status === 200 ? 'staff' : 'reviews');
    expect((await person.api.post(`/submissions/${submissionId}/appeal`, { reason: 'Once more.' })).status).toBe(409);
    const facts = await academy.database.query(`SELECT kind, actor_id AS actor, person_id AS person FROM fact WHERE kind LIKE 'case.%' AND payload->>'caseId' = $1 ORDER BY id`, [caseId]);
    expect(facts).toEqual([
      { kind: 'case.raised', actor: person.id, person: person.id },
      { kind: 'case.decided', actor: decided[0].status === 200 ? moderator.id : other.id, person: person.id },
    ]);
  });

  it('take a flagged review out of a grade, but never judge their own', async () => {
    const desks = await colleagues('pair', 3);
    await reviewed(desks, (index) => index + 1);
    const { submissionId, person } = desks[0]!;
    const reviews = await academy.database.query<{ id: string; reviewer: string }>(`SELECT id, reviewer_id AS reviewer FROM review WHERE submission_id = $1 AND state = 'done' ORDER BY id`, [submissionId]);
    expect(reviews).toHaveLength(2);
    const [flagged] = reviews;
    expect((await desks[1]!.person.api.post(`/reviews/${flagged!.id}/flag`, { reason: 'abuse' })).status).toBe(404);
    must(await person.api.post(`/reviews/${flagged!.id}/flag`, { reason: 'abuse', text: 'Hurtful.' }), 201);
    expect(await academy.database.one('SELECT is_held FROM review WHERE id = $1', [flagged!.id])).toEqual({ is_held: true });

    const caseId = await openCase(submissionId, 'flagged-review');
    for (const userId of [flagged!.reviewer, person.id]) {
      must(await coordinator.api.post(`/editions/${editionId}/team`, { userId, role: 'moderator' }), 201);
      const own = desks.find((desk) => desk.person.id === userId)!;
      expect((await own.person.api.post(`/review-cases/${caseId}`, { decision: 'dismiss', note: 'Fine.' })).body.type).toBe('/problems/own-case');
    }
    must(await moderator.api.post(`/review-cases/${caseId}`, { decision: 'remove', note: 'That was hurtful.' }), 200);
    expect(await academy.database.one('SELECT state, is_held FROM review WHERE id = $1', [flagged!.id])).toEqual({ state: 'removed', is_held: false });
    expect(await row(submissionId, 'finished')).toEqual({ finished: 1 });
  });

  it('see a whole assignment: counts, works, reviewers, claims, and a CSV that no spreadsheet calculates', async () => {
    const desks = await colleagues('board', 4, '=1+1');
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
  });

  it('are shown works that are much alike, wherever they were handed in, and again the same', async () => {
    const [ann, bob, eve] = await colleagues('alike', 3);
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
    expect(await row(ann!.submissionId, 'is_open')).toEqual({ is_open: true });
    await academy.database.query('UPDATE submission SET author_ids = (SELECT author_ids FROM submission WHERE id = $1) WHERE id = $2', [ann!.submissionId, bob!.submissionId]);
    await likeness.compare(bob!.submissionId);
    expect(await pairs()).toEqual([]);
  });
});
