import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../apps/migrate/src/migrate';
import { migrateQueues, readConfig } from '../../libs/platform/src';

const MIGRATIONS = join(__dirname, '../../migrations');

/** The template that test databases are copied from, named after the migrations that made it. */
export function templateName(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS).sort()) hash.update(file).update(readFileSync(join(MIGRATIONS, file)));
  return `academy_template_${hash.digest('hex').slice(0, 12)}`;
}

export const serverUrl = (): string => {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL names no Postgres to test on: run "npm test", which brings one.');
  return url;
};

export const urlOf = (database: string): string => Object.assign(new URL(serverUrl()), { pathname: `/${database}` }).toString();

export async function onServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A database of a test's own, copied from the migrated template: whoever connected to that one itself would keep others from copying it. */
export async function makeDatabase(): Promise<string> {
  const name = `t_${randomUUID().slice(0, 13).replaceAll('-', '')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${templateName()} STRATEGY file_copy`));
  return name;
}

/** Migrates the template once, also where several runs begin at the same time on one server. */
export async function makeTemplate(): Promise<void> {
  const name = templateName();
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = $1 AND datistemplate`, [name]);
    if (rowCount) return;
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: urlOf(name), ACADEMY_SECRET: 'the secret of the tests' });
    await migrate(config);
    await migrateQueues(config);
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
  });
}
