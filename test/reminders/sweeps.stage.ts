import { Database, databaseOptions } from '@academy/platform';
import { Reminders } from '@academy/reminders';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { RunningAcademy } from '../support/academy';
import { urlOf } from '../support/template-database';
import { until } from '../support/until';

/** What a sweep is held before: a row of its ledger, a mail, a notification, or the word that it is done. */
export const PLACES = ['reminder', 'mail', 'notification', 'reminder_sweep'] as const;
export type Place = (typeof PLACES)[number];

const VICTIM = 'academy-victim';
const GATE = 4711;

/** Workers that sweep over connections of their own, of which one can be held in the midst of it, and killed. */
export class Sweepers {
  private readonly sources: DataSource[] = [];

  private constructor(
    private readonly academy: RunningAcademy,
    private readonly client: Client,
  ) {}

  static async build(academy: RunningAcademy): Promise<Sweepers> {
    const client = new Client({ connectionString: urlOf(academy.databaseName) });
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`CREATE TABLE gate (place text); CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF EXISTS (SELECT FROM gate WHERE place = TG_TABLE_NAME) THEN PERFORM pg_advisory_xact_lock_shared(${GATE}); END IF; RETURN NEW; END $$`);
    for (const place of PLACES) await client.query(`CREATE TRIGGER gate BEFORE INSERT OR UPDATE ON ${place} FOR EACH ROW WHEN (current_setting('application_name') = '${VICTIM}') EXECUTE FUNCTION gate()`);
    return new Sweepers(academy, client);
  }

  worker = (): Promise<Reminders> => this.connected('worker');
  victim = (): Promise<Reminders> => this.connected(VICTIM.replace('academy-', ''));

  /** From now on the victim comes no further than to its next row there. */
  async shut(place: Place): Promise<void> {
    await this.client.query('TRUNCATE gate');
    await this.client.query('INSERT INTO gate VALUES ($1)', [place]);
    await this.client.query('SELECT pg_advisory_lock($1)', [GATE]);
  }
  /** Lets it pass with what it is about to write, and holds it again at the next it writes there. */
  async letPassOnce(): Promise<void> {
    await this.client.query('SELECT pg_advisory_unlock($1)', [GATE]);
    await this.client.query('SELECT pg_advisory_lock($1)', [GATE]);
  }
  open = (): Promise<unknown> => this.client.query('SELECT pg_advisory_unlock($1)', [GATE]);

  isHeld = (): Promise<boolean> => until(async () => (await this.waiting(`application_name = '${VICTIM}' AND wait_event = 'advisory'`)) > 0, 'the victim to be held');
  /** Once the others are done, or wait for what the victim has begun. */
  othersCameFar = (areDone: () => boolean): Promise<boolean> =>
    until(async () => areDone() || (await this.waiting(`application_name <> '${VICTIM}' AND wait_event = 'transactionid'`)) > 0, 'the others to be done, or to wait');

  /** Its connection ends in the midst of its transaction. */
  async kill(): Promise<void> {
    await this.client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '${VICTIM}' AND wait_event = 'advisory'`);
    await this.open();
  }

  async close(): Promise<void> {
    await Promise.all(this.sources.map((source) => source.destroy()));
    await this.client.end();
  }

  private async waiting(where: string): Promise<number> {
    return (await this.client.query<{ count: number }>(`SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND ${where}`)).rows[0]!.count;
  }

  private async connected(name: string): Promise<Reminders> {
    const { config } = this.academy;
    const options = databaseOptions(config, name);
    // Who is held, and who waits for her, waits as long as it takes.
    const source = await new DataSource({ ...options, extra: { ...options.extra, statement_timeout: 0, lock_timeout: 0 } }).initialize();
    this.sources.push(source);
    return new Reminders(new Database(source, config), config);
  }
}
