import 'reflect-metadata';
import { migrateQueues, readConfig } from '@academy/platform';
import { migrate } from './migrate';

/** Brings the database of `DATABASE_URL` up to date. Any number of these may start at once. */
async function main(): Promise<void> {
  const config = readConfig();
  const ran = await migrate(config);
  await migrateQueues(config);
  process.stdout.write(ran.length === 0 ? 'The database is up to date.\n' : `${ran.map((name) => `${name}\n`).join('')}`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
