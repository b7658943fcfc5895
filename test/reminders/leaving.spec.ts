import { randomUUID } from 'node:crypto';
import { Enrolments } from '@academy/enrolments';
import { ReminderRules } from '@academy/reminders';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { ReminderStage } from './stage';
import { ERASE } from './virtual/acts.rows';
import { hearAll } from './virtual/hearing';

describe('whoever left before a mail goes', () => {
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
  const enrol = async (person: Person, into = editionId) => {
    const { id } = await academy.web.get(Enrolments).enrol(into, person.id);
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
    expect([await stage.send(glad, 'seat-freed'), await stage.send(gone, 'seat-freed'), await stage.send(erased, 'seat-freed')]).toEqual(['sent', 'suppressed: not-active', 'suppressed: account-gone']);
    expect(await stage.send(quick, 'seat-freed')).toBe('no mail');
  });

  const write = ({ userId, email }: { userId: string; email: string }, kind: string, key: string, data: object): Promise<unknown> =>
    academy.database.query(
      `INSERT INTO mail (natural_key, kind, is_transactional, user_id, address, recipient, data, due_at) VALUES ($1, $2, false, $3, $4, '{"displayName": "A", "locale": "en", "timeZone": "UTC"}', $5, academy_now())`,
      [key, kind, userId, email, JSON.stringify({ activityKey: 'plan', title: 'Your plan', course: 'C', edition: 'E', ...data })],
    );

  it('hears nothing of a place that she gave up, nor of waiting that is over', async () => {
    await academy.database.query('UPDATE edition SET seats = seats_taken WHERE id = $1', [editionId]);
    const [lucky, patient] = [await enrol(await academy.person()), await enrol(await academy.person())];
    await hearAll(academy.web);
    await free();
    expect([await stage.send(lucky, 'waitlisted'), await stage.send(patient, 'waitlisted')]).toEqual(['suppressed: not-waiting', 'sent']);

    const open = await stage.edition({ startsAt: stage.in(48), state: 'open' });
    const [stays, leaves] = [await enrol(await academy.person(), open), await enrol(await academy.person(), open)];
    await hearAll(academy.web);
    await academy.web.get(Enrolments).withdraw(leaves.enrolmentId);
    expect([await stage.send(stays, 'enrolled'), await stage.send(leaves, 'enrolled')]).toEqual(['sent', 'suppressed: not-active']);
  });

  it.each(['grade-released', 'work-returned', 'duty-waived', 'certificate-ready'])('hears nothing of %s', async (kind) => {
    const learner = await stage.enrol(editionId);
    const data = { enrolmentId: learner.enrolmentId, isAgain: false, mayRewrite: false, waived: 1 };
    await write(learner, kind, `${learner.userId}:here`, data);
    expect(await stage.send(learner, kind)).toBe('sent');
    await write(learner, kind, `${learner.userId}:gone`, data);
    await academy.web.get(Enrolments).withdraw(learner.enrolmentId);
    expect(await stage.send(learner, kind)).toBe('suppressed: not-active');
  });

  it('hears nothing of a work that she borrowed', async () => {
    const [author, reviewer] = [await stage.enrol(editionId), await stage.enrol(editionId)];
    const reviewId = randomUUID();
    await academy.database.query(
      `INSERT INTO review (id, submission_id, edition_id, activity_key, round, reviewer_id, enrolment_id, expires_at) VALUES ($1, $2, $3, 'plan', 1, $4, $5, $6)`,
      [reviewId, await stage.work(author, 'submitted'), editionId, reviewer.userId, reviewer.enrolmentId, stage.in(10)],
    );
    const mail = (key: string): Promise<unknown> => write(reviewer, 'claim-expiring', key, { reviewId, expiresAt: stage.in(10) });
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
