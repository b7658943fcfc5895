import { randomUUID } from 'node:crypto';
import { NotificationQueries } from '@academy/reminders';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { DAY, type Learner, ReminderStage } from './stage';

const HOUR = DAY / 24;

describe('reminders of each kind', () => {
  let academy: RunningAcademy;
  let stage: ReminderStage;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    stage = await ReminderStage.build(academy, '2027-03-01T10:00:00Z');
  });
  afterAll(() => academy.stop());

  const swept = async (editionId: string, learner: Learner): Promise<string[]> => {
    await stage.sweep();
    return stage.kindsFor(editionId, learner);
  };
  const day = (instant: Date) => instant.toISOString().slice(0, 10);

  it('edition starts tomorrow: once, for who has a seat; not when the start has moved', async () => {
    const startsAt = stage.in(24.5);
    const editionId = await stage.edition({ startsAt, state: 'open' });
    const [early, told, waiting] = [await stage.enrol(editionId), await stage.enrol(editionId), await stage.enrol(editionId, { state: 'withdrawn' })];
    expect(await swept(editionId, early)).toEqual([]);
    await stage.wait(1);
    expect(await swept(editionId, early)).toEqual([`edition-starts ${day(startsAt)}:24`]);
    expect(await stage.sweep()).toBe(0);
    const late = await stage.enrol(editionId, { activatedAt: stage.now() });
    expect(await swept(editionId, late)).toEqual([]);
    expect(await stage.kindsFor(editionId, waiting)).toEqual([]);
    expect(await stage.send(told, 'edition-starts')).toBe('sent');
    expect((await academy.mailbox.waitFor(told.email, 'edition-starts')).subject).toBe('“Counting the swifts” starts tomorrow');
    await stage.database.query(`UPDATE edition SET starts_at = starts_at + interval '2 days' WHERE id = $1`, [editionId]);
    expect(await stage.send(early, 'edition-starts')).toBe('suppressed: deadline-moved');
  });

  it('not started after three days, from the start or from enrolling; not once she was here', async () => {
    const startsAt = stage.in(-71);
    const editionId = await stage.edition({ startsAt });
    const [never, came, late] = [await stage.enrol(editionId), await stage.enrol(editionId, { lastActiveAt: stage.in(-1) }), await stage.enrol(editionId, { activatedAt: stage.in(-24) })];
    expect(await swept(editionId, never)).toEqual([]);
    await stage.wait(2);
    expect(await swept(editionId, never)).toEqual([`not-started ${day(startsAt)}:72`]);
    expect([await stage.kindsFor(editionId, came), await stage.kindsFor(editionId, late)]).toEqual([[], []]);
    const told = async () => (await academy.web.get(NotificationQueries).list(never.userId, { onlyUnread: true, limit: 5 })).items;
    expect(await told()).toMatchObject([{ kind: 'reminder', isGone: false, sentence: ['reminder-not-started'], title: 'Why we count', href: `/learning/${never.enrolmentId}/activities/read` }]);
    await stage.does(never, 'read', 'viewed');
    expect(await stage.send(never, 'not-started')).toBe('suppressed: done-since');
    expect(await told()).toMatchObject([{ kind: 'reminder', isGone: true, title: null, href: null }]);
  });

  it('module opened: the newest alone, for who came before and has not completed it', async () => {
    const startsAt = stage.in(-8 * 24);
    const editionId = await stage.edition({ startsAt, release: { mode: 'weekly' } });
    const [here, late, done] = [await stage.enrol(editionId, { lastActiveAt: stage.in(-3) }), await stage.enrol(editionId, { activatedAt: stage.in(-1), lastActiveAt: stage.in(-1) }), await stage.enrol(editionId, { lastActiveAt: stage.in(-3) })];
    await stage.database.query(`INSERT INTO module_completion (enrolment_id, edition_id, module_key) VALUES ($1, $2, 'm2')`, [done.enrolmentId, editionId]);
    expect(await swept(editionId, here)).toContain('module-opened');
    expect((await stage.ledger(editionId)).filter(({ kind }) => kind === 'module-opened').map(({ subject }) => subject)).toEqual([`${here.enrolmentId}:m2`]);
    expect([late, done].map(({ userId }) => userId)).not.toContain((await stage.ledger(editionId)).find(({ kind }) => kind === 'module-opened')!.userId);
    expect(await stage.send(here, 'module-opened')).toBe('sent');
    expect((await academy.mailbox.waitFor(here.email, 'module-opened')).subject).toBe('Now open: Doubt');
  });

  it('module opened, where modules open for each from her own start', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(-30 * 24), release: { mode: 'relative' }, state: 'open' });
    const [second, first] = [await stage.enrol(editionId, { activatedAt: stage.in(-7 * 24 - 1) }), await stage.enrol(editionId, { activatedAt: stage.in(-3) })];
    await stage.sweep();
    expect((await stage.ledger(editionId)).filter(({ kind }) => kind === 'module-opened').map(({ subject }) => subject)).toEqual([`${second.enrolmentId}:m2`]);
    expect(await stage.kindsFor(editionId, first)).toEqual([]);
  });

  it('module missed: for who is about and has left it open for a week', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(-7 * 24 - 1) });
    const [about, away] = [await stage.enrol(editionId, { lastActiveAt: stage.in(-20) }), await stage.enrol(editionId, { lastActiveAt: stage.in(-7 * 24 - 0.5) })];
    expect(await swept(editionId, about)).toEqual(['module-missed 168']);
    expect(await stage.kindsFor(editionId, away)).toEqual([`away ${day(stage.in(-7 * 24 - 0.5))}:168`]);
    await stage.database.query(`INSERT INTO module_completion (enrolment_id, edition_id, module_key) VALUES ($1, $2, 'm1')`, [about.enrolmentId, editionId]);
    expect(await stage.send(about, 'module-missed')).toBe('suppressed: done-since');
  });

  it('away for 7, 14 and 21 days: each once, and silence when she came back', async () => {
    const since = stage.in(-7 * 24 - 0.5);
    const editionId = await stage.edition({ startsAt: stage.in(-40 * 24), deadlines: {} });
    const learner = await stage.enrol(editionId, { lastActiveAt: since });
    expect(await swept(editionId, learner)).toEqual([`away ${day(since)}:168`]);
    expect(await stage.send(learner, 'away')).toBe('sent');
    expect((await academy.mailbox.waitFor(learner.email, 'away')).text).toContain('Why we count');
    await stage.wait(7 * 24);
    expect(await swept(editionId, learner)).toEqual([`away ${day(since)}:168`, `away ${day(since)}:336`]);
    await stage.does(learner, 'read', 'viewed');
    expect(await stage.send(learner, 'away')).toBe('suppressed: came-back');
  });

  it('draft not sent 48 hours before the deadline; not one that was begun since, nor what was handed in', async () => {
    const submitBy = stage.in(47);
    const editionId = await stage.edition({ startsAt: stage.in(-10 * 24), deadlines: { plan: { submitBy: submitBy.toISOString() } } });
    const [writing, begun, handedIn] = [await stage.enrol(editionId), await stage.enrol(editionId), await stage.enrol(editionId)];
    await stage.work(writing, 'draft');
    await stage.work(begun, 'draft', stage.now());
    await stage.work(handedIn, 'submitted');
    const expected = `draft-not-sent ${day(submitBy)}:48`;
    expect(await swept(editionId, writing)).toContain(expected);
    for (const other of [begun, handedIn]) expect(await stage.kindsFor(editionId, other)).not.toContain(expected);
    await stage.database.query(`UPDATE submission SET state = 'submitted', submitted_at = academy_now() WHERE id = (SELECT submission_id FROM submission_author WHERE enrolment_id = $1)`, [writing.enrolmentId]);
    expect(await stage.send(writing, 'draft-not-sent')).toBe('suppressed: done-since');
  });

  it('deadline three days and one day ahead, only while it is still due', async () => {
    const submitBy = stage.in(71);
    const editionId = await stage.edition({ startsAt: stage.in(-10 * 24), deadlines: { plan: { submitBy: submitBy.toISOString() } } });
    const [late, done, waived] = [await stage.enrol(editionId), await stage.enrol(editionId), await stage.enrol(editionId)];
    await stage.work(done, 'in-review');
    await stage.does(waived, 'plan', 'waived');
    expect(await swept(editionId, late)).toEqual([`deadline ${day(submitBy)}:72`]);
    expect(await stage.send(late, 'deadline')).toBe('sent');
    expect((await academy.mailbox.waitFor(late.email, 'deadline')).subject).toBe('Due in 3 days: “Your plan”');
    await stage.moveTo(new Date(submitBy.getTime() - 23.9 * HOUR));
    expect(await swept(editionId, late)).toEqual([`deadline ${day(submitBy)}:24`, `deadline ${day(submitBy)}:72`]);
    for (const other of [done, waived]) expect(await stage.kindsFor(editionId, other)).not.toContain(`deadline ${day(submitBy)}:72`);
    await stage.database.query(`UPDATE edition SET deadlines = $2 WHERE id = $1`, [editionId, JSON.stringify({ plan: { submitBy: new Date(submitBy.getTime() + 5 * DAY).toISOString() } })]);
    expect(await stage.send(late, 'deadline')).toBe('suppressed: deadline-moved');
  });

  it('nearly there: one thing missing, hers to do', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(-20 * 24) });
    const all = ['read viewed', 'quiz score', 'diary submitted', 'talk posted'].map((each) => each.split(' ') as [string, string]);
    const [writing, waiting] = [await stage.enrol(editionId), await stage.enrol(editionId)];
    for (const learner of [writing, waiting]) for (const [activity, evidence] of all) await stage.does(learner, activity, evidence);
    await stage.work(waiting, 'in-review');
    await stage.wait(49);
    expect(await swept(editionId, writing)).toContain('nearly-there 48');
    expect(await stage.kindsFor(editionId, waiting)).not.toContain('nearly-there 48');
    await stage.database.query(`UPDATE enrolment SET state = 'completed', completed_at = academy_now() WHERE id = $1`, [writing.enrolmentId]);
    expect(await stage.send(writing, 'nearly-there')).toBe('suppressed: done-since');
  });

  it('certificate ready and not fetched after a week: of the course, or of a module, under its name', async () => {
    const [over, under] = [await stage.edition({ startsAt: stage.in(-90 * 24), endsAt: stage.in(-20 * 24), state: 'closed' }), await stage.edition({ startsAt: stage.in(-30 * 24) })];
    const [unfetched, fetched] = [await stage.enrol(over, { state: 'completed' }), await stage.enrol(over, { state: 'completed' })];
    const [learning, left] = [await stage.enrol(under, { lastActiveAt: stage.now() }), await stage.enrol(under, { state: 'withdrawn' })];
    const certificate = async ({ enrolmentId }: Learner, kind: 'course' | 'module', fetchedAt: Date | null = null) => {
      const id = randomUUID();
      await stage.database.query(
        `INSERT INTO certificate (id, kind, module_key, enrolment_id, edition_id, user_id, code, holder_name, details, storage_key, issued_at, fetched_at)
         SELECT $1::uuid, $2, CASE $2 WHEN 'module' THEN 'm1' ELSE '' END, id, edition_id, user_id, left($1::uuid::text, 30), 'A', CASE $2 WHEN 'module' THEN '{"moduleTitle": "Looking up"}' ELSE '{}' END::jsonb, 'x', $4, $5 FROM enrolment WHERE id = $3`,
        [id, kind, enrolmentId, stage.in(-7 * 24 - 1), fetchedAt],
      );
      return id;
    };
    const id = await certificate(unfetched, 'course');
    await certificate(fetched, 'course', stage.in(-24));
    for (const learner of [learning, left]) await certificate(learner, 'module');
    expect(await swept(over, unfetched)).toEqual(['certificate-unfetched 168']);
    expect([await stage.kindsFor(over, fetched), await stage.kindsFor(under, left)]).toEqual([[], []]);
    await stage.database.query('UPDATE certificate SET fetched_at = academy_now() WHERE id = $1', [id]);
    expect(await stage.send(unfetched, 'certificate-unfetched')).toBe('suppressed: done-since');
    const { items } = await academy.web.get(NotificationQueries).list(learning.userId, { onlyUnread: true, limit: 5 });
    expect(items.find(({ sentence: [key] }) => key === 'reminder-certificate-unfetched')).toMatchObject({ title: 'Looking up', href: '/me/credentials' });
    expect(await stage.send(learning, 'certificate-unfetched')).toBe('sent');
    expect((await academy.mailbox.waitFor(learning.email, 'certificate-unfetched')).subject).toBe('Your certificate for “Counting the swifts: Looking up” is here');
  });

  it('credential about to expire, 60 and 14 days before', async () => {
    const editionId = await stage.edition({ startsAt: stage.in(-400 * 24), endsAt: stage.in(-300 * 24), state: 'archived' });
    const holder = await stage.enrol(editionId, { state: 'completed', activatedAt: stage.in(-400 * 24) });
    const badge = randomUUID();
    await stage.database.query(`INSERT INTO badge (id, course_id, name, picture, trigger) VALUES ($1, $2, 'Counter', '', 'manual')`, [badge, stage.courseId]);
    const list = randomUUID();
    await stage.database.query(`INSERT INTO status_list (id, size, bits) VALUES ($1, 8, '\\x00')`, [list]);
    const expiresAt = stage.in(14 * 24 - 1);
    await stage.database.query(
      `INSERT INTO award (badge_id, enrolment_id, edition_id, user_id, code, holder_name, recipient_salt, status_list_id, status_index, expires_at) VALUES ($1::uuid, $2, $3, $4, left($1::uuid::text, 30), 'A', 's', $5, 0, $6)`,
      [badge, holder.enrolmentId, editionId, holder.userId, list, expiresAt],
    );
    expect(await swept(editionId, holder)).toEqual([`credential-expiring ${day(expiresAt)}:336`]);
    expect(await stage.send(holder, 'credential-expiring')).toBe('sent');
    expect((await academy.mailbox.waitFor(holder.email, 'credential-expiring')).subject).toContain('“Counter” is valid until');
  });

  it.each([
    ['withdrew', `UPDATE enrolment SET state = 'withdrawn' WHERE id = $1`, 'suppressed: not-active'],
    ['completed the course', `UPDATE enrolment SET state = 'completed', completed_at = academy_now() WHERE id = $1`, 'suppressed: done-since'],
    ['sees her edition closed', `UPDATE edition SET state = 'closed' WHERE id = (SELECT edition_id FROM enrolment WHERE id = $1)`, 'suppressed: edition-over'],
    ['is erased', `WITH gone AS (DELETE FROM enrolment WHERE id = $1 RETURNING user_id) DELETE FROM reminder WHERE user_id = (SELECT user_id FROM gone)`, 'suppressed: reminder-gone'],
    ['opted out', `INSERT INTO mail_preference (user_id, kind, email) SELECT user_id, 'not-started', 'off' FROM enrolment WHERE id = $1`, 'suppressed: opted-out'],
    ['is spoken of by a rule that is off by now', `INSERT INTO reminder_rule (kind, edition_id, is_on, offsets, in_app, email, audience, hold_out, texts) SELECT 'not-started', edition_id, false, '{72}', true, true, '{"countries": [], "languages": [], "onlyFirstTimers": false}', 0, '{}' FROM enrolment WHERE id = $1`, 'suppressed: rule-off'],
  ])('nothing goes to who %s', async (_who, change, outcome) => {
    const editionId = await stage.edition({ startsAt: stage.in(-73) });
    const learner = await stage.enrol(editionId);
    expect(await swept(editionId, learner)).toHaveLength(1);
    await stage.database.query(change, [learner.enrolmentId]);
    expect(await stage.send(learner, 'not-started')).toBe(outcome);
    await stage.wait(0.1);
    expect(await stage.sweep()).toBe(0);
  });
});
