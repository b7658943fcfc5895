import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the sweep looks for every minute, and a moderator's board page by page, by indexes of their own. */
export class FindWhatNeedsHelp1764001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX submission_rescue_idx ON submission (edition_id, activity_key, round) WHERE is_open AND phase = 'rescue';
      CREATE INDEX submission_board_idx ON submission (edition_id, activity_key, (coalesce(submitted_at, created_at)), id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX submission_board_idx, submission_rescue_idx');
  }
}
