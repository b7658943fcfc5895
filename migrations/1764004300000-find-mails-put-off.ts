import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails that servers put off, and those of which nobody knows that an administrator has seen. Concurrently: mails go on being written meanwhile. */
export class FindMailsPutOff1764004300000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mail ADD COLUMN IF NOT EXISTS seen_at timestamptz');
    await runner.query('DROP INDEX IF EXISTS mail_put_off_idx');
    await runner.query(`CREATE INDEX CONCURRENTLY mail_put_off_idx ON mail (deferred_at) WHERE state = 'pending' AND deferred_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS mail_put_off_idx');
    await runner.query('ALTER TABLE mail DROP COLUMN IF EXISTS seen_at');
  }
}
