import { ProgressKeeper } from '@academy/learning';
import { ReviewStanding } from '@academy/reviews';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { must } from '../support/world';
import { type Enrolled, Stage } from './stage';

describe('completion by what others bring about', () => {
  let academy: RunningAcademy;
  let stage: Stage;
  beforeAll(async () => {
    academy = await startAcademy();
    stage = await Stage.build(academy);
  });
  afterAll(() => academy.stop());

  const settle = ({ enrolmentId }: Enrolled) => academy.database.transaction((tx) => academy.web.get(ReviewStanding).settle(tx, enrolmentId, 'plan'));
  const credit = ({ enrolmentId }: Enrolled, key = 'plan') =>
    academy.database.transaction(async (tx) => {
      const progress = academy.web.get(ProgressKeeper);
      await progress.credit(tx, await progress.lock(tx, enrolmentId), key, 'reviewed');
    });
  const stands = ({ enrolmentId }: Enrolled) =>
    academy.database.one<{ state: string; done: number; completedAt: Date | null; lastActiveAt: Date | null; credits: number; completions: number }>(
      `SELECT state, done_count AS done, completed_at AS "completedAt", last_active_at AS "lastActiveAt",
              (SELECT count(*)::int FROM progress p WHERE p.enrolment_id = e.id AND p.evidence = 'reviewed') AS credits,
              (SELECT count(*)::int FROM fact f WHERE f.kind = 'course.completed' AND f.payload ->> 'enrolmentId' = e.id::text) AS completions
       FROM enrolment e WHERE id = $1`,
      [enrolmentId],
    );
  /** With a work that has passed, and nothing owed. */
  async function passed(person: Enrolled, duty: object = { to_give: 0 }): Promise<Enrolled> {
    const work = await stage.work(person, { state: 'graded' });
    await stage.grade(work);
    await stage.duty(person, duty as Record<string, unknown>);
    return person;
  }

  it('completes who is active, once, without saying that she was here', async () => {
    const ana = await passed(await stage.enrolled());
    await settle(ana);
    await settle(ana);
    expect(await stands(ana)).toMatchObject({ state: 'completed', done: 1, completedAt: expect.any(Date), lastActiveAt: null, credits: 1, completions: 1 });
  });

  it.each<[string, object]>([
    ['two reviews are owed', { to_give: 3, given: 1 }],
    ['one is owed beside a waived one', { to_give: 3, given: 1, waived: 1 }],
  ])('waits while %s', async (_what, duty) => {
    const ana = await passed(await stage.enrolled(), duty);
    await settle(ana);
    expect(await stands(ana)).toMatchObject({ state: 'active', credits: 0 });
    await academy.database.query('UPDATE review_duty SET waived = to_give - given WHERE enrolment_id = $1', [ana.enrolmentId]);
    await settle(ana);
    expect(await stands(ana)).toMatchObject({ state: 'completed', credits: 1 });
  });

  it.each<[string, object]>([
    ['not passed', { is_passed: false }],
    ['not released', { released_at: null }],
    ['superseded', { superseded_at: new Date() }],
  ])('counts no grade that is %s', async (_what, change) => {
    const ana = await stage.enrolled();
    await stage.grade(await stage.work(ana, { state: 'graded' }), change as Record<string, unknown>);
    await settle(ana);
    expect(await stands(ana)).toMatchObject({ state: 'active', credits: 0 });
  });

  it('does nothing for who withdrew, and completes them when they come back', async () => {
    const ana = await stage.enrolled();
    await passed(ana);
    must(await ana.api.delete(`/enrolments/${ana.enrolmentId}`), 204);
    await credit(ana);
    await settle(ana);
    expect(await stands(ana)).toMatchObject({ state: 'withdrawn', done: 0, credits: 0, completions: 0 });
    must(await ana.api.post(`/editions/${stage.editionId}/enrolments`), 201);
    await until(async () => (await stands(ana))?.state === 'completed', 'the completion of who came back');
  });

  it('completes who takes her second draft back, where only what she owed for it was in the way', async () => {
    const twice = await Stage.build(academy, { rounds: 2 });
    const ana = await twice.enrolled();
    const content = { markdown: 'We count.', fields: {}, links: [], attachments: [] };
    await twice.grade(await twice.work(ana, { state: 'graded', content }));
    await twice.duty(ana, { to_give: 1 });
    const work = `/enrolments/${ana.enrolmentId}/activities/plan/submission`;
    const { revision } = must(await ana.api.post(`${work}/second-draft`), 201).body;
    must(await ana.api.put(work, { markdown: 'Now with a map of the street.', language: 'en' }, { headers: { 'if-match': `"r${revision}"` } }), 200);
    must(await ana.api.post(`${work}/submit`), 200);
    await academy.database.query('UPDATE review_duty SET given = to_give WHERE enrolment_id = $1 AND round = 1', [ana.enrolmentId]);
    await settle(ana);
    expect(await stands(ana)).toMatchObject({ state: 'active', credits: 0 });
    must(await ana.api.post(`${work}/withdraw`), 200);
    await until(async () => (await stands(ana))?.state === 'completed', 'the completion of who took it back');
  });

  it('completes who gives the last review that she owes as staff', async () => {
    const mona = await passed(await stage.enrolled(), { to_give: 1 });
    must(await stage.coordinator.api.post(`/editions/${stage.editionId}/team`, { userId: mona.id, role: 'moderator' }), 201);
    const work = await stage.work(await stage.enrolled());
    const { reviewId } = must(await mona.api.post(`/submissions/${work}/review-by-staff`, {}), 201).body;
    const words = { scores: { aim: 'high' }, comments: {}, overall: 'You plan the walk well; the pupils measure and compare.', keeps: 'The tally on the chalk line.', suggests: 'Let the pupils choose the streets.', done: true };
    expect(must(await mona.api.put(`/reviews/${reviewId}`, words), 200).body).toMatchObject({ state: 'done' });
    expect(await stands(mona)).toMatchObject({ state: 'completed', credits: 1 });
  });

  it('does nothing for an activity that the version has not', async () => {
    const ana = await stage.enrolled();
    await credit(ana, 'nowhere');
    expect(await stands(ana)).toMatchObject({ state: 'active', credits: 0 });
  });

  it('completes who expired with the edition, with certificate and badge', async () => {
    const closing = await Stage.build(academy);
    const ana = await closing.enrolled();
    const work = await closing.work(ana);
    must(await closing.coordinator.api.post(`/editions/${closing.editionId}/state`, { state: 'closed' }), 200);
    await until(async () => (await stands(ana))?.state === 'expired', 'the enrolment to expire');
    await closing.grade(work);
    await settle(ana);
    expect(await stands(ana)).toMatchObject({ state: 'completed', completions: 1, lastActiveAt: null });
    expect((await academy.database.one<{ taken: number }>('SELECT seats_taken AS taken FROM edition WHERE id = $1', [closing.editionId]))?.taken).toBe(1);
    await until(() => academy.database.one('SELECT FROM certificate WHERE enrolment_id = $1', [ana.enrolmentId]), 'the certificate');
  });

  it('leaves what was completed by hand as it was', async () => {
    const ana = await stage.enrolled();
    const before = new Date('2026-01-15T10:00:00Z');
    await academy.database.query(`UPDATE enrolment SET state = 'completed', completed_at = $2, done_count = 1, required_count = 1 WHERE id = $1`, [ana.enrolmentId, before]);
    await stage.grade(await stage.work(ana, { state: 'graded' }), { is_passed: false });
    await settle(ana);
    await academy.web.get(ProgressKeeper).recompute(ana.enrolmentId);
    expect(await stands(ana)).toMatchObject({ state: 'completed', completedAt: before, completions: 0 });
    await passed(await stage.enrolled());
    await credit(ana);
    expect(await stands(ana)).toMatchObject({ state: 'completed', completedAt: before, completions: 0 });
  });
});
