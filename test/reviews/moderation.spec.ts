import type { Person, RunningAcademy } from '../support/academy';
import { must } from '../support/world';
import { type Colleague, ModerationStage, reviewOf } from './moderation.stage';

describe('moderators', () => {
  let stage: ModerationStage;
  let academy: RunningAcademy;
  let moderator: Person;
  let editionId: string;

  beforeAll(async () => {
    stage = await ModerationStage.open(['flags', 'returned', 'removed', 'published', 'appeals', 'pair', 'claims']);
    ({ academy, moderator, editionId } = stage);
  });
  afterAll(() => academy.stop());

  it('hold a work back that a reviewer flagged, once, while its claims stay with their holders', async () => {
    const [ann, bob, eve] = (await stage.colleagues('flags', 3)) as [Colleague, Colleague, Colleague];
    const lent = must(await bob.next(), 201).body;
    const { submissionId } = (await academy.database.one<{ submissionId: string }>('SELECT submission_id AS "submissionId" FROM review WHERE id = $1', [lent.reviewId]))!;
    const stranger = await academy.person();
    expect((await stranger.api.post(`/submissions/${submissionId}/flag`, { reason: 'abuse' })).status).toBe(404);
    expect((await bob.person.api.post(`/submissions/${submissionId}/flag`, { reason: 'boring' })).status).toBe(422);

    const both = await Promise.all([1, 2].map(() => bob.person.api.post(`/submissions/${submissionId}/flag`, { reason: 'plagiarism', text: 'I have read this before.' })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await stage.row(submissionId, 'is_held, is_open, lent')).toEqual({ is_held: true, is_open: false, lent: 1 });
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
    expect(await stage.row(submissionId, 'is_held, is_open')).toEqual({ is_held: false, is_open: true });
    expect((await moderator.api.post(`/review-cases/${queue[0].id}`, { decision: 'dismiss', note: 'Again.' })).body.type).toBe('/problems/case-decided');
    expect(must(await author.person.api.get(`/submissions/${submissionId}/cases`), 200).body.items).toMatchObject([{ state: 'decided', decision: 'dismiss', note: 'Both cite the same handbook.' }]);
  });

  it('give a work back to be written again, with the reason and without its claims', async () => {
    const desks = await stage.colleagues('returned', 2);
    must(await desks[1]!.next(), 201);
    must(await moderator.api.post(`/submissions/${desks[0]!.submissionId}/flag`, { reason: 'unreadable' }), 201);
    must(await moderator.api.post(`/review-cases/${await stage.openCase(desks[0]!.submissionId, 'flagged-submission')}`, { decision: 'return', note: 'Please write whole sentences.' }), 200);
    expect(await stage.row(desks[0]!.submissionId, 'state, lent, is_held')).toEqual({ state: 'returned', lent: 0, is_held: false });
    expect(await academy.database.query('SELECT state FROM review WHERE submission_id = $1', [desks[0]!.submissionId])).toEqual([{ state: 'released' }]);
    await desks[0]!.write({ markdown: 'Whole sentences are written here.' });
    await desks[0]!.submit();
    expect(await stage.row(desks[0]!.submissionId, 'state')).not.toEqual({ state: 'returned' });
  });

  it('tell whoever holds a claim: what she writes on a held work is kept and counts once the flag is dismissed, what is taken from her is told', async () => {
    const desks = await stage.colleagues('claims', 3);
    const lent = must(await desks[0]!.next(), 201).body;
    const { submissionId } = (await academy.database.one<{ submissionId: string }>('SELECT submission_id AS "submissionId" FROM review WHERE id = $1', [lent.reviewId]))!;
    must(await moderator.api.post(`/submissions/${submissionId}/flag`, { reason: 'plagiarism' }), 201);
    expect(must(await desks[0]!.person.api.get(`/reviews/${lent.reviewId}`), 200).body).toMatchObject({ state: 'claimed', isHeld: true });
    await desks[0]!.handIn(lent.reviewId, reviewOf(2));
    const third = desks.find((desk) => desk !== desks[0] && desk.submissionId !== submissionId)!;
    // Held: not lent again, so it is put in her hands.
    const second = await academy.database.one<{ id: string }>(
      `INSERT INTO review (submission_id, edition_id, activity_key, round, reviewer_id, enrolment_id, expires_at) VALUES ($1, $2, 'claims', 1, $3, $4, academy_now() + interval '2 days') RETURNING id`,
      [submissionId, editionId, third.person.id, third.enrolmentId],
    );
    await academy.database.query('UPDATE submission SET lent = lent + 1 WHERE id = $1', [submissionId]);
    await third.handIn(second!.id, reviewOf(2));
    expect(await stage.row(submissionId, 'state, finished, lent')).toEqual({ state: 'in-review', finished: 2, lent: 0 });
    must(await moderator.api.post(`/review-cases/${await stage.openCase(submissionId, 'flagged-submission')}`, { decision: 'dismiss', note: 'All is well.' }), 200);
    expect(await stage.row(submissionId, 'state, finished')).toEqual({ state: 'graded', finished: 2 });

    const next = must(await desks[0]!.next(), 201).body;
    const other = desks.find((desk) => desk !== desks[0] && desk.submissionId !== submissionId)!;
    must(await moderator.api.post(`/submissions/${other.submissionId}/flag`, { reason: 'unreadable' }), 201);
    must(await moderator.api.post(`/review-cases/${await stage.openCase(other.submissionId, 'flagged-submission')}`, { decision: 'return', note: 'Please write it again.' }), 200);
    const late = await desks[0]!.person.api.put(`/reviews/${next.reviewId}`, { ...reviewOf(1), done: true });
    expect([late.status, late.body.type]).toEqual([409, '/problems/work-taken-back']);
    expect(must(await desks[0]!.person.api.get(`/reviews/${next.reviewId}`), 200).body).toMatchObject({ state: 'released', submission: null, keeps: reviewOf(1).keeps });
    expect(await academy.database.query('SELECT given FROM review_duty WHERE user_id = $1', [desks[0]!.person.id])).toEqual([{ given: 1 }]);
  });

  it('take a work out; whoever reviewed it keeps the credit, and its grade no longer stands', async () => {
    const desks = await stage.colleagues('removed', 3);
    await stage.reviewed(desks, () => 2);
    const { submissionId } = desks[0]!;
    const given = () => academy.database.query('SELECT user_id, given FROM review_duty WHERE activity_key = $1 ORDER BY user_id', ['removed']);
    const before = await given();
    expect(before.map((duty) => (duty as { given: number }).given)).toEqual([2, 2, 2]);
    must(await moderator.api.post(`/submissions/${submissionId}/flag`, { reason: 'plagiarism' }), 201);
    must(await moderator.api.post(`/review-cases/${await stage.openCase(submissionId, 'flagged-submission')}`, { decision: 'remove', note: 'Copied from a book.' }), 200);
    expect(await stage.row(submissionId, 'state, is_held')).toEqual({ state: 'withdrawn', is_held: false });
    expect(await academy.database.query('SELECT id FROM grade WHERE submission_id = $1 AND superseded_at IS NULL', [submissionId])).toEqual([]);
    expect(await given()).toEqual(before);
  });

  it.each([['remove', 'Copied from a book.'], ['return', 'Please name your sources.']])('leave nothing in public of a work that its author had published, deciding to %s it', async (decision, note) => {
    const [desk] = (await stage.colleagues('published', 1, decision)) as [Colleague];
    const { submissionId, person } = desk;
    must(await stage.coordinator.api.put(`/submissions/${submissionId}/grade`, { points: 6, reason: 'Read by me.' }), 200);
    must(await person.api.post(`/submissions/${submissionId}/publication`, { licence: 'CC-BY-4.0', named: true }), 204);
    const scenario = async () => (await academy.api.get(`~/scenarios/${submissionId}`)).status;
    expect(await scenario()).toBe(200);
    must(await moderator.api.post(`/submissions/${submissionId}/flag`, { reason: 'plagiarism' }), 201);
    expect(await scenario()).toBe(404);
    must(await moderator.api.post(`/review-cases/${await stage.openCase(submissionId, 'flagged-submission')}`, { decision, note }), 200);
    expect(await scenario()).toBe(404);
    expect(await stage.row(submissionId, 'is_held, licence, published_as')).toEqual({ is_held: false, licence: null, published_as: null });
  });

  it('decide one appeal of a work within ten days, and only one of two at once does', async () => {
    const desks = await stage.colleagues('appeals', 3);
    const { submissionId, person } = desks[0]!;
    expect((await person.api.post(`/submissions/${submissionId}/appeal`, { reason: 'Too early.' })).body.type).toBe('/problems/not-released');
    await stage.reviewed(desks, (index) => (index === 0 ? 2 : 1));
    const both = await Promise.all([1, 2].map(() => person.api.post(`/submissions/${submissionId}/appeal`, { reason: 'My pupils do take part.' })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const promised = `SELECT raised_at AS "raisedAt", due_at AS "dueAt" FROM review_case WHERE submission_id = $1 AND kind = 'appeal'`;
    const { raisedAt, dueAt } = (await academy.database.one<{ raisedAt: Date; dueAt: Date }>(promised, [submissionId]))!;
    expect(dueAt.getTime()).toBe(new Date(raisedAt).setUTCHours(0, 0, 0, 0) + 11 * 86_400_000 - 1_000);
    expect(new Date(both.find(({ status }) => status === 201)!.body.dueAt)).toEqual(dueAt);
    expect((await desks[1]!.person.api.post(`/submissions/${submissionId}/appeal`, { reason: 'Not mine.' })).status).toBe(404);

    const caseId = await stage.openCase(submissionId, 'appeal');
    expect((await moderator.api.post(`/review-cases/${caseId}`, { decision: 'change-grade', points: 1_000, note: 'More.' })).status).toBe(422);
    const decided = await Promise.all([moderator.api.post(`/review-cases/${caseId}`, { decision: 'change-grade', points: 6, note: 'They do.' }), stage.other.api.post(`/review-cases/${caseId}`, { decision: 'uphold-grade', note: 'It stands.' })]);
    expect(decided.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [standing] = await academy.database.query<{ source: string; points: string }>('SELECT source, points FROM grade WHERE submission_id = $1 AND superseded_at IS NULL', [submissionId]);
    expect(standing!.source).toBe(decided[0].status === 200 ? 'staff' : 'reviews');
    expect((await person.api.post(`/submissions/${submissionId}/appeal`, { reason: 'Once more.' })).status).toBe(409);
    const facts = await academy.database.query(`SELECT kind, actor_id AS actor, person_id AS person FROM fact WHERE kind LIKE 'case.%' AND payload->>'caseId' = $1 ORDER BY id`, [caseId]);
    expect(facts).toEqual([
      { kind: 'case.raised', actor: person.id, person: person.id },
      { kind: 'case.decided', actor: decided[0].status === 200 ? moderator.id : stage.other.id, person: person.id },
    ]);
  });

  it('take a flagged review out of a grade, but never judge their own', async () => {
    const desks = await stage.colleagues('pair', 3);
    await stage.reviewed(desks, (index) => index + 1);
    const { submissionId, person } = desks[0]!;
    const reviews = await academy.database.query<{ id: string; reviewer: string }>(`SELECT id, reviewer_id AS reviewer FROM review WHERE submission_id = $1 AND state = 'done' ORDER BY id`, [submissionId]);
    expect(reviews).toHaveLength(2);
    const [flagged] = reviews;
    expect((await desks[1]!.person.api.post(`/reviews/${flagged!.id}/flag`, { reason: 'abuse' })).status).toBe(404);
    must(await person.api.post(`/reviews/${flagged!.id}/flag`, { reason: 'abuse', text: 'Hurtful.' }), 201);
    expect(await academy.database.one('SELECT is_held FROM review WHERE id = $1', [flagged!.id])).toEqual({ is_held: true });

    const caseId = await stage.openCase(submissionId, 'flagged-review');
    for (const userId of [flagged!.reviewer, person.id]) {
      await stage.makeModerator(userId);
      const own = desks.find((desk) => desk.person.id === userId)!;
      expect((await own.person.api.post(`/review-cases/${caseId}`, { decision: 'dismiss', note: 'Fine.' })).body.type).toBe('/problems/own-case');
    }
    must(await moderator.api.post(`/review-cases/${caseId}`, { decision: 'remove', note: 'That was hurtful.' }), 200);
    expect(await academy.database.one('SELECT state, is_held FROM review WHERE id = $1', [flagged!.id])).toEqual({ state: 'removed', is_held: false });
    expect(await stage.row(submissionId, 'finished')).toEqual({ finished: 1 });
  });
});
