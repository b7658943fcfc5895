import { databaseOptions, type Config } from '@academy/platform';
import { DataSource, type QueryRunner } from 'typeorm';
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
    // Asked again and again: a statement that waits holds a snapshot, for whose end an index that is built concurrently would wait in turn.
    while (!(await isFree(lock))) await new Promise((resolve) => setTimeout(resolve, 200));
    const ran = await source.runMigrations();
    await lock.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    return ran.map(({ name }) => name);
  } finally {
    await lock.release();
    await source.destroy();
  }
}

const isFree = async (lock: QueryRunner): Promise<boolean> => ((await lock.query('SELECT pg_try_advisory_lock($1) AS free', [LOCK])) as [{ free: boolean }])[0].free;
