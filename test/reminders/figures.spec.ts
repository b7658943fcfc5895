import { ReminderEffects } from '@academy/reminders';
import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
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

  it('says of those of late how many mails went, which wait, and why others were kept back', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(-73) });
    const became = [['sent'], ['sent'], ['pending'], ['held'], ['suppressed', 'opted-out'], ['suppressed', 'bounced'], ['suppressed', 'complained'], ['suppressed', 'over-cap'], ['suppressed', 'done-since'], ['failed', '550 no such user'], ['unknown', 'the sender died']];
    const lettered = ['sent', 'pending', 'failed'];
    for (let more = 0; more < became.length + lettered.length + 1; more++) await stage.enrol(editionId);
    await stage.sweep();
    const mails = await academy.database.query<{ id: string }>(`SELECT m.id FROM mail m JOIN enrolment e ON e.user_id = m.user_id WHERE e.edition_id = $1 AND m.kind = 'not-started' ORDER BY m.id`, [editionId]);
    for (const [index, [state, reason = null]] of became.entries()) await academy.database.query('UPDATE mail SET state = $2, reason = $3 WHERE id = $1', [mails[index]!.id, state, reason]);
    for (const [index, state] of lettered.entries()) {
      await academy.database.query(
        `WITH letter AS (INSERT INTO mail (natural_key, kind, is_transactional, user_id, address, recipient, data, due_at, state) SELECT 'digest:' || id, 'digest', true, user_id, address, recipient, '{}', due_at, $2 FROM mail WHERE id = $1 RETURNING id)
         UPDATE mail SET state = 'gathered', digest_id = (SELECT id FROM letter) WHERE id = $1`,
        [mails[became.length + index]!.id, state],
      );
    }
    // The last was told in the Academy alone; one is left out by lot.
    await academy.database.query('DELETE FROM mail WHERE id = $1', [mails.at(-1)!.id]);
    const left = await stage.enrol(editionId);
    await academy.database.query(`INSERT INTO reminder (user_id, kind, subject, occurrence, enrolment_id, edition_id, arm) VALUES ($1, 'not-started', $2::uuid::text, '', $2, $3, 'held-out')`, [left.userId, left.enrolmentId, editionId]);

    const coordinator = await academy.coordinator();
    const [rule] = must(await coordinator.api.get(`/editions/${editionId}/reminder-rules`), 200).body.items.filter(({ kind }: { kind: string }) => kind === 'not-started');
    const keptBack = [{ why: 'address-failed', count: 2 }, { why: 'turned-off', count: 1 }, { why: 'over-cap', count: 1 }, { why: 'no-longer-needed', count: 1 }];
    expect(rule.recent).toEqual({ sent: 2, inLetters: 1, waiting: 3, keptBack, notDelivered: 3, withoutMail: 1, heldOut: 1 });
    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(coordinator.email, PASSWORD);
    const words = 'In seven days: 2 sent, one in a letter, 3 waiting, 5 kept back (2 addresses do not work, one does not want such e-mails), 3 not known to have arrived, one without an e-mail and one left out.';
    for (const path of ['', '/not-started']) expect((await visitor.get(`/coordination/editions/${editionId}/reminders${path}`)).html).toContain(words);
  });
});
