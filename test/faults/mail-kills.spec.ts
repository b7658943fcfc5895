import { Database } from '@academy/platform';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { PrivateRedis } from '../support/private-redis';
import { Build, type Program } from '../support/programs';
import { until } from '../support/until';
import { ScriptedSmtp } from './scripted.smtp';

/** `KILLS=200 FLUSHES=20 npm test -- mail-kills` is the full number. */
const KILLS = Number(process.env['KILLS'] ?? 8);
const FLUSHES = Number(process.env['FLUSHES'] ?? 2);
/** Mails of each class that are on their way when a worker dies, and of them those whose readers opt out. */
const MAILS = 40;
const LEAVERS = 4;

type Written = { id: string; isTransactional: boolean; state: string; attempts: number };

describe('workers that are killed amid mails, while people opt out and Redis is flushed', () => {
  const smtp = new ScriptedSmtp();
  let academy: RunningAcademy;
  let redis: PrivateRedis;
  let build: Build;
  const workers: Program[] = [];
  const gone = new Set<string>();

  beforeAll(async () => {
    redis = await PrivateRedis.open();
    smtp.pace = 15;
    [academy, build] = await Promise.all([startAcademy({ worker: false, environment: { SMTP_URL: await smtp.open(), REDIS_URL: redis.url } }), Build.make()]);
    await academy.database.query(
      `INSERT INTO users (email, email_verified_at, display_name, certificate_name, country, locale, reads, time_zone)
       SELECT 'reader' || n || '@people.test', academy_now(), 'Reader ' || n, 'Reader', 'PT', 'en', '{en}', 'Europe/Lisbon' FROM generate_series(1, $1::int) n`,
      [KILLS * MAILS],
    );
  });
  afterAll(async () => {
    for (const worker of workers) await worker.remove();
    await academy.stop();
    await build.remove();
    await redis.kill();
    await smtp.close();
  });

  const worker = async (): Promise<Program> => {
    const started = await build.start('worker', academy.config);
    workers.push(started);
    return started;
  };

  /** One mail of each class to each of so many people; a reminder is what its row says. */
  const write = (round: number) =>
    academy.database.query(
      `INSERT INTO mail (natural_key, kind, is_transactional, user_id, address, recipient, data, due_at)
       SELECT 'kills:' || $1 || ':' || u.email || c.sure, 'enrolled', c.sure, u.id, u.email, jsonb_build_object('displayName', u.display_name, 'locale', u.locale, 'timeZone', u.time_zone),
         jsonb_build_object('enrolmentId', u.id, 'course', 'Measuring', 'edition', 'Spring', 'startsAt', academy_now()), academy_now()
       FROM generate_series($1::int * $2::int + 1, ($1::int + 1) * $2::int) n JOIN users u ON u.email = 'reader' || n || '@people.test' CROSS JOIN (VALUES (true), (false)) c (sure)
       RETURNING pg_notify('mail', '')`,
      [round, MAILS],
    );

  /** People whose mails all wait still say that they want no more: whatever was not claimed by then must not go. */
  const optOut = async () => {
    await academy.web.get(Database).transaction(async (tx) => {
      const waiting = (await tx.query(`SELECT id, user_id FROM mail WHERE user_id IN (SELECT user_id FROM mail WHERE state = 'pending' AND user_id NOT IN (SELECT user_id FROM mail_rhythm WHERE is_silent) GROUP BY user_id HAVING count(*) = 2 LIMIT ${LEAVERS}) AND state = 'pending' FOR UPDATE SKIP LOCKED`)) as { id: string; user_id: string }[];
      for (const userId of new Set(waiting.map((mail) => mail.user_id))) await tx.query('INSERT INTO mail_rhythm (user_id, is_silent) VALUES ($1, true) ON CONFLICT (user_id) DO UPDATE SET is_silent = true', [userId]);
      for (const { id } of waiting) gone.add(id);
    });
  };

  it('no reminder comes twice, no transactional mail is lost, nobody who opted out is written to, and no more is in doubt than was under way', async () => {
    let [victim, standby] = [await worker(), worker()];
    for (let round = 0; round < KILLS; round += 1) {
      const before = smtp.received.length;
      await write(round);
      // Before the worker has come far, or amid its work: a quick one may have claimed everybody's by then.
      if (round % 2 === 0) await optOut();
      await until(() => smtp.received.length > before + 3, 'mails to be under way');
      if (round % 2 === 1) await optOut();
      if (round % Math.ceil(KILLS / FLUSHES) === 0) await redis.ask((client) => client.flushall());
      await until(() => smtp.received.length > before + 8 + ((round * 7) % 25), 'the hour of the worker');
      await victim.kill();
      [victim, standby] = [await standby, worker()];
    }
    await standby;
    // As two minutes later, again and again: what the dead held is given back.
    const open = () => academy.database.one<{ many: number }>(`SELECT count(*)::int AS many FROM mail WHERE state IN ('pending', 'sending')`);
    const stillHeld = () => academy.database.query(`UPDATE mail SET lease_until = lease_until - interval '2 minutes' WHERE state = 'sending' AND lease_until < clock_timestamp() + interval '110 seconds'`);
    await until(async () => (await stillHeld(), (await open())!.many === 0), 'all mails to be settled');

    const mails = await academy.database.query<Written>(`SELECT id, is_transactional AS "isTransactional", state, attempts FROM mail`);
    const copies = new Map<string, number>();
    for (const { messageId } of smtp.received) copies.set(messageId, (copies.get(messageId) ?? 0) + 1);
    const copiesOf = ({ id }: Written) => copies.get(`<mail-${id}@127.0.0.1>`) ?? 0;
    expect(mails).toHaveLength(KILLS * MAILS * 2);
    expect(gone.size).toBeGreaterThan(KILLS / 2);
    const wrong = mails.filter((mail) => {
      if (gone.has(mail.id)) return copiesOf(mail) > 0 || mail.state !== 'suppressed';
      if (mail.isTransactional) return copiesOf(mail) < 1 || mail.state !== 'sent';
      return copiesOf(mail) > 1 || (mail.state === 'sent') !== (copiesOf(mail) === 1 && mail.state !== 'unknown');
    });
    expect(wrong).toEqual([]);
    const unknown = mails.filter(({ state }) => state === 'unknown');
    expect(unknown.length).toBeLessThanOrEqual(smtp.leftOpen);
    expect(smtp.leftOpen).toBeLessThanOrEqual(KILLS * academy.config.smtpConnections);
    expect(new Set(mails.map(({ state }) => state))).toEqual(new Set(unknown.length > 0 ? ['sent', 'suppressed', 'unknown'] : ['sent', 'suppressed']));
    // The dead did hold something: what was transactional of it went again.
    expect(mails.filter(({ attempts, state }) => attempts > 1 || state === 'unknown').length).toBeGreaterThan(0);
  }, 120_000 + KILLS * 30_000);
});
