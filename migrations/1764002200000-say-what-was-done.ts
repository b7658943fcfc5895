import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When something was done under an idempotency key, written with it: its answer may be lost, the fact that it was done not. A column without a default: no rewrite. */
export class SayWhatWasDone1764002200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_key ADD COLUMN done_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_key DROP COLUMN done_at');
  }
}
