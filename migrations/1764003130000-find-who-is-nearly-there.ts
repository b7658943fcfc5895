import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has one thing left to do. Concurrently: people go on learning meanwhile. */
export class FindWhoIsNearlyThere1764003130000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS enrolment_nearly_idx');
    await runner.query(`CREATE INDEX CONCURRENTLY enrolment_nearly_idx ON enrolment (edition_id) WHERE state = 'active' AND required_count - done_count = 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS enrolment_nearly_idx');
  }
}
