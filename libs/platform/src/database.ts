import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { CONFIG, type Config } from './config';
import { SnakeNames } from './naming.strategy';
import { Places } from './places';

export type Transaction = EntityManager;
type Work<T> = (tx: Transaction) => Promise<T>;

/** How often a transaction that lost a race (40001, 40P01) is tried before the error is let through. */
const TRIES = 5;
const LOST_A_RACE = new Set(['40001', '40P01']);

/** Milliseconds that somebody waits for a connection, and for room to begin a transaction. */
const CONNECTED_WITHIN = 30_000;
const ROOM_WITHIN = 60_000;
/** Connections that transactions leave to others. */
const SPARE = 2;

/** Options shared by both processes, the migrations and the tests. */
export function databaseOptions(config: Config, application: string): DataSourceOptions {
  const master = { url: config.databaseUrl };
  return {
    type: 'postgres',
    ...(config.replicaUrl
      ? { replication: { defaultMode: 'master' as const, master, slaves: [{ url: config.replicaUrl }] } }
      : { url: config.databaseUrl }),
    applicationName: `academy-${application}`,
    namingStrategy: new SnakeNames(),
    synchronize: false,
    migrationsRun: false,
    poolSize: config.databasePool,
    extra: {
      connectionTimeoutMillis: CONNECTED_WITHIN,
      statement_timeout: 30_000,
      lock_timeout: 20_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  };
}

/** The door to Postgres: commands take `transaction`, reads take `query`. */
@Injectable()
export class Database {
  private readonly companion = new AsyncLocalStorage<Work<void>>();
  private readonly inside = new AsyncLocalStorage<true>();
  /** Fewer than connections: a transaction that reads something beside it finds one, and no two wait for each other's. */
  private readonly places: Places;

  constructor(
    readonly source: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.places = new Places(config.databasePool - Math.min(SPARE, config.databasePool - 1), ROOM_WITHIN);
  }

  /** Runs the work in one transaction, again when it lost a race; so the work must change nothing but by `tx`. Throws `Busy` where others leave it no room for long. */
  async transaction<T>(work: Work<T>): Promise<T> {
    const companion = this.companion.getStore();
    const whole: Work<T> = async (tx) => {
      const result = await work(tx);
      await companion?.(tx);
      return result;
    };
    for (let attempt = 1; ; attempt++) {
      try {
        return await (this.inside.getStore() ? this.source.transaction(whole) : this.places.within(() => this.inside.run(true, () => this.source.transaction(whole))));
      } catch (error) {
        if (attempt >= TRIES || !LOST_A_RACE.has(sqlState(error) ?? '')) throw error;
        await new Promise((resolve) => setTimeout(resolve, 10 * attempt + Math.random() * 20 * attempt));
      }
    }
  }

  /** Runs `work`; each transaction that it opens ends with `companion`, so that both are written or neither. */
  accompany<T>(companion: Work<void>, work: () => T): T {
    return this.companion.run(companion, work);
  }

  /** Reads rows from the primary. */
  query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return rows<Row>(this.source.manager, sql, parameters);
  }

  async one<Row>(sql: string, parameters: unknown[] = []): Promise<Row | null> {
    return (await this.query<Row>(sql, parameters))[0] ?? null;
  }

  /** Reads rows that may be a second old: from the replica where there is one. */
  async lagging<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    if (!this.config.replicaUrl) return this.query(sql, parameters);
    const runner = this.source.createQueryRunner('slave');
    try {
      return await rows<Row>(runner.manager, sql, parameters);
    } finally {
      await runner.release();
    }
  }
}

/**
 * Runs one statement, in the transaction where there is one, and answers its rows (of RETURNING too). It goes to `pg`
 * itself, prepared under a name, so that each connection plans a statement once: TypeORM would take longer than the answer.
 */
export async function rows<Row>(tx: Transaction, sql: string, parameters: unknown[] = []): Promise<Row[]> {
  const { dataSource, queryRunner } = tx;
  const driver = dataSource.driver as PostgresDriver;
  const client = (queryRunner ? await queryRunner.connect() : driver.master) as Pick<Pool, 'query'>;
  dataSource.logger.logQuery(sql, parameters);
  const answer = await client.query(parameters.length === 0 ? sql : { name: nameOf(sql), text: sql, values: parameters });
  return answer.rows as Row[];
}

const names = new Map<string, string>();

/** Statements are constants of the source, so their names stay few. */
function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = `academy_${names.size + 1}`;
  names.set(sql, name);
  return name;
}

/** The first row of a statement, or null. */
export async function row<Row>(tx: Transaction, sql: string, parameters: unknown[] = []): Promise<Row | null> {
  return (await rows<Row>(tx, sql, parameters))[0] ?? null;
}

/** The five-letter SQLSTATE of a database error, or null for any other error. */
export function sqlState(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** The name of the constraint that a database error broke, or null. */
export function brokenConstraint(error: unknown): string | null {
  const constraint = (error as { constraint?: unknown } | null)?.constraint;
  return typeof constraint === 'string' ? constraint : null;
}
