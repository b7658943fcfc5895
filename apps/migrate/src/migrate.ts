import { databaseOptions, type Config } from '@academy/platform';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../../migrations';

/** Of the advisory lock that lets one migrator work at a time. */
const LOCK = 704_411_230;

/** Runs what has not run yet, each migration in a transaction of its own (or in none, where it says so). Answers their names. */
export async function migrate(config: Config): Promise<string[]> {
  const source = await new DataSource({
    ...databaseOptions(config, 'migrate'),
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    poolSize: 2,
    extra: {},
  } as ConstructorParameters<typeof DataSource>[0]).initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const ran = await source.runMigrations();
    await lock.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    return ran.map(({ name }) => name);
  } finally {
    await lock.release();
    await source.destroy();
  }
}
