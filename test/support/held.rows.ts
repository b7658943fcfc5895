import { Client } from 'pg';
import { urlOf } from './template-database';
import { until } from './until';

/** Who waits for us, and for those who wait. */
const WAITING = `WITH RECURSIVE waiting AS (
    SELECT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))
    UNION SELECT l.pid FROM pg_locks l JOIN waiting w ON w.pid = ANY (pg_blocking_pids(l.pid)) WHERE NOT l.granted)
  SELECT FROM waiting`;

/** Rows, or a table, locked by a connection of the test's own: whoever wants them waits until they are let go, so that two commands meet where a test wants them to. */
export class HeldRows {
  private constructor(private readonly client: Client) {}

  /** `select`: SQL that locks them. */
  static async hold(database: string, select: string, values: unknown[] = []): Promise<HeldRows> {
    const client = new Client({ connectionString: urlOf(database) });
    // Where a test fails, its database goes from under this: its own failure is to be read then.
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN');
    const { rowCount } = await client.query(select, values);
    if (rowCount === 0) throw new Error('There is nothing to hold.');
    return new HeldRows(client);
  }

  /** Until so many wait for these rows or for one another; or until what was begun is over, because it waits for nobody. */
  async areWanted(waiting: number, begun?: Promise<unknown>): Promise<void> {
    let isOver = false;
    const over = (): void => void (isOver = true);
    begun?.then(over, over);
    await until(async () => isOver || (await this.client.query(WAITING)).rowCount === waiting, `${waiting} to wait for the rows`);
  }

  async letGo(): Promise<void> {
    await this.client.query('ROLLBACK');
    await this.client.end();
  }
}
