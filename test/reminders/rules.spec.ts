import { createHash } from 'node:crypto';
import { houseRule, REMINDER_KINDS, ReminderEffects, ReminderPreview, type ReminderRule, ReminderRules, Reminders, type RuleChange } from '@academy/reminders';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { type Learner, ReminderStage } from './stage';

const AUDIENCE = { countries: [], languages: [], onlyFirstTimers: false };
const many = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, index) => make(index)));

describe('rules of reminders', () => {
  let academy: RunningAcademy;
  let stage: ReminderStage;
  let coordinator: Person;
  let rules: ReminderRules;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    stage = await ReminderStage.build(academy, '2027-03-01T10:00:00Z');
    coordinator = await academy.coordinator({ displayName: 'Carla Coordinator' });
    rules = academy.web.get(ReminderRules);
  });
  afterAll(() => academy.stop());

  const notStarted = async (learners: { locale?: string; country?: string; timeZone?: string; name?: string }[] = [{}]): Promise<[string, Learner[]]> => {
    const editionId = await stage.edition({ startsAt: stage.in(-73) });
    return [editionId, await Promise.all(learners.map((learner) => stage.enrol(editionId, {}, learner)))];
  };
  const save = (editionId: string, change: RuleChange) => rules.save({ editionId }, 'not-started', change, coordinator.id);
  const effective = async (editionId: string): Promise<ReminderRule> => (await rules.of({ editionId })).find(({ kind }) => kind === 'not-started')!;

  it('are the house’s, a course’s or an edition’s, each as a whole; what changes them is in the audit log', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(24 * 30) });
    const courseId = stage.courseId;
    const inForce = async () => (await rules.of({ editionId })).find(({ kind }) => kind === 'away')!;
    expect((await rules.of({ editionId })).map(({ kind }) => kind)).toEqual([...REMINDER_KINDS]);
    expect(await inForce()).toMatchObject({ ...houseRule('away'), origin: 'house', changedAt: null });

    await rules.save({ courseId }, 'away', { offsets: [48], holdOut: 20 }, coordinator.id);
    expect(await inForce()).toMatchObject({ origin: 'course', offsets: [48], holdOut: 20, isOn: true, changedBy: 'Carla Coordinator' });
    await rules.save({ editionId }, 'away', { isOn: false }, coordinator.id);
    await rules.save({ courseId }, 'away', { offsets: [72] }, coordinator.id);
    expect(await inForce()).toMatchObject({ origin: 'edition', offsets: [48], holdOut: 20, isOn: false });
    expect((await rules.of({ courseId })).find(({ kind }) => kind === 'away')).toMatchObject({ origin: 'course', offsets: [72] });
    await rules.reset({ editionId }, 'away', coordinator.id);
    await rules.reset({ courseId }, 'away', coordinator.id);
    await rules.reset({ courseId }, 'away', coordinator.id);
    expect(await inForce()).toMatchObject({ origin: 'house' });

    const facts = await academy.database.query<{ kind: string; actor: string }>(`SELECT kind, actor_id AS actor FROM fact WHERE kind LIKE 'reminder-rule.%' ORDER BY id`);
    expect(facts.map(({ kind }) => kind)).toEqual([...Array<string>(3).fill('reminder-rule.changed'), ...Array<string>(2).fill('reminder-rule.reset')]);
    expect(facts.every(({ actor }) => actor === coordinator.id)).toBe(true);
  });

  it('are refused where their kind cannot do that, and for what there is not', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(24 * 30) });
    await expect(rules.save({ editionId }, 'survey', { isOn: true }, coordinator.id)).rejects.toMatchObject({ reason: 'survey-link-missing' });
    await expect(rules.save({ editionId }, 'away', { texts: { en: { subject: '{password}', body: 'x' } } }, coordinator.id)).rejects.toMatchObject({ reason: 'placeholder-unknown' });
    await expect(rules.save({ editionId: coordinator.id }, 'away', {}, coordinator.id)).rejects.toThrow('edition');
    expect((await rules.of({ editionId })).every(({ origin }) => origin === 'house')).toBe(true);
  });

  it('can be switched off, and reach who they are for alone', async () => {
    const [off] = await notStarted();
    await save(off, { isOn: false });
    const [few, [german, austrian, portuguese, finn, veteran]] = await notStarted([{ locale: 'de', country: 'DE' }, { locale: 'de', country: 'AT' }, { country: 'PT' }, { locale: 'de', country: 'FI' }, { locale: 'de', country: 'DE' }]);
    const past = await stage.edition({ startsAt: stage.in(-400 * 24), endsAt: stage.in(-300 * 24), state: 'archived' });
    await academy.database.query(`INSERT INTO enrolment (edition_id, user_id, state, activated_at, completed_at) VALUES ($1, $2, 'completed', now(), now())`, [past, veteran!.userId]);
    await save(few, { audience: { countries: ['DE', 'AT', 'PT'], languages: ['de'], onlyFirstTimers: true } });
    await stage.sweep();
    expect(await stage.ledger(off)).toEqual([]);
    expect((await stage.ledger(few)).map(({ userId }) => userId).sort()).toEqual([german!.userId, austrian!.userId].sort());
    expect(await stage.kindsFor(few, portuguese!)).toEqual(await stage.kindsFor(few, finn!));
    await save(few, { audience: { countries: ['AT'], languages: [], onlyFirstTimers: false } });
    expect([await stage.send(german!, 'not-started'), await stage.send(austrian!, 'not-started')]).toEqual(['suppressed: not-in-audience', 'sent']);
  });

  it('say what they would do before they are switched on: who is due, and the mail with a real person’s data', async () => {
    const [editionId, [ana]] = await notStarted([{ name: 'Ana', locale: 'de' }, { name: 'Zoe' }, { name: 'Max' }]);
    await save(editionId, { isOn: false });
    const rule = { ...(await effective(editionId)), texts: { en: { subject: 'Come, {name}!', body: 'First “{activity}” of {course}.\n\nIt waits.' } } };
    const preview = academy.web.get(ReminderPreview);
    expect(await preview.dueNow(editionId, rule)).toMatchObject({ count: 3, people: [{ displayName: 'Ana', heldOut: false, since: expect.any(Date) }, { displayName: 'Max' }, { displayName: 'Zoe' }] });
    expect(await preview.dueNow(editionId, { ...rule, offsets: [200] })).toEqual({ count: 0, people: [] });

    const mine = await preview.mailFor(editionId, rule, ana!.enrolmentId);
    expect(mine).toMatchObject({ to: ana!.email, subject: 'Ihr Platz in „Counting the swifts“ wartet' });
    const english = await preview.mailFor(editionId, rule, ana!.enrolmentId, 'en');
    expect(english.subject).toBe('Come, Ana!');
    expect(english.text).toContain('First “Why we count” of Counting the swifts.');
    for (const kind of REMINDER_KINDS) expect((await preview.mailFor(editionId, houseRule(kind), ana!.enrolmentId)).subject).not.toMatch(/undefined|\{|mail\./);
    await expect(preview.mailFor(await stage.edition({ startsAt: stage.in(1) }), rule, ana!.enrolmentId)).rejects.toThrow('enrolment');
    expect([await stage.sweep(), await stage.ledger(editionId)]).toEqual([0, []]);

    await save(editionId, { isOn: true });
    await stage.sweep();
    expect(await stage.ledger(editionId)).toHaveLength(3);
    expect(await preview.dueNow(editionId, rule)).toEqual({ count: 0, people: [] });
  });

  it('speak in a coordinator’s words, as they stand when the mail goes; what they name is never read as a text or as HTML', async () => {
    const [editionId, [learner]] = await notStarted([{ name: '{course}<img src=x>' }]);
    await save(editionId, { texts: { en: { subject: 'Old', body: 'Old' } } });
    await stage.sweep();
    await save(editionId, { texts: { en: { subject: 'Dear {name}', body: 'Dear {name},\n\n<b>come</b>.' } } });
    expect(await stage.send(learner!, 'not-started')).toBe('sent');
    const mail = await academy.mailbox.waitFor(learner!.email, 'not-started');
    expect(mail.subject).toBe('Dear {course}<img src=x>');
    expect(mail.html).toContain('&lt;b&gt;come&lt;/b&gt;');
    expect(mail.html).not.toContain('<img src');
  });

  it('hold out whom the draw says, always the same, and tell what reminding changed', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(-73) });
    const learners = await many(120, () => stage.enrol(editionId));
    await save(editionId, { holdOut: 40 });
    const draw = ({ userId }: Learner) => Number.parseInt(createHash('md5').update(`${userId} not-started ${editionId}`).digest('hex').slice(0, 7), 16) % 100;
    const expected = learners.filter((learner) => draw(learner) < 40).map(({ userId }) => userId);
    await stage.sweep();
    const heldOut = (await stage.ledger(editionId)).filter(({ arm }) => arm === 'held-out').map(({ userId }) => userId);
    expect(heldOut.sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(20);
    const mailed = await academy.database.query<{ userId: string }>(`SELECT m.user_id AS "userId" FROM mail m JOIN enrolment e ON e.user_id = m.user_id WHERE e.edition_id = $1`, [editionId]);
    expect(mailed).toHaveLength(120 - expected.length);
    expect(mailed.filter(({ userId }) => expected.includes(userId))).toEqual([]);

    const reminded = learners.filter(({ userId }) => !expected.includes(userId));
    await stage.wait(24);
    for (const learner of reminded.slice(0, 30)) await stage.does(learner, 'read', 'viewed');
    const effects = academy.web.get(ReminderEffects);
    const one = async () => (await effects.of(editionId)).find(({ kind }) => kind === 'not-started')!;
    expect(await one()).toMatchObject({ reminded: 0, heldOut: 0, waiting: 120, difference: null, verdict: 'too-few' });
    await stage.wait(24 * 7);
    for (const learner of learners.filter(({ userId }) => expected.includes(userId)).slice(0, 5)) await stage.does(learner, 'read', 'viewed');
    expect(await one()).toMatchObject({ reminded: reminded.length, remindedDone: 30, heldOut: expected.length, heldOutDone: 0, waiting: 0, verdict: 'helps', difference: 30 / reminded.length });
  });

  it('leave no mail for the night: the next one is due at nine of the reader’s own morning, on both days when clocks change', async () => {
    const hour = async (instant: string, zone: string) => (await academy.database.one<{ at: Date }>('SELECT next_sending_hour($1::timestamptz, $2) AS at', [instant, zone]))!.at.toISOString();
    expect(await hour('2027-03-27T19:00:00Z', 'Europe/Lisbon')).toBe('2027-03-28T08:00:00.000Z');
    expect(await hour('2027-03-28T00:30:00Z', 'Europe/Lisbon')).toBe('2027-03-28T08:00:00.000Z');
    expect(await hour('2027-03-26T19:00:00Z', 'Europe/Lisbon')).toBe('2027-03-27T09:00:00.000Z');
    expect(await hour('2027-10-30T18:00:00Z', 'Europe/Athens')).toBe('2027-10-31T07:00:00.000Z');
    expect(await hour('2027-10-31T06:59:59Z', 'Europe/Athens')).toBe('2027-10-31T07:00:00.000Z');
    expect(await hour('2027-10-31T12:00:00Z', 'Europe/Athens')).toBe('2027-10-31T12:00:00.000Z');
    expect(await hour('2027-10-31T16:00:00Z', 'Europe/Athens')).toBe('2027-11-01T07:00:00.000Z');
    expect(await hour('2027-01-01T03:00:00Z', 'Mars/Phobos')).toBe('2027-01-01T09:00:00.000Z');
  });

  it('find what fell due while nobody swept, and of several moments the last alone', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(-30 * 24) });
    const learner = await stage.enrol(editionId, { lastActiveAt: stage.now() });
    await stage.sweep();
    await stage.wait(16 * 24);
    await stage.sweep();
    expect((await stage.kindsFor(editionId, learner)).filter((kind) => kind.startsWith('away'))).toEqual([expect.stringMatching(/:336$/)]);
  });

  it('find what the demonstration’s clock passed over before anybody swept at all', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(-24), release: { mode: 'weekly' } });
    const learner = await stage.enrol(editionId, { activatedAt: stage.in(-1), lastActiveAt: stage.in(-1) });
    await academy.database.query('UPDATE reminder_sweep SET swept_to = NULL, asked_at = NULL');
    await academy.clock.passTo(stage.in(9 * 24));
    await academy.web.get(Reminders).sweep();
    expect(await stage.kindsFor(editionId, learner)).toContain('module-opened');
  });

  it('know what opens and what is due of an edition as it stands now', async () => {
    const startsAt = new Date('2027-05-03T08:00:00Z');
    const editionId = await stage.edition({ startsAt, release: { mode: 'weekly' } });
    const opens = async () => (await academy.database.query<{ at: Date }>('SELECT opens_at AS at FROM edition_module WHERE edition_id = $1 ORDER BY position', [editionId])).map(({ at }) => at?.toISOString() ?? null);
    expect(await opens()).toEqual(['2027-05-03T08:00:00.000Z', '2027-05-10T08:00:00.000Z', '2027-05-17T08:00:00.000Z']);
    await academy.database.query(`UPDATE edition SET release = '{"mode": "dates", "dates": {"m2": "2027-05-20T10:00:00+02:00"}}', deadlines = '{"plan": {"submitBy": "2027-06-01T23:59:00+03:00"}}' WHERE id = $1`, [editionId]);
    expect(await opens()).toEqual(['2027-05-03T08:00:00.000Z', '2027-05-20T08:00:00.000Z', '2027-05-03T08:00:00.000Z']);
    expect(await academy.database.query('SELECT activity_key AS key, is_required AS required, rule, at_least::float8 AS least, due_at AS due FROM edition_activity WHERE edition_id = $1 ORDER BY position', [editionId])).toEqual([
      { key: 'read', required: true, rule: 'viewed', least: 0, due: null },
      { key: 'more', required: false, rule: 'viewed', least: 0, due: null },
      { key: 'quiz', required: true, rule: 'score', least: 0.6, due: null },
      { key: 'diary', required: true, rule: 'submitted', least: 0, due: null },
      { key: 'plan', required: true, rule: 'reviewed', least: 0, due: new Date('2027-06-01T20:59:00Z') },
      { key: 'talk', required: true, rule: 'posted', least: 1, due: null },
    ]);
    await academy.database.query(`UPDATE edition SET release = '{"mode": "relative"}' WHERE id = $1`, [editionId]);
    expect(await opens()).toEqual([null, null, null]);
  });

  it('ask a survey of who completed the course, where the coordinator says where it is', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(-30 * 24) });
    const learner = await stage.enrol(editionId, { state: 'completed', completedAt: stage.in(-25), lastActiveAt: stage.in(-25) });
    await stage.sweep();
    expect(await stage.ledger(editionId)).toEqual([]);
    await rules.save({ editionId }, 'survey', { isOn: true, link: 'https://survey.example/swifts', audience: AUDIENCE }, coordinator.id);
    await stage.sweep();
    expect(await stage.send(learner, 'survey')).toBe('sent');
    expect((await academy.mailbox.waitFor(learner.email, 'survey')).text).toContain('https://survey.example/swifts');
  });
});
