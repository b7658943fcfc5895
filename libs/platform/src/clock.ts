import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from './config';
import { Database } from './database';
import { Refused } from './errors';
import { Listen } from './listen';

/**
 * The one clock. In the demonstration and in tests it can be moved forward; the shift is a row in
 * Postgres that `academy_now()` adds too, so that web, worker and SQL agree.
 */
@Injectable()
export class Clock implements OnApplicationBootstrap {
  private shiftMilliseconds = 0;
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

  /** Calls back after the clock was moved. */
  onMove(hear: () => void): void {
    this.hearers.push(hear);
  }

  /** Moves the clock to an instant. Refuses to go backwards. */
  async moveTo(instant: Date): Promise<Date> {
    const rows = await this.database.query<{ shift: number }>(
      `UPDATE clock SET shift = $1::timestamptz - clock_timestamp()
       WHERE $1::timestamptz >= clock_timestamp() + shift - interval '1 second'
       RETURNING extract(epoch FROM shift)::float8 * 1000 AS shift, pg_notify('clock', '')`,
      [instant],
    );
    if (rows.length === 0) throw new Refused('clock-runs-forward', { now: this.now().toISOString() });
    await this.follow();
    return this.now();
  }

  /** Reads the clock again. The demonstration is loaded with one that runs through the past. */
  async follow(): Promise<void> {
    const row = await this.database.one<{ shift: number }>('SELECT extract(epoch FROM shift)::float8 * 1000 AS shift FROM clock');
    const shift = row?.shift ?? 0;
    if (shift === this.shiftMilliseconds) return;
    this.shiftMilliseconds = shift;
    for (const hear of this.hearers) hear();
  }
}
