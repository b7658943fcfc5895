import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from './config';
import { Database } from './database';
import { Refused } from './errors';
import { Listen } from './listen';

/** Milliseconds of the machine's clock in which the worker makes up for time that was passed over: as in `academy_since()`. */
const MAKING_UP = 120_000;

/**
 * The one clock. In the demonstration and in tests it can be moved forward; the shift is a row in
 * Postgres that `academy_now()` adds too, so that web, worker and SQL agree.
 */
@Injectable()
export class Clock implements OnApplicationBootstrap {
  private shiftMilliseconds = 0;
  private passed: { from: Date; at: Date } | null = null;
  private readonly hearers: Array<() => void> = [];
  private readonly logger = new Logger(Clock.name);

  constructor(
    private readonly database: Database,
    private readonly listen: Listen,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.hasMovableClock) return;
    await this.follow();
    const readAgain = () => void this.follow().catch((error: Error) => this.logger.warn(`The clock could not be read: ${error.message}`));
    await this.listen.on('clock', readAgain, readAgain);
  }

  now(): Date {
    return new Date(Date.now() + this.shiftMilliseconds);
  }

  /** The earliest instant that is still happening: now, but for a while after the clock passed over some time. */
  since(): Date {
    return this.passed && Date.now() - this.passed.at.getTime() < MAKING_UP ? this.passed.from : this.now();
  }

  /** Calls back after the clock was moved. */
  onMove(hear: () => void): void {
    this.hearers.push(hear);
  }

  /** Moves the clock to an instant. Refuses to go backwards. */
  moveTo(instant: Date): Promise<Date> {
    return this.move(instant, false);
  }

  /** Moves it as if the time between were lived through: what falls due on the way may go as at its own hour. Refuses to go backwards. */
  passTo(instant: Date): Promise<Date> {
    return this.move(instant, true);
  }

  private async move(instant: Date, isLived: boolean): Promise<Date> {
    const rows = await this.database.query<{ shift: number }>(
      `UPDATE clock SET shift = $1::timestamptz - clock_timestamp(), passed_from = CASE WHEN $2 THEN clock_timestamp() + shift END, passed_at = CASE WHEN $2 THEN clock_timestamp() END
       WHERE $1::timestamptz >= clock_timestamp() + shift - interval '1 second'
       RETURNING extract(epoch FROM shift)::float8 * 1000 AS shift, pg_notify('clock', '')`,
      [instant, isLived],
    );
    if (rows.length === 0) throw new Refused('clock-runs-forward', { now: this.now().toISOString() });
    await this.follow();
    return this.now();
  }

  /** Reads the clock again. The demonstration is loaded with one that runs through the past. */
  async follow(): Promise<void> {
    const row = await this.database.one<{ shift: number; from: Date | null; at: Date | null }>('SELECT extract(epoch FROM shift)::float8 * 1000 AS shift, passed_from AS "from", passed_at AS at FROM clock');
    const shift = row?.shift ?? 0;
    this.passed = row?.from && row.at ? { from: row.from, at: row.at } : null;
    if (shift === this.shiftMilliseconds) return;
    this.shiftMilliseconds = shift;
    for (const hear of this.hearers) hear();
  }
}
