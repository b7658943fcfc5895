import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { Column, DataSource, Entity, getMetadataArgsStorage, PrimaryColumn } from 'typeorm';
import { databaseOptions, readConfig } from '@academy/platform';
import { migrate } from '../../apps/migrate/src/migrate';
import { MIGRATIONS } from '../../migrations';
import { columnsOf, schemaOf } from '../support/schema';
import { makeDatabase, onServer, urlOf } from '../support/template-database';

const configOf = (database: string) => readConfig({ NODE_ENV: 'test', DATABASE_URL: urlOf(database), ACADEMY_SECRET: 'the secret of the tests' });

/** An empty database, gone afterwards. */
async function withEmptyDatabase<T>(work: (name: string, client: Client) => Promise<T>): Promise<T> {
  const name = `t_${randomUUID().slice(0, 8)}`;
  await onServer((server) => server.query(`CREATE DATABASE ${name}`));
  const client = new Client({ connectionString: urlOf(name) });
  await client.connect();
  try {
    return await work(name, client);
  } finally {
    await client.end();
    await onServer((server) => server.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }
}

describe('the migrations', () => {
  it('are all listed, in the order of their times', () => {
    const times = (names: string[]) => names.map((name) => Number(/\d{13}/.exec(name)?.[0]));
    const files = readdirSync('migrations').filter((name) => name !== 'index.ts').sort();
    expect(times(MIGRATIONS.map(({ name }) => name))).toEqual(times(files));
    expect(new Set(times(files)).size).toBe(files.length);
    expect(times(files)).not.toContain(NaN);
  });

  it('go up, down and up again, and each takes back exactly what it made', async () => {
    await withEmptyDatabase(async (name, client) => {
      const source = await new DataSource(databaseOptions(configOf(name), 'test')).initialize();
      const runner = source.createQueryRunner();
      try {
        const before: string[][] = [];
        for (const Migration of MIGRATIONS) {
          before.push(await schemaOf(client));
          await new Migration().up(runner);
        }
        const full = await schemaOf(client);
        expect(full.length).toBeGreaterThan(200);

        for (const [index, Migration] of [...MIGRATIONS.entries()].reverse()) {
          await new Migration().down(runner);
          expect([Migration.name, await schemaOf(client)]).toEqual([Migration.name, before[index]]);
        }
        for (const Migration of MIGRATIONS) await new Migration().up(runner);
        expect(await schemaOf(client)).toEqual(full);
      } finally {
        await runner.release();
        await source.destroy();
      }
    });
  });

  it('run once when three migrators start at the same moment', async () => {
    await withEmptyDatabase(async (name) => {
      const ran = await Promise.all([migrate(configOf(name)), migrate(configOf(name)), migrate(configOf(name))]);
      expect(ran.sort((a, b) => b.length - a.length)).toEqual([MIGRATIONS.map((migration) => migration.name), [], []]);
    });
  });
});

/** Columns that no entity shows, with the reason. */
const REVIEWED: Record<string, string> = {};

/** What entities and tables disagree about. */
async function disagreements(entities: Function[], reviewed: Record<string, string>): Promise<string[]> {
  const name = await makeDatabase();
  const config = configOf(name);
  const source = await new DataSource({ ...databaseOptions(config, 'test'), entities } as ConstructorParameters<typeof DataSource>[0]).initialize();
  const client = new Client({ connectionString: config.databaseUrl });
  await client.connect();
  try {
    const tables = await columnsOf(client);
    const shown = new Set<string>();
    const found: string[] = [];
    for (const entity of source.entityMetadatas) {
      for (const column of entity.columns) {
        const name = `${entity.tableName}.${column.databaseName}`;
        shown.add(name);
        const size = column.precision ? `(${column.precision},${column.scale ?? 0})` : column.length ? `(${column.length})` : '';
        const type = `${source.driver.normalizeType(column)}${size}${column.isArray ? '[]' : ''}`;
        const there = tables.get(name);
        if (!there) found.push(`${name} is in the entity, not in the table`);
        else if (there.type !== type) found.push(`${name} is ${type} in the entity, ${there.type} in the table`);
        else if (there.isNullable !== column.isNullable) found.push(`${name} ${column.isNullable ? 'may' : 'may not'} be null in the entity, but ${there.isNullable ? 'may' : 'may not'} in the table`);
        else if (there.isPrimary !== column.isPrimary) found.push(`${name} is ${column.isPrimary ? '' : 'not '}in the key of the entity, but ${there.isPrimary ? '' : 'not '}in the table's`);
      }
      for (const name of tables.keys()) {
        if (name.startsWith(`${entity.tableName}.`) && !shown.has(name) && !reviewed[name]) found.push(`${name} is in the table, not in the entity`);
      }
    }
    return [...found, ...Object.keys(reviewed).filter((name) => shown.has(name) || !tables.has(name)).map((name) => `${name} need not be excepted`)].sort();
  } finally {
    await client.end();
    await source.destroy();
    await onServer((server) => server.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }
}

describe('entities and migrations', () => {
  const files = readdirSync('libs', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.entity.ts'));
  const modules = files.map((file) => require(join(process.cwd(), 'libs', file)) as Record<string, unknown>);
  const entities = getMetadataArgsStorage().tables.map(({ target }) => target).filter((target) => typeof target === 'function');

  it('agree on every column: there, of the same type, null or not, in the key or not', async () => {
    expect(entities.length).toBeGreaterThan(10);
    expect(modules.every((module) => Object.values(module).some((value) => (entities as unknown[]).includes(value)))).toBe(true);
    expect(await disagreements(entities, REVIEWED)).toEqual([]);
  });

  it('are told apart where they disagree', async () => {
    @Entity('badge')
    class Planted {
      @PrimaryColumn('uuid') id: string;
      @Column('text') courseId: string;
      @Column('text', { nullable: true }) name: string | null;
      @PrimaryColumn('text') description: string;
      @Column('text') colour: string;
      @Column('text', { array: true }) criteria: string[];
      @Column('text') picture: string;
    }
    expect(await disagreements([Planted], { 'badge.created_at': 'reviewed', 'badge.picture': 'reviewed without need' })).toEqual([
      'badge.colour is in the entity, not in the table',
      'badge.course_id is text in the entity, uuid in the table',
      'badge.criteria is text[] in the entity, text in the table',
      "badge.description is in the key of the entity, but not in the table's",
      'badge.design is in the table, not in the entity',
      'badge.image_key is in the table, not in the entity',
      'badge.name may be null in the entity, but may not in the table',
      'badge.picture need not be excepted',
      'badge.retired_at is in the table, not in the entity',
      'badge.skills is in the table, not in the entity',
      'badge.trigger is in the table, not in the entity',
      'badge.valid_months is in the table, not in the entity',
    ]);
  });
});
