import { ReviewRounds } from '@academy/reviews';
import type { Person, RunningAcademy } from '../support/academy';
import { must } from '../support/world';
import { type Colleague, ModerationStage, reviewOf } from './moderation.stage';
import { Desk, moveTo } from './support';

const DAY = 86_400_000;

describe('decisions of moderators', () => {
  let stage: ModerationStage;
  let academy: RunningAcademy;
  let moderator: Person;
  let began: number;
  let again: Colleague[];
  let spread: Colleague[];
  let longer: Colleague;
  let staffed: Colleague;
  let forgotten: Colleague;
  let passed: Colleague;

  beforeAll(async () => {
    stage = await ModerationStage.open(['again', 'spread', 'longer', 'staffed', 'forgotten', 'passed']);
    ({ academy, moderator } = stage);
    began = academy.clock.now().getTime();
    [again, spread] = [await stage.colleagues('again', 4), await stage.colleagues('spread', 3)];
    [longer, staffed, forgotten, passed] = (await Promise.all(['longer', 'staffed', 'forgotten', 'passed'].map(async (key) => (await stage.colleagues(key, 1))[0]))) as [Colleague, Colleague, Colleague, Colleague];
  });
  afterAll(() => academy.stop());

  const onDay = async (day: number): Promise<void> => {
    await moveTo(academy, new Date(began + day * DAY));
    await academy.web.get(ReviewRounds).sweep();
  };
  const decide = async (submissionId: string, kind: string, decided: object, by = moderator) => by.api.post(`/review-cases/${await stage.openCase(submissionId, kind)}`, { note: 'For a reason.', ...decided });
  const grades = (submissionId: string) =>
    academy.database.query<{ source: string; points: number; isPassed: boolean; isStanding: boolean; isReleased: boolean; reviews: number }>(
      `SELECT source, points::float8 AS points, is_passed AS "isPassed", superseded_at IS NULL AS "isStanding", released_at IS NOT NULL AS "isReleased", jsonb_array_length(basis) AS reviews
       FROM grade WHERE submission_id = $1 ORDER BY graded_at`,
      [submissionId],
    );
  const facts = (kind: string, activityKey: string) =>
    academy.database.query<{ personId: string; payload: Record<string, unknown> }>(`SELECT person_id AS "personId", payload FROM fact WHERE kind = $1 AND payload->>'activityKey' = $2 ORDER BY id`, [kind, activityKey]);
  const appealed = (desk: Colleague) => desk.person.api.post(`/submissions/${desk.submissionId}/appeal`, { reason: 'Please look again.' }).then((reply) => must(reply, 201));
  const openCases = async (submissionId: string) => (await academy.database.query<{ kind: string }>(`SELECT kind FROM review_case WHERE submission_id = $1 AND state = 'open'`, [submissionId])).map(({ kind }) => kind);

  it('lend a graded work once more, for which helpers are asked at once, and grade it anew', async () => {
    await stage.reviewed(again, () => 1);
    const [appealing] = again as [Colleague];
    const { submissionId } = appealing;
    await appealed(appealing);
    must(await decide(submissionId, 'appeal', { decision: 'more-reviews' }), 200);
    expect(await stage.row(submissionId, 'state, phase, wanted, finished, is_open')).toEqual({ state: 'in-review', phase: 'rescue', wanted: 3, finished: 2, is_open: true });
    expect(await grades(submissionId)).toMatchObject([{ source: 'reviews', points: 2, isStanding: true }]);
    expect(await facts('submission.terms-changed', 'again')).toMatchObject([{ personId: appealing.person.id, payload: { submissionId, change: 'one-more' } }]);

    const sweep = () => academy.web.get(ReviewRounds).sweep();
    await sweep();
    await sweep();
    expect((await facts('review.help-wanted', 'again')).map(({ personId }) => personId).sort()).toEqual([moderator.id, stage.other.id].sort());
    expect(await stage.row(submissionId, 'state')).toEqual({ state: 'in-review' });

    const asked = await Promise.all(again.slice(1).map(async (desk) => ({ desk, lent: await desk.next() })));
    const lent = asked.filter((each) => each.lent.status === 201);
    expect(lent).toHaveLength(1);
    await lent[0]!.desk.handIn(lent[0]!.lent.body.reviewId, reviewOf(3));
    expect(await stage.row(submissionId, 'state, finished')).toEqual({ state: 'graded', finished: 3 });
    expect(await grades(submissionId)).toMatchObject([{ reviews: 2, isStanding: false }, { source: 'reviews', reviews: 3, isStanding: true, isReleased: true }]);
  });

  it('let what staff gave make way for one more review, and give back what the others say where none comes', async () => {
    const { submissionId } = again[1]!;
    await appealed(again[1]!);
    must(await decide(submissionId, 'appeal', { decision: 'change-grade', points: 6 }), 200);
    expect((await grades(submissionId)).at(-1)).toMatchObject({ source: 'staff', points: 6, isPassed: true, isStanding: true, isReleased: true });

    const other = again[2]!;
    must(await stage.coordinator.api.put(`/submissions/${other.submissionId}/grade`, { points: 0, reason: 'Not about teaching.' }), 200);
    await appealed(other);
    must(await decide(other.submissionId, 'appeal', { decision: 'more-reviews' }), 200);
    expect((await grades(other.submissionId)).filter(({ isStanding }) => isStanding)).toEqual([]);
    expect(await stage.row(other.submissionId, 'state, is_open')).toEqual({ state: 'in-review', is_open: true });
  });

  it('let reviews far apart stand, or say what holds', async () => {
    await stage.reviewed(spread, (index) => (index === 1 ? 0 : 3));
    expect(await openCases(spread[0]!.submissionId)).toEqual([]);
    await onDay(20.1);
    expect(await Promise.all(spread.map(({ submissionId }) => openCases(submissionId)))).toEqual([['spread'], [], ['spread']]);
    const before = await grades(spread[0]!.submissionId);
    expect((await decide(spread[0]!.submissionId, 'spread', { decision: 'dismiss' })).status).toBe(422);
    must(await decide(spread[0]!.submissionId, 'spread', { decision: 'accept' }), 200);
    expect(await grades(spread[0]!.submissionId)).toEqual(before);
    must(await decide(spread[2]!.submissionId, 'spread', { decision: 'change-grade', passed: false }, stage.other), 200);
    expect((await grades(spread[2]!.submissionId)).map(({ source, isPassed, isStanding }) => [source, isPassed, isStanding])).toEqual([['reviews', true, false], ['staff', false, true]]);
    // One more review was asked for in vain.
    expect((await grades(again[2]!.submissionId)).at(-1)).toMatchObject({ source: 'reviews', isStanding: true, reviews: 2 });
  });

  it('give a work without reviews more time, after which it is theirs again', async () => {
    await onDay(23.2);
    const { submissionId } = longer;
    expect(await stage.row(submissionId, 'phase, is_open')).toEqual({ phase: 'moderators', is_open: true });
    must(await decide(submissionId, 'short', { decision: 'extend', days: 4 }), 200);
    expect(await stage.row(submissionId, 'state, phase, moderate_by')).toEqual({ state: 'submitted', phase: 'rescue', moderate_by: null });
    await onDay(27.1);
    expect([await openCases(submissionId), (await facts('review.help-wanted', 'longer')).length]).toEqual([[], 2]);
    await onDay(30.3);
    expect(await openCases(submissionId)).toEqual(['short']);
    expect(await stage.row(submissionId, 'phase')).toEqual({ phase: 'moderators' });
  });

  it('let a work pass for want of reviewers, but not give more time to what is graded', async () => {
    const { submissionId } = passed;
    must(await decide(submissionId, 'short', { decision: 'pass-grade' }), 200);
    expect(await grades(submissionId)).toMatchObject([{ source: 'staff', points: 3, isPassed: true, isStanding: true, isReleased: true }]);
    const late = longer.submissionId;
    must(await stage.coordinator.api.put(`/submissions/${late}/grade`, { passed: true, reason: 'Read by me.' }), 200);
    expect((await decide(late, 'short', { decision: 'extend' })).body.type).toBe('/problems/already-graded');
    expect(await openCases(late)).toEqual(['short']);
  });

  it('review a work themselves, which is enough; and what they leave unwritten comes back to them', async () => {
    const begun = must(await decide(staffed.submissionId, 'short', { decision: 'review-by-staff' }), 200).body;
    expect(await stage.row(staffed.submissionId, 'lent')).toEqual({ lent: 1 });
    await new Desk(moderator, '', 'staffed').handIn(begun.reviewId, reviewOf(2));
    expect(await grades(staffed.submissionId)).toMatchObject([{ source: 'reviews', points: 4, reviews: 1, isStanding: true, isReleased: true }]);

    must(await decide(forgotten.submissionId, 'short', { decision: 'review-by-staff' }), 200);
    await onDay(31);
    expect(await openCases(forgotten.submissionId)).toEqual([]);
    await onDay(33);
    await onDay(33.1);
    expect(await openCases(forgotten.submissionId)).toEqual(['short']);
  });
});
