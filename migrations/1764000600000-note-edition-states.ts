import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when an edition is in its state: one that was opened after its own end is not closed by the clock. */
export class NoteEditionStates1764000600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE edition ADD COLUMN state_since timestamptz NOT NULL DEFAULT academy_now()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE edition DROP COLUMN state_since');
  }
}
