import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Study groups: people of an edition who learn together. */
export class CreateStudyGroups1764000700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE study_group (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT study_group_edition_fk REFERENCES edition ON DELETE CASCADE,
        name text NOT NULL CONSTRAINT study_group_name_ck CHECK (name <> ''),
        join_code text NOT NULL CONSTRAINT study_group_join_code_uq UNIQUE,
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT academy_now()
      );
      CREATE INDEX study_group_edition_idx ON study_group (edition_id);
      CREATE TABLE study_group_member (
        enrolment_id uuid CONSTRAINT study_group_member_pk PRIMARY KEY CONSTRAINT study_group_member_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        group_id uuid NOT NULL CONSTRAINT study_group_member_group_fk REFERENCES study_group ON DELETE CASCADE,
        joined_at timestamptz NOT NULL DEFAULT academy_now()
      );
      CREATE INDEX study_group_member_group_idx ON study_group_member (group_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE study_group_member, study_group');
  }
}
