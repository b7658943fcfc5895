import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Badges and their awards, certificates, the keys that sign, the lists that revoke, work done in batches. */
export class CreateCredentials1764000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- private_key: the PKCS#8 key, encrypted under the Academy's secret.
      CREATE TABLE signing_key (
        kid text PRIMARY KEY,
        algorithm text NOT NULL CONSTRAINT signing_key_algorithm_ck CHECK (algorithm IN ('EdDSA', 'RS256')),
        public_jwk jsonb NOT NULL,
        private_key bytea NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        signs_from timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      -- picture: SVG of our own making.
      CREATE TABLE badge (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_id uuid NOT NULL CONSTRAINT badge_course_fk REFERENCES course ON DELETE CASCADE,
        name text NOT NULL,
        description text NOT NULL DEFAULT '',
        criteria text NOT NULL DEFAULT '',
        picture text NOT NULL,
        trigger text NOT NULL CONSTRAINT badge_trigger_ck CHECK (trigger IN ('course', 'manual') OR trigger LIKE 'module:%'),
        created_at timestamptz NOT NULL DEFAULT academy_now()
      );
      CREATE UNIQUE INDEX badge_trigger_uq ON badge (course_id, trigger) WHERE trigger <> 'manual';
      CREATE INDEX badge_course_idx ON badge (course_id);

      CREATE TABLE status_list (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        size int NOT NULL,
        next_index int NOT NULL DEFAULT 0,
        bits bytea NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT status_list_full_ck CHECK (next_index <= size)
      );

      CREATE TABLE award (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        badge_id uuid NOT NULL CONSTRAINT award_badge_fk REFERENCES badge,
        enrolment_id uuid NOT NULL CONSTRAINT award_enrolment_fk REFERENCES enrolment,
        edition_id uuid NOT NULL,
        user_id uuid NOT NULL CONSTRAINT award_user_fk REFERENCES users,
        code text NOT NULL CONSTRAINT award_code_uq UNIQUE,
        holder_name text NOT NULL,
        is_name_shown boolean NOT NULL DEFAULT false,
        recipient_salt text NOT NULL,
        status_list_id uuid NOT NULL CONSTRAINT award_status_list_fk REFERENCES status_list,
        status_index int NOT NULL,
        issued_at timestamptz NOT NULL DEFAULT academy_now(),
        issued_by uuid,
        revoked_at timestamptz,
        revoked_by uuid,
        revoke_reason text,
        superseded_by uuid CONSTRAINT award_superseded_by_fk REFERENCES award DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT award_status_uq UNIQUE (status_list_id, status_index)
      );
      CREATE UNIQUE INDEX award_live_uq ON award (badge_id, enrolment_id) WHERE revoked_at IS NULL AND superseded_by IS NULL;
      CREATE INDEX award_user_idx ON award (user_id, issued_at);
      CREATE INDEX award_edition_idx ON award (edition_id, badge_id);

      -- details: all that the PDF shows, as it was when issued; storage_key is null until the PDF is made.
      CREATE TABLE certificate (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL CONSTRAINT certificate_kind_ck CHECK (kind IN ('course', 'module')),
        module_key text NOT NULL DEFAULT '',
        enrolment_id uuid NOT NULL CONSTRAINT certificate_enrolment_fk REFERENCES enrolment,
        edition_id uuid NOT NULL,
        user_id uuid NOT NULL CONSTRAINT certificate_user_fk REFERENCES users,
        code text NOT NULL CONSTRAINT certificate_code_uq UNIQUE,
        holder_name text NOT NULL,
        is_name_shown boolean NOT NULL DEFAULT false,
        details jsonb NOT NULL,
        storage_key text,
        sha256 bytea,
        issued_at timestamptz NOT NULL DEFAULT academy_now(),
        revoked_at timestamptz,
        revoked_by uuid,
        revoke_reason text,
        superseded_by uuid CONSTRAINT certificate_superseded_by_fk REFERENCES certificate DEFERRABLE INITIALLY DEFERRED
      );
      CREATE UNIQUE INDEX certificate_live_uq ON certificate (kind, module_key, enrolment_id) WHERE revoked_at IS NULL AND superseded_by IS NULL;
      CREATE INDEX certificate_user_idx ON certificate (user_id, issued_at);
      CREATE INDEX certificate_edition_idx ON certificate (edition_id);

      CREATE TABLE batch (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        owner_id uuid NOT NULL CONSTRAINT batch_owner_fk REFERENCES users ON DELETE CASCADE,
        kind text NOT NULL,
        work jsonb NOT NULL,
        total int NOT NULL,
        done int NOT NULL DEFAULT 0,
        failed jsonb NOT NULL DEFAULT '[]',
        created_at timestamptz NOT NULL DEFAULT academy_now(),
        finished_at timestamptz
      );

      -- Whom a kind of mail does not reach any more. No foreign key: it holds when the account is gone, too.
      CREATE TABLE mail_preference (
        user_id uuid NOT NULL,
        kind text NOT NULL,
        email text NOT NULL CONSTRAINT mail_preference_email_ck CHECK (email IN ('off', 'now', 'daily', 'weekly')),
        updated_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT mail_preference_pk PRIMARY KEY (user_id, kind)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_preference, batch, certificate, award, status_list, badge, signing_key');
  }
}
