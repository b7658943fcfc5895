import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@academy/platform';

/** Keeps the big tables small and ready. */
@Injectable()
export class Upkeep {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** One partition of facts a month, three months ahead. */
  async makePartitions(): Promise<void> {
    await this.database.query('SELECT make_fact_partitions($1, 3)', [this.clock.now()]);
  }

  /** Deliveries done for a week, idempotency keys past their day, and counts of tries that ended go. */
  async tidyDeliveries(): Promise<void> {
    await this.database.query(`DELETE FROM fact_delivery WHERE done_at < clock_timestamp() - interval '7 days'`);
    await this.database.query(`DELETE FROM idempotency_key WHERE started_at < clock_timestamp() - interval '24 hours'`);
    await this.database.query('DELETE FROM rate_limit WHERE expire < extract(epoch FROM clock_timestamp()) * 1000');
  }
}
