import { Client } from 'pg';
import type { RunningAcademy } from '../support/academy';
import { urlOf } from '../support/template-database';
import { until } from '../support/until';

/** A change of a table, or of one column of it: `UPDATE review`, `UPDATE review.state`. */
export type Change = `${'INSERT' | 'UPDATE'} ${string}`;

/** Holds whoever is about to change a table, or to read one, until they are killed: by triggers and locks of the test's own, of which the Academy knows nothing. */
export class Doors {
  private constructor(private readonly client: Client) {}

  /** For these tables and columns. */
  static async build(academy: RunningAcademy, tables: readonly string[]): Promise<Doors> {
    const client = new Client({ connectionString: urlOf(academy.databaseName) });
    // Where a test fails, its database goes from under this: its own failure is to be read then.
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`CREATE FUNCTION door() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock_shared(4242, hashtext(TG_OP || ' ' || TG_ARGV[0])); RETURN NEW; END $$`);
    for (const place of tables) {
      const [table, column] = place.split('.');
      const [name, update] = column === undefined ? ['door', 'UPDATE'] : [`door_${column}`, `UPDATE OF ${column}`];
      await client.query(`CREATE TRIGGER ${name} BEFORE INSERT OR ${update} ON ${table} FOR EACH ROW EXECUTE FUNCTION door('${place}')`);
    }
    return new Doors(client);
  }

  /** From now on nobody makes this change. */
  async shut(change: Change): Promise<void> {
    await this.client.query('SELECT pg_advisory_lock(4242, hashtext($1))', [change]);
  }

  /** From now on nobody reads this table: what is written before an answer is composed from it is written for good. */
  async hide(table: string): Promise<void> {
    await this.client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  }

  /** Waits until somebody stands before what is shut or hidden. */
  async isReached(what: string): Promise<void> {
    await until(async () => (await this.held()).length > 0, `somebody to reach ${what}`);
  }

  /** Opens all, once nobody waits there any more: what the dead had begun, which Postgres would still carry out, never happens. */
  async open(): Promise<void> {
    await until(async () => {
      const held = await this.held();
      for (const pid of held) await this.client.query('SELECT pg_terminate_backend($1)', [pid]);
      return held.length === 0;
    }, 'the statements of the dead to end');
    await this.client.query('ROLLBACK');
    await this.client.query('SELECT pg_advisory_unlock_all()');
  }

  close = (): Promise<void> => this.client.end();

  private async held(): Promise<number[]> {
    const { rows } = await this.client.query<{ pid: number }>('SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))');
    return rows.map(({ pid }) => pid);
  }
}

/** All that these tables hold, as one sum. */
export async function fingerprint(academy: RunningAcademy, tables: readonly string[]): Promise<string> {
  const sums = tables.map((table) => `SELECT '${table} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS sum FROM ${table} t`);
  const rows = await academy.database.query<{ sum: string }>(sums.join(' UNION ALL '));
  return rows.map(({ sum }) => sum).sort().join('\n');
}
