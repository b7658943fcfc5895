import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of reviews received one is written to by e-mail now. Nobody can have chosen about that before: what a row of the kind says is taken to be what holds for kinds to come. */
export class WriteOfReviews1764004310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE mail_preference w SET email = coalesce((SELECT r.other_email FROM mail_rhythm r WHERE r.user_id = w.user_id), 'now'), email_before = NULL WHERE w.kind = 'review-received'`);
  }

  async down(): Promise<void> {
    // What was said before meant nothing.
  }
}
