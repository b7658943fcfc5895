import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has had a seat since when: not started, or on modules that open from each person's own start. Concurrently: people go on enrolling meanwhile. */
export class FindWhoCameLately1764003140000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS enrolment_activated_idx');
    await runner.query(`CREATE INDEX CONCURRENTLY enrolment_activated_idx ON enrolment (edition_id, activated_at) WHERE state = 'active'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS enrolment_activated_idx');
  }
}
