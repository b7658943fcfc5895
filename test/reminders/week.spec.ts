import { type RunningAcademy, startAcademy } from '../support/academy';
import { type Learner, ReminderStage } from './stage';

describe('the reminders of a week', () => {
  let academy: RunningAcademy;
  let stage: ReminderStage;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    stage = await ReminderStage.build(academy, '2027-03-01T10:00:00Z');
  });
  afterAll(() => academy.stop());

  const hadBefore = (learner: Learner, count: number): Promise<unknown> =>
    academy.database.query(`INSERT INTO mail_week (user_id, counted) SELECT $1, jsonb_object_agg('earlier' || n, academy_now()) FROM generate_series(1, $2::int) n`, [learner.userId, count]);

  it.each([
    [null, 2, 'sent', 'sent'],
    [null, 3, 'suppressed: over-cap', 'sent'],
    [null, 4, 'suppressed: over-cap', 'sent'],
    [null, 5, 'suppressed: over-cap', 'suppressed: over-cap'],
    [2, 1, 'suppressed: over-cap', 'sent'],
    [1, 0, 'sent', 'suppressed: over-cap'],
    [0, 0, 'suppressed: over-cap', 'suppressed: over-cap'],
  ])('where she wants %s (null: five) and had %i, a module that opened is %s, and the deadline after it is %s', async (wanted, had, opened, deadline) => {
    const editionId = await stage.edition({ startsAt: stage.in(-7 * 24 - 1), release: { mode: 'weekly' }, deadlines: { plan: { submitBy: stage.in(71).toISOString() } } });
    const ana = await stage.enrol(editionId, { lastActiveAt: stage.in(-3) });
    if (wanted !== null) await academy.database.query('INSERT INTO mail_rhythm (user_id, weekly_cap) VALUES ($1, $2)', [ana.userId, wanted]);
    if (had > 0) await hadBefore(ana, had);
    await stage.sweep();
    expect([await stage.send(ana, 'module-opened'), await stage.send(ana, 'deadline')]).toEqual([opened, deadline]);
  });
});
