import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Database, Listen } from '@academy/platform';
import { CLOCKWORK, type Recurring } from './clockwork';
import { Crew } from './crew';
import { Relay } from './relay';

/**
 * What makes the worker move: notifications wake the relay at once, and once a second it looks unasked;
 * recurring jobs are claimed in Postgres, so that many workers run each once an interval, and none is lost with Redis.
 */
@Injectable()
export class Ticker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Ticker.name);
  private timer: NodeJS.Timeout | null = null;
  private underWay: Promise<void> = Promise.resolve();
  private isStopping = false;
  private hasClockMoved = false;

  constructor(
    private readonly database: Database,
    private readonly listen: Listen,
    private readonly clock: Clock,
    private readonly relay: Relay,
    private readonly crew: Crew,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.database.query(
      `INSERT INTO clockwork (name, every_seconds) SELECT * FROM unnest($1::text[], $2::int[])
       ON CONFLICT (name) DO UPDATE SET every_seconds = excluded.every_seconds`,
      [CLOCKWORK.map(({ name }) => name), CLOCKWORK.map(({ everySeconds }) => everySeconds)],
    );
    const wake = () => this.wakeRelay();
    await this.listen.on('facts', wake, wake);
    await this.listen.on('mail', wake, wake);
    this.clock.onMove(() => (this.hasClockMoved = true));
    this.schedule();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    if (this.timer) clearTimeout(this.timer);
    await this.underWay;
    await this.relay.stop();
  }

  /** Not waited for: while the queue is away the relay hangs, and what happens by the clock must happen all the same. */
  private wakeRelay(): void {
    void this.relay.run().catch((error: Error) => this.logger.warn(`The relay stopped: ${error.message}`));
  }

  private schedule(): void {
    if (this.isStopping) return;
    this.timer = setTimeout(() => {
      this.underWay = this.tick()
        .catch((error: Error) => this.logger.warn(`A tick failed: ${error.message}`))
        .finally(() => this.schedule());
    }, 1_000);
  }

  private async tick(): Promise<void> {
    this.wakeRelay();
    const isForced = this.hasClockMoved;
    this.hasClockMoved = false;
    for (const job of CLOCKWORK) {
      if (this.isStopping) return;
      if (await this.claim(job, isForced)) await this.run(job);
    }
  }

  private async claim(job: Recurring, isForced: boolean): Promise<boolean> {
    const claimed = await this.database.one<{ name: string }>(
      `UPDATE clockwork SET last_run_at = clock_timestamp()
       WHERE name = $1 AND ($3 OR last_run_at < clock_timestamp() - make_interval(secs => $2)) RETURNING name`,
      [job.name, job.everySeconds, isForced],
    );
    return claimed !== null;
  }

  private async run(job: Recurring): Promise<void> {
    const result = await job.run(this.crew).then(() => 'ok', (error: Error) => {
      this.logger.warn(`${job.name} failed: ${error.stack ?? error.message}`);
      return error.message.slice(0, 500);
    });
    await this.database.query(
      `UPDATE clockwork SET last_result = $2, took_ms = extract(epoch FROM clock_timestamp() - last_run_at) * 1000 WHERE name = $1`,
      [job.name, result],
    );
  }
}
