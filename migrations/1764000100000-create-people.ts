import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users, their sessions, roles with scopes, the tokens of mailed links. */
export class CreatePeople1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE users (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email text NOT NULL,
        email_verified_at timestamptz,
        password_hash text,
        display_name text NOT NULL CONSTRAINT users_display_name_ck CHECK (display_name <> ''),
        certificate_name text NOT NULL CONSTRAINT users_certificate_name_ck CHECK (certificate_name <> ''),
        country text NOT NULL CONSTRAINT users_country_ck CHECK (country ~ '^[A-Z]{2}$'),
        locale text NOT NULL,
        reads text[] NOT NULL DEFAULT '{}',
        time_zone text NOT NULL,
        school text,
        level text,
        subjects text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT academy_now()
      );
      CREATE UNIQUE INDEX users_email_uq ON users (lower(email));

      -- Sessions and tokens live by the machine's clock: moving the demonstration's signs nobody out.
      CREATE TABLE session (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL CONSTRAINT session_user_fk REFERENCES users ON DELETE CASCADE,
        kind text NOT NULL CONSTRAINT session_kind_ck CHECK (kind IN ('cookie', 'bearer')),
        token_hash bytea NOT NULL CONSTRAINT session_token_uq UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      CREATE INDEX session_user_idx ON session (user_id);

      CREATE TABLE role_grant (
        user_id uuid NOT NULL CONSTRAINT role_grant_user_fk REFERENCES users ON DELETE CASCADE,
        role text NOT NULL
          CONSTRAINT role_grant_role_ck CHECK (role IN ('designer', 'reviewer', 'coordinator', 'moderator', 'national-contact', 'administrator')),
        scope text NOT NULL CONSTRAINT role_grant_scope_ck CHECK (scope IN ('platform', 'course', 'edition', 'country')),
        scope_id text NOT NULL DEFAULT '',
        CONSTRAINT role_grant_pk PRIMARY KEY (user_id, role, scope, scope_id),
        CONSTRAINT role_grant_scope_id_ck CHECK ((scope = 'platform') = (scope_id = ''))
      );
      CREATE INDEX role_grant_scope_idx ON role_grant (scope, scope_id, role);

      CREATE TABLE account_token (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL CONSTRAINT account_token_user_fk REFERENCES users ON DELETE CASCADE,
        purpose text NOT NULL CONSTRAINT account_token_purpose_ck CHECK (purpose IN ('verify-address', 'reset-password')),
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX account_token_user_idx ON account_token (user_id, purpose) WHERE used_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_token, role_grant, session, users');
  }
}
