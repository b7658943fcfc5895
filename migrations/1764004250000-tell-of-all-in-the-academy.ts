import type { MigrationInterface, QueryRunner } from 'typeorm';

const TOLD_NOW = ['waitlisted', 'help-wanted', 'duty-waived', 'work-returned', 'with-moderators', 'review-answered', 'report-decided', 'taken-out', 'case-raised', 'post-case-opened', 'post-report-decided', 'post-appealed'];

/**
 * These kinds came by e-mail alone, so nobody can have refused their lines in the Academy: where a row says so, a program put back what
 * it had been told of a kind without lines.
 */
export class TellOfAllInTheAcademy1764004250000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE mail_preference SET in_app = true WHERE NOT in_app AND kind = ANY ($1::text[])', [TOLD_NOW]);
  }

  async down(): Promise<void> {
    // What was said before meant nothing.
  }
}
