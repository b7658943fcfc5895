import { Injectable } from '@nestjs/common';
import { Database } from '../database';
import { type Run, stateOfRun } from './lateness.rules';

/** One recurring job. The machine's clock, in seconds: moving the demonstration's makes nothing late. */
export type ClockworkRun = Run & Readonly<{ name: string; tookMilliseconds: number | null; state: ReturnType<typeof stateOfRun> }>;

/** When each recurring job last ran, and whether it should have run since. */
@Injectable()
export class ClockworkQueries {
  constructor(private readonly database: Database) {}

  /** The most frequent first. */
  async list(): Promise<ClockworkRun[]> {
    const runs = await this.database.query<Omit<ClockworkRun, 'state'>>(
      `SELECT name, every_seconds AS "everySeconds", took_ms AS "tookMilliseconds", last_result AS result,
              CASE WHEN isfinite(last_run_at) THEN greatest(0, extract(epoch FROM clock_timestamp() - last_run_at))::float8 END AS "ageSeconds"
       FROM clockwork ORDER BY every_seconds, name`,
    );
    return runs.map((run) => ({ ...run, state: stateOfRun(run) }));
  }
}
