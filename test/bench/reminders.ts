import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfig } from '@academy/platform';
import { Reminders } from '@academy/reminders';
import type { Client } from 'pg';
import { OUTLINE } from '../reminders/outline';
import { handOver, LEAST_PER_SECOND } from './handing.over';
import { RoomsModule } from './rooms';
import type { Setting } from './speed';

const EDITIONS = 400;
const IN_AN_EDITION = 2_500;
/** Each is in so many editions. */
const SHARED = 4;
/** Of the mails, so many are waited for. */
const SENT = 10_000;
const MOST_SECONDS = 60;
const MOST_SECONDS_IDLE = 15;
const MOST_MEGABYTES = 400;

/**
 * A sweep over 1,000,000 active enrolments, of what fell due in six hours: in under a minute, with the memory of a small process.
 * One with next to nothing due costs a fraction. Then the mails go out, each asked about once more, composed and handed over.
 * Answers whether the lines are kept.
 */
export async function measureReminders(setting: Setting): Promise<boolean> {
  const { client, databaseUrl, environment } = setting;
  const made = performance.now();
  await populate(client);
  const seconds = (since: number): number => (performance.now() - since) / 1_000;
  process.stdout.write(`\n${EDITIONS * IN_AN_EDITION} active enrolments in ${EDITIONS} editions, made in ${seconds(made).toFixed(0)} s\n`);

  const rooms = await NestFactory.createApplicationContext(RoomsModule.for(readConfig({ ...environment(0), DATABASE_URL: databaseUrl })), { logger: new ConsoleLogger({ logLevels: ['error', 'fatal'] }) });
  const sweep = async (): Promise<{ decided: number; seconds: number }> => {
    const begun = performance.now();
    return { decided: await rooms.get(Reminders).sweep(), seconds: seconds(begun) };
  };
  await client.query(`UPDATE reminder_sweep SET swept_to = academy_now() - interval '4 hours'`);
  const usual = await sweep();
  const idle = [await sweep(), await sweep()];
  const megabytes = process.resourceUsage().maxRSS / 1024;
  await rooms.close();

  for (const { kind, reminders, mails, notifications } of await decidedBy(client)) process.stdout.write(`  ${kind.padEnd(24)} ${reminders} reminders, ${mails} mails, ${notifications} notifications\n`);
  process.stdout.write(
    `A sweep of six hours decided about ${usual.decided} in ${usual.seconds.toFixed(1)} s (at most ${MOST_SECONDS}), ${(usual.decided / usual.seconds).toFixed(0)} a second; with next to nothing due it took ${idle.map(({ seconds: taken }) => taken.toFixed(1)).join(' and ')} s (at most ${MOST_SECONDS_IDLE})\n` +
      `Peak resident memory ${megabytes.toFixed(0)} MB (at most ${MOST_MEGABYTES})\n`,
  );
  await client.query('ANALYZE mail, reminder, notification');
  const { perSecond, words } = await handOver(setting, 'reminders', SENT, { MAIL_SENDING_HOURS: '00:00-24:00' });
  process.stdout.write(`${words}\n`);
  return perSecond >= LEAST_PER_SECOND && usual.seconds <= MOST_SECONDS && usual.decided > 10_000 && idle.every(({ decided, seconds: taken }) => decided < usual.decided / 10 && taken <= MOST_SECONDS_IDLE) && megabytes <= MOST_MEGABYTES;
}

/** Editions in all weeks of their lives; 40 of 100 people never came, the others stopped somewhere; some hold drafts. */
async function populate(client: Client): Promise<void> {
  await client.query(`INSERT INTO course (id, slug, title, language, licence, latest_version) VALUES (gen_random_uuid(), 'swifts', 'Counting the swifts', 'en', 'CC-BY-4.0', 1)`);
  await client.query(`INSERT INTO course_version (course_id, number, head, outline) SELECT id, 1, '{}', $1 FROM course`, [JSON.stringify(OUTLINE)]);
  await client.query(
    `INSERT INTO edition (course_id, version_id, name, state, enrol_from, enrol_until, starts_at, ends_at, release, deadlines, seats_taken)
     SELECT v.course_id, v.id, 'Edition ' || n, CASE WHEN n % 10 = 0 THEN 'open' ELSE 'running' END, t.starts_at - interval '60 days', t.starts_at + interval '7 days', t.starts_at, t.starts_at + interval '56 days',
       jsonb_build_object('mode', CASE n % 10 WHEN 1 THEN 'relative' WHEN 2 THEN 'all' ELSE 'weekly' END), jsonb_build_object('plan', jsonb_build_object('submitBy', t.starts_at + interval '20 days')), $2
     FROM generate_series(1, $1::int) AS n CROSS JOIN course_version v
       CROSS JOIN LATERAL (SELECT CASE WHEN n % 10 = 0 THEN now() + (n % 100) * interval '1 hour' ELSE now() - (n % 40) * interval '25 hours' END AS starts_at) t`,
    [EDITIONS, IN_AN_EDITION],
  );
  const people = (EDITIONS * IN_AN_EDITION) / SHARED;
  await client.query(`SET session_replication_role = replica`);
  await client.query(
    `INSERT INTO users (email, display_name, certificate_name, country, locale, reads, time_zone)
     SELECT 'teacher' || n || '@people.test', 'Teacher ' || n, 'Teacher', 'GR', 'en', '{en}', (ARRAY['Europe/Lisbon', 'Europe/Paris', 'Europe/Athens', 'Europe/Helsinki', 'Atlantic/Azores'])[1 + n % 5] FROM generate_series(1, $1::int) AS n`,
    [people],
  );
  await client.query(
    `INSERT INTO enrolment (edition_id, user_id, state, enrolled_at, activated_at, last_active_at, done_count, required_count)
     SELECT d.id, u.id, 'active', d.starts_at - interval '20 days', d.starts_at - interval '20 days',
       CASE WHEN (u.n * 7 + k.k) % 100 >= 40 AND d.starts_at < now() THEN greatest(d.starts_at, now() - ((u.n * 31 + k.k * 11) % 840) * interval '1 hour') END, CASE WHEN (u.n * 7 + k.k) % 100 >= 40 AND d.starts_at < now() THEN CASE WHEN (u.n + k.k * 3) % 20 = 0 THEN 4 ELSE (u.n + k.k) % 4 END ELSE 0 END, 5
     FROM (SELECT id, row_number() OVER () AS n FROM users) u CROSS JOIN generate_series(0, $1::int - 1) AS k (k)
       JOIN (SELECT id, starts_at, row_number() OVER (ORDER BY id) AS n FROM edition) d ON d.n = 1 + (u.n + k.k * 97) % $2`,
    [SHARED, EDITIONS],
  );
  await client.query(
    `INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence, value)
     SELECT e.id, e.edition_id, a.key, a.evidence, 1 FROM enrolment e JOIN (VALUES (1, 'read', 'viewed'), (2, 'quiz', 'score'), (3, 'diary', 'submitted'), (4, 'talk', 'posted')) AS a (n, key, evidence) ON a.n <= e.done_count WHERE e.last_active_at IS NOT NULL`,
  );
  await client.query(
    `WITH work AS (
       INSERT INTO submission (edition_id, activity_key, version_id, state, language, author_ids) SELECT e.edition_id, 'plan', d.version_id, 'draft', 'en', ARRAY[e.id]
       FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.done_count >= 3 AND e.last_active_at IS NOT NULL RETURNING id, author_ids)
     INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id) SELECT e.id, 'plan', 1, w.id, e.user_id FROM work w JOIN enrolment e ON e.id = w.author_ids[1]`,
  );
  await client.query(`UPDATE submission SET created_at = now() - interval '9 days'`);
  await client.query(`RESET session_replication_role`);
  await client.query('VACUUM ANALYZE');
}

const decidedBy = async (client: Client): Promise<{ kind: string; reminders: number; mails: number; notifications: number }[]> =>
  (await client.query(`
    SELECT r.kind, count(*)::int AS reminders, (SELECT count(*)::int FROM mail m WHERE m.kind = r.kind) AS mails, count(n.id)::int AS notifications
    FROM reminder r LEFT JOIN notification n ON n.user_id = r.user_id AND n.natural_key = 'reminder:' || r.id GROUP BY r.kind ORDER BY r.kind`)).rows;
