import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a claimed reminder may have gone already, so that of a dead sender's only what was being handed over is in doubt. True
 * where nobody says otherwise: workers of before do not.
 */
export class KnowWhatMayHaveGone1764003900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mail ADD COLUMN may_have_gone boolean NOT NULL DEFAULT true, DROP COLUMN queued_at, DROP COLUMN enqueues');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mail ADD COLUMN queued_at timestamptz, ADD COLUMN enqueues int NOT NULL DEFAULT 0, DROP COLUMN may_have_gone');
  }
}
