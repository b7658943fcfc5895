import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody last changed what reminders turn on: the next sweep looks further back. */
export class LookBackOnChange1764003120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reminder_sweep ADD COLUMN asked_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reminder_sweep DROP COLUMN asked_at');
  }
}
