import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of badges, and of what is revoked, one is written to by e-mail now. Nobody can have chosen about that before: what rows of these kinds
 * say is taken to be what holds for kinds to come. Who wants only what she must know wants to know what is taken from her.
 */
export class WriteOfBadges1764004260000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE mail_preference w SET email = coalesce((SELECT r.other_email FROM mail_rhythm r WHERE r.user_id = w.user_id), 'now'), email_before = NULL WHERE w.kind IN ('badge-awarded', 'credential-revoked');
      INSERT INTO mail_preference (user_id, kind, email)
      SELECT r.user_id, 'credential-revoked', 'now' FROM mail_rhythm r JOIN mail_preference k ON k.user_id = r.user_id AND k.kind = 'certificate-ready' AND k.email = 'now' WHERE r.other_email = 'off' AND r.other_before IS NULL
      ON CONFLICT (user_id, kind) DO UPDATE SET email = excluded.email;
    `);
  }

  async down(): Promise<void> {
    // What was said before meant nothing.
  }
}
