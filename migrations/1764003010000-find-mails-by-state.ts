import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The order in which mails go, urgent ones first, and lists of mails by state. Concurrently: mails go on being written meanwhile. */
export class FindMailsByState1764003010000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS mail_next_idx');
    await runner.query(`CREATE INDEX CONCURRENTLY mail_next_idx ON mail (is_urgent DESC, due_at, id) WHERE state = 'pending'`);
    await runner.query('DROP INDEX IF EXISTS mail_state_idx');
    await runner.query('CREATE INDEX CONCURRENTLY mail_state_idx ON mail (state, created_at DESC, id DESC)');
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS mail_due_idx');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX CONCURRENTLY IF NOT EXISTS mail_due_idx ON mail (due_at, id) WHERE state = 'pending'`);
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS mail_state_idx');
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS mail_next_idx');
  }
}
