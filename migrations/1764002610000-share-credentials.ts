import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links by which holders show a credential, each with a choice of what it shows. A new table: nothing is locked. */
export class ShareCredentials1764002610000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- token: 128 random bits, what the address holds. It follows its credential when that is issued anew.
      CREATE TABLE credential_share (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        token text NOT NULL CONSTRAINT credential_share_token_uq UNIQUE,
        user_id uuid NOT NULL CONSTRAINT credential_share_user_fk REFERENCES users ON DELETE CASCADE,
        award_id uuid CONSTRAINT credential_share_award_fk REFERENCES award,
        certificate_id uuid CONSTRAINT credential_share_certificate_fk REFERENCES certificate,
        shows_name boolean NOT NULL,
        shows_hours boolean NOT NULL,
        shows_skills boolean NOT NULL,
        shows_evidence boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT academy_now(),
        ended_at timestamptz,
        CONSTRAINT credential_share_one_ck CHECK (num_nonnulls(award_id, certificate_id) = 1)
      );
      CREATE INDEX credential_share_award_idx ON credential_share (award_id);
      CREATE INDEX credential_share_certificate_idx ON credential_share (certificate_id);
      CREATE INDEX credential_share_user_idx ON credential_share (user_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE credential_share');
  }
}
