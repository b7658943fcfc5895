import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody may want to hear nothing of a thread. */
export class MuteThreads1764003210000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE thread_reader ADD COLUMN is_muted boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE thread_reader DROP COLUMN is_muted');
  }
}
