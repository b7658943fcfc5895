import { ReminderEffects } from '@academy/reminders';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { type Learner, ReminderStage } from './stage';

describe('what is told of reminders', () => {
  let academy: RunningAcademy;
  let stage: ReminderStage;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    stage = await ReminderStage.build(academy, '2027-03-01T10:00:00Z');
  });
  afterAll(() => academy.stop());

  it('counts each person once, as she was first drawn, and from when somebody was left out', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(-60 * 24) });
    const [early, ana, bea] = await Promise.all(['Early', 'Ana', 'Bea'].map((name) => stage.enrol(editionId, {}, { name })));
    const decided = ({ userId, enrolmentId }: Learner, module: string, daysAgo: number, arm: 'sent' | 'held-out') =>
      academy.database.query(
        `INSERT INTO reminder (user_id, kind, subject, occurrence, enrolment_id, edition_id, arm, params, decided_at) VALUES ($1, 'module-opened', concat($2::text, ':', $3::text), '', $2::uuid, $4, $5, jsonb_build_object('moduleKey', $3::text), $6)`,
        [userId, enrolmentId, module, editionId, arm, stage.in(-daysAgo * 24)],
      );
    const one = async () => (await academy.web.get(ReminderEffects).of(editionId)).find(({ kind }) => kind === 'module-opened');
    for (const [index, module] of ['m1', 'm2', 'm3', 'm4', 'm5'].entries()) await decided(ana!, module, 50 - 7 * index, 'sent');
    await academy.database.query(`INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence, value, first_at, last_at) VALUES ($1, $2, 'read', 'viewed', 1, $3, $3)`, [ana!.enrolmentId, editionId, stage.in(-49 * 24)]);
    expect(await one()).toMatchObject({ reminded: 1, remindedDone: 1, heldOut: 0, waiting: 0 });
    await decided(early!, 'm1', 50, 'sent');
    for (const module of ['m3', 'm4']) await decided(bea!, module, module === 'm3' ? 36 : 2, 'held-out');
    expect(await one()).toMatchObject({ reminded: 1, remindedDone: 0, heldOut: 1, heldOutDone: 0, waiting: 0 });
  });
});
