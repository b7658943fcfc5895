import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readConfig } from '@academy/platform';
import { Digests } from '@academy/reminders';
import type { Client } from 'pg';
import { RoomsModule } from './rooms';
import type { Setting } from './speed';

const PEOPLE = 100_000;
const HELD_EACH = 4;
const MOST_SECONDS = 120;
const KILLS = 10;

/**
 * Letters to 100,000 people at the same hour, by two gatherers whose connections are cut ten times: everything held is gathered once,
 * with one letter a person. Answers whether that is so, in under two minutes.
 */
export async function measureLetters({ client, databaseUrl, environment }: Setting): Promise<boolean> {
  await client.query(
    `INSERT INTO users (id, email, display_name, certificate_name, country, locale, reads, time_zone) SELECT gen_random_uuid(), n || '@people.test', 'Person ' || n, 'Person ' || n, 'PT', 'en', '{en}', 'Europe/Lisbon' FROM generate_series(1, $1::int) n`,
    [PEOPLE],
  );
  await client.query(
    `INSERT INTO mail (natural_key, kind, is_transactional, user_id, address, recipient, data, due_at, state)
     SELECT u.id || ':' || n, 'followed', false, u.id, u.email, '{}', '{}', now() - interval '1 minute', 'held' FROM users u CROSS JOIN generate_series(1, $1::int) n`,
    [HELD_EACH],
  );
  await client.query('ANALYZE mail, users');
  const rooms = await NestFactory.createApplicationContext(RoomsModule.for(readConfig({ ...environment(0), DATABASE_URL: databaseUrl })), { logger: new ConsoleLogger({ logLevels: ['fatal'] }) });
  const begun = performance.now();
  const killing = cut(client);
  const cuts = await Promise.all([persistently(rooms.get(Digests)), persistently(rooms.get(Digests))]);
  const seconds = (performance.now() - begun) / 1_000;
  await killing;
  await rooms.close();
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const { rows } = await client.query<{ letters: string; people: string; gathered: string; left: string }>(
    `SELECT count(*) FILTER (WHERE kind = 'digest') AS letters, count(DISTINCT user_id) FILTER (WHERE kind = 'digest') AS people,
       count(*) FILTER (WHERE state = 'gathered' AND EXISTS (SELECT FROM mail d WHERE d.id = m.digest_id AND d.user_id = m.user_id)) AS gathered, count(*) FILTER (WHERE state = 'held') AS left FROM mail m`,
  );
  const { letters, people, gathered, left } = rows[0]!;
  process.stdout.write(
    `\n${gathered} mails gathered into ${letters} letters to ${people} people in ${seconds.toFixed(1)} s (at most ${MOST_SECONDS}), ${left} left; connections were cut ${cuts.reduce((sum, each) => sum + each)} times amid it; peak resident memory ${megabytes.toFixed(0)} MB\n`,
  );
  return [letters, people].every((count) => Number(count) === PEOPLE) && Number(gathered) === PEOPLE * HELD_EACH && Number(left) === 0 && seconds <= MOST_SECONDS;
}

/** Gathers until nothing is left, however often it breaks off. Answers how often it did. */
async function persistently(digests: Digests): Promise<number> {
  for (let cuts = 0; ; cuts += 1) {
    try {
      await digests.gather();
      return cuts;
    } catch (error) {
      if (cuts > KILLS * 2) throw error;
    }
  }
}

async function cut(client: Client): Promise<void> {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'WITH first AS%' AND state = 'active'`);
  }
}
