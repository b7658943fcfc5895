import { randomUUID } from 'node:crypto';
import { Enrolments } from '@academy/enrolments';
import { ReminderRules } from '@academy/reminders';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { ReminderStage } from './stage';
import { ERASE } from './virtual/acts.rows';
import { hearAll } from './virtual/hearing';

describe('whoever left before a reminder goes', () => {
  let academy: RunningAcademy;
  let stage: ReminderStage;
  let editionId: string;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    stage = await ReminderStage.build(academy, '2027-03-01T10:00:00Z');
    editionId = await stage.edition({ startsAt: stage.in(48), state: 'open' });
    await academy.database.query('UPDATE edition SET seats = 100, seats_taken = 100 WHERE id = $1', [editionId]);
  });
  afterAll(() => academy.stop());

  const free = async (): Promise<void> => void (await academy.database.query('UPDATE edition SET seats = seats + 1 WHERE id = $1', [editionId]), await academy.web.get(Enrolments).promote(editionId));
  const enrol = async (person: Person) => {
    const { id } = await academy.web.get(Enrolments).enrol(editionId, person.id);
    return { userId: person.id, enrolmentId: id, email: person.email, name: person.displayName };
  };
  const decided = async (): Promise<string[]> => (await stage.ledger(editionId)).filter(({ kind }) => kind === 'seat-freed').map(({ subject }) => subject);

  it('hears nothing of a seat: given up again, erased, or given up before it was told', async () => {
    const [glad, gone, erased, quick] = [await enrol(await academy.person()), await enrol(await academy.person()), await enrol(await academy.person()), await enrol(await academy.person())];
    for (let seats = 0; seats < 4; seats += 1) await free();
    await academy.web.get(Enrolments).withdraw(quick.enrolmentId);
    await hearAll(academy.web);
    expect((await decided()).sort()).toEqual([glad.enrolmentId, gone.enrolmentId, erased.enrolmentId].sort());

    await academy.web.get(Enrolments).withdraw(gone.enrolmentId);
    for (const sql of ERASE) await academy.database.query(sql, [erased.userId]);
    await hearAll(academy.web);
    expect([await stage.send(glad, 'seat-freed'), await stage.send(gone, 'seat-freed'), await stage.send(erased, 'seat-freed')]).toEqual(['sent', 'suppressed: not-active', 'suppressed: enrolment-gone']);
    expect(await stage.send(quick, 'seat-freed')).toBe('no mail');
  });

  it('hears nothing of a work that she borrowed', async () => {
    const [author, reviewer] = [await stage.enrol(editionId), await stage.enrol(editionId)];
    const reviewId = randomUUID();
    await academy.database.query(
      `INSERT INTO review (id, submission_id, edition_id, activity_key, round, reviewer_id, enrolment_id, expires_at) VALUES ($1, $2, $3, 'plan', 1, $4, $5, $6)`,
      [reviewId, await stage.work(author, 'submitted'), editionId, reviewer.userId, reviewer.enrolmentId, stage.in(10)],
    );
    const mail = (key: string): Promise<unknown> =>
      academy.database.query(
        `INSERT INTO mail (natural_key, kind, is_transactional, user_id, address, recipient, data, due_at) VALUES ($1, 'claim-expiring', false, $2, $3, '{"displayName": "A", "locale": "en", "timeZone": "UTC"}', $4, academy_now())`,
        [key, reviewer.userId, reviewer.email, JSON.stringify({ reviewId, activityKey: 'plan', title: 'Your plan', course: 'C', edition: 'E', expiresAt: stage.in(10) })],
      );
    await mail('one');
    expect(await stage.send(reviewer, 'claim-expiring')).toBe('sent');
    await mail('narrowed');
    const narrow = (countries: string[]) => academy.web.get(ReminderRules).save({ editionId }, 'claim-expiring', { audience: { countries, languages: [], onlyFirstTimers: false } }, reviewer.userId);
    await narrow(['FI']);
    expect(await stage.send(reviewer, 'claim-expiring')).toBe('suppressed: not-in-audience');
    await narrow([]);
    await mail('other');
    await academy.web.get(Enrolments).withdraw(reviewer.enrolmentId);
    expect(await stage.send(reviewer, 'claim-expiring')).toBe('suppressed: not-active');
  });
});
