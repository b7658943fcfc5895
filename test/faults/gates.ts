import { Client } from 'pg';
import type { RunningAcademy } from '../support/academy';
import { urlOf } from '../support/template-database';
import { until } from '../support/until';

/** A change to a row, before which whoever makes it can be held. `about` is SQL for the id of the enrolment that the row is about. */
export type Place = Readonly<{ table: string; when: string; about: string }>;

/** Holds a process right before a change it is about to make: by triggers of the test's own database, of which the Academy knows nothing. */
export class Gates<Name extends string> {
  private constructor(
    private readonly client: Client,
    private readonly places: readonly Name[],
  ) {}

  static async build<Name extends string>(academy: RunningAcademy, places: Record<Name, Place>): Promise<Gates<Name>> {
    const client = new Client({ connectionString: urlOf(academy.databaseName) });
    // Where a test fails with its gates open, its database goes from under them: its own failure is to be read then, not this.
    client.on('error', () => undefined);
    await client.connect();
    const names = Object.keys(places) as Name[];
    for (const [index, name] of names.entries()) {
      const { table, when, about } = places[name];
      await client.query(`CREATE FUNCTION gate_${index}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${index}, hashtext(${about})); RETURN NEW; END $$`);
      await client.query(`CREATE TRIGGER gate_${index} BEFORE UPDATE ON ${table} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION gate_${index}()`);
    }
    return new Gates(client, names);
  }

  /** From now on, nobody passes this place with this enrolment. */
  async shut(place: Name, enrolmentId: string): Promise<void> {
    await this.client.query('SELECT pg_advisory_lock($1, hashtext($2))', this.keyOf(place, enrolmentId));
  }

  /** Waits until somebody stands before a gate that is shut. */
  async isReached(): Promise<void> {
    await until(async () => (await this.held()).length > 0, 'somebody to reach the gate');
  }

  /** Opens the gate, once nobody waits there any more: the statements of the dead, which Postgres would still carry out, never happen. */
  async open(place: Name, enrolmentId: string): Promise<void> {
    await until(async () => {
      const held = await this.held();
      for (const pid of held) await this.client.query('SELECT pg_terminate_backend($1)', [pid]);
      return held.length === 0;
    }, 'the statements of the dead to end');
    await this.letPass(place, enrolmentId);
  }

  /** Opens the gate to those who wait. */
  async letPass(place: Name, enrolmentId: string): Promise<void> {
    await this.client.query('SELECT pg_advisory_unlock($1, hashtext($2))', this.keyOf(place, enrolmentId));
  }

  close = (): Promise<void> => this.client.end();

  private keyOf = (place: Name, enrolmentId: string): [number, string] => [this.places.indexOf(place), enrolmentId];

  private async held(): Promise<number[]> {
    const { rows } = await this.client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pg_backend_pid() = ANY (pg_blocking_pids(pid))');
    return rows.map(({ pid }) => pid);
  }
}
