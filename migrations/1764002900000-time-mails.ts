import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail may wait for a digest (`held`, until `due_at`) and then be part of it (`gathered`). */
export class TimeMails1764002900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail DROP CONSTRAINT mail_state_ck,
        ADD CONSTRAINT mail_state_ck CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unknown', 'suppressed', 'held', 'gathered'));
      ALTER TABLE mail ADD COLUMN digest_id uuid;
      CREATE INDEX mail_held_idx ON mail (due_at, user_id) WHERE state = 'held';
      CREATE INDEX mail_digest_idx ON mail (digest_id) WHERE digest_id IS NOT NULL;
    `);
  }

  /** What waited for a digest goes by itself. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE mail SET state = 'pending' WHERE state = 'held';
      UPDATE mail SET state = 'suppressed' WHERE state = 'gathered';
      DROP INDEX mail_digest_idx;
      DROP INDEX mail_held_idx;
      ALTER TABLE mail DROP COLUMN digest_id;
      ALTER TABLE mail DROP CONSTRAINT mail_state_ck,
        ADD CONSTRAINT mail_state_ck CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unknown', 'suppressed'));
    `);
  }
}
