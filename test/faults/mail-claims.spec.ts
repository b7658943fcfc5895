import { Database, MailClaims, MailSender } from '@academy/platform';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { ReminderStage } from '../reminders/stage';
import { Build, type Program } from '../support/programs';
import { until } from '../support/until';
import { ScriptedSmtp } from './scripted.smtp';

/** What a sender asks of a table, whether the reader wants the mail and how many reminders she had: nobody else asks it like that. */
const ASKS = { mail_preference: 'unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS p', mail_week: 'INSERT INTO mail_week' } as const;
type Table = keyof typeof ASKS;

/** A sender is held up between claim and conversation by whoever locks the table in which it looks whether the reader wants the mail. */
describe('claims of mails that are not being handed over yet', () => {
  const smtp = new ScriptedSmtp();
  let academy: RunningAcademy;
  let build: Build;
  let worker: Program;

  beforeAll(async () => {
    [academy, build] = await Promise.all([startAcademy({ worker: false, environment: { SMTP_URL: await smtp.open() } }), Build.make()]);
    await academy.database.query(
      `INSERT INTO users (email, email_verified_at, display_name, certificate_name, country, locale, reads, time_zone)
       SELECT name || '@people.test', academy_now(), 'Reader', 'Reader', 'PT', 'en', '{en}', 'Europe/Lisbon' FROM unnest('{killed,late,after}'::text[]) AS name`,
    );
  });
  afterAll(async () => {
    await worker?.remove();
    await academy.stop();
    await build.remove();
    await smtp.close();
  });

  const start = async (): Promise<void> => {
    worker = await build.start('worker', academy.config);
  };
  const write = (name: string, kind: string) =>
    academy.database.query(
      `INSERT INTO mail (natural_key, kind, is_transactional, user_id, address, recipient, data, due_at)
       SELECT 'claims:' || email, $2, false, id, email, jsonb_build_object('displayName', display_name, 'locale', locale, 'timeZone', time_zone),
         jsonb_build_object('enrolmentId', coalesce((SELECT e.id FROM enrolment e WHERE e.user_id = users.id), id), 'course', 'Measuring', 'edition', 'Spring', 'startsAt', academy_now(),
           'activityKey', 'plan', 'round', 1, 'title', 'A plan', 'owed', 2, 'owedBy', academy_now()), academy_now()
       FROM users WHERE email = $1 RETURNING pg_notify('mail', '')`,
      [`${name}@people.test`, kind],
    );
  /** Somebody who owes two reviews, and may thus be reminded of them. */
  const owe = async (name: string) => {
    const stage = await ReminderStage.build(academy);
    const { userId, enrolmentId } = await stage.enrol(await stage.edition({ startsAt: stage.in(-48) }));
    await academy.database.query('UPDATE users SET email = $2 WHERE id = $1', [userId, `${name}@people.test`]);
    await academy.database.query(`INSERT INTO review_duty (edition_id, activity_key, round, user_id, enrolment_id, to_give) SELECT edition_id, 'plan', 1, user_id, id, 2 FROM enrolment WHERE id = $1`, [enrolmentId]);
  };
  const mailOf = async (name: string) => (await academy.database.one<{ id: string; state: string; reason: string | null; attempts: number }>('SELECT id, state, reason, attempts FROM mail WHERE address = $1', [`${name}@people.test`]))!;
  const stateOf = async (name: string) => (await mailOf(name)).state;
  const copiesOf = (name: string, kind = 'enrolled') => smtp.to(`${name}@people.test`, kind).length;
  const leaseRunsOut = () => academy.database.query(`UPDATE mail SET lease_until = clock_timestamp() - interval '1 second' WHERE state = 'sending'`);

  /** Senders that wait for this table; others may too. */
  const waiting = async (table: Table, many: number) => {
    const sql = `SELECT count(*)::int AS many FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() AND strpos(query, $1) > 0`;
    await until(async () => (await academy.database.one<{ many: number }>(sql, [ASKS[table]]))!.many === many, `${many} senders to wait`);
  };

  /** The mail is claimed, and while this goes on its sender waits for a table. */
  const heldUpAt = (table: Table, name: string, during: () => Promise<void>, kind = 'enrolled') =>
    academy.web.get(Database).transaction(async (tx) => {
      await tx.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      await write(name, kind);
      await waiting(table, 1);
      expect(await stateOf(name)).toBe('sending');
      await during();
    });

  it('whoever dies before the conversation leaves no reminder in doubt: another sends it', async () => {
    await start();
    await heldUpAt('mail_preference', 'killed', () => worker.kill());
    await leaseRunsOut();
    await start();
    await until(async () => (await stateOf('killed')) === 'sent', 'the mail to go');
    expect(copiesOf('killed')).toBe(1);
    expect((await mailOf('killed')).attempts).toBe(2);
  });

  it('whoever comes back after its claim ran out sends nothing, for another has the mail by now', async () => {
    let second: Promise<void> | undefined;
    await heldUpAt('mail_preference', 'late', async () => {
      await leaseRunsOut();
      await academy.web.get(MailClaims).recover();
      second = academy.web.get(MailSender).send((await mailOf('late')).id);
      await waiting('mail_preference', 2);
    });
    await second;
    await waiting('mail_preference', 0);
    await until(async () => (await stateOf('late')) === 'sent', 'the mail to go');
    // The first sender is at work again once it takes another.
    await write('after', 'enrolled');
    await until(async () => (await stateOf('after')) === 'sent', 'the next mail');
    expect(copiesOf('late')).toBe(1);
    expect(await mailOf('late')).toMatchObject({ attempts: 2, reason: null });
  });

  it('whoever opts out after the question was asked, and before the conversation, gets nothing', async () => {
    await owe('leaver');
    const optOut = () => academy.database.query(`INSERT INTO mail_preference (user_id, kind, email) SELECT id, 'reviews-owed', 'off' FROM users WHERE email = 'leaver@people.test'`);
    await heldUpAt('mail_week', 'leaver', async () => void (await optOut()), 'reviews-owed');
    await until(async () => (await stateOf('leaver')) !== 'sending', 'the mail to be settled');
    expect(await mailOf('leaver')).toMatchObject({ state: 'suppressed', reason: 'opted-out' });
    expect(copiesOf('leaver', 'reviews-owed')).toBe(0);
  });
});
