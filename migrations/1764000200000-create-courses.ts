import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Courses: the draft that designers edit, the versions that nothing changes any more, their media, imports. */
export class CreateCourses1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Head columns repeat the newest version's (the draft's before the first), so that the catalogue reads one table.
      CREATE TABLE course (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        slug text NOT NULL CONSTRAINT course_slug_uq UNIQUE CONSTRAINT course_slug_ck CHECK (slug ~ '^[a-z0-9-]{1,64}$'),
        title text NOT NULL,
        language text NOT NULL,
        summary text NOT NULL DEFAULT '',
        subjects text[] NOT NULL DEFAULT '{}',
        levels text[] NOT NULL DEFAULT '{}',
        workload_hours numeric(6, 2) NOT NULL DEFAULT 0,
        outcomes jsonb NOT NULL DEFAULT '[]',
        licence text NOT NULL,
        latest_version int,
        created_by uuid CONSTRAINT course_created_by_fk REFERENCES users ON DELETE SET NULL,
        created_at timestamptz NOT NULL DEFAULT academy_now(),
        published_at timestamptz
      );
      CREATE INDEX course_published_idx ON course (published_at DESC, id) WHERE latest_version IS NOT NULL;

      -- content: { head fields, modules: [...] }, every module, section and activity with a revision of its own.
      CREATE TABLE course_draft (
        course_id uuid PRIMARY KEY CONSTRAINT course_draft_course_fk REFERENCES course ON DELETE CASCADE,
        revision int NOT NULL DEFAULT 1,
        content jsonb NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT academy_now(),
        updated_by uuid
      );

      -- head: the course's head fields; outline: modules > sections > activities without their bodies.
      CREATE TABLE course_version (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_id uuid NOT NULL CONSTRAINT course_version_course_fk REFERENCES course,
        number int NOT NULL CONSTRAINT course_version_number_ck CHECK (number > 0),
        head jsonb NOT NULL,
        outline jsonb NOT NULL,
        notes text NOT NULL DEFAULT '',
        published_by uuid,
        published_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT course_version_number_uq UNIQUE (course_id, number)
      );
      CREATE TABLE version_activity (
        version_id uuid NOT NULL CONSTRAINT version_activity_version_fk REFERENCES course_version,
        key text NOT NULL,
        module_key text NOT NULL,
        section_key text NOT NULL,
        position int NOT NULL,
        activity jsonb NOT NULL,
        CONSTRAINT version_activity_pk PRIMARY KEY (version_id, key)
      );

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% never changes', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
      CREATE TRIGGER course_version_immutable BEFORE UPDATE OR DELETE ON course_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER version_activity_immutable BEFORE UPDATE OR DELETE ON version_activity FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE media (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_id uuid NOT NULL CONSTRAINT media_course_fk REFERENCES course ON DELETE CASCADE,
        kind text NOT NULL CONSTRAINT media_kind_ck CHECK (kind IN ('picture', 'video', 'audio', 'captions', 'document')),
        content_type text NOT NULL,
        bytes bigint NOT NULL,
        sha256 bytea NOT NULL,
        storage_key text NOT NULL,
        file_name text NOT NULL,
        width int,
        height int,
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT academy_now()
      );
      CREATE INDEX media_course_idx ON media (course_id, created_at);

      CREATE TABLE course_import (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        owner_id uuid NOT NULL CONSTRAINT course_import_owner_fk REFERENCES users ON DELETE CASCADE,
        file_name text NOT NULL,
        storage_key text NOT NULL,
        state text NOT NULL DEFAULT 'queued' CONSTRAINT course_import_state_ck CHECK (state IN ('queued', 'running', 'done', 'failed')),
        progress real NOT NULL DEFAULT 0,
        course_id uuid CONSTRAINT course_import_course_fk REFERENCES course ON DELETE SET NULL,
        report jsonb NOT NULL DEFAULT '{"converted": [], "skipped": []}',
        error text,
        created_at timestamptz NOT NULL DEFAULT academy_now(),
        finished_at timestamptz
      );
      CREATE INDEX course_import_owner_idx ON course_import (owner_id, created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE course_import, media, version_activity, course_version, course_draft, course;
      DROP FUNCTION refuse_change();
    `);
  }
}
