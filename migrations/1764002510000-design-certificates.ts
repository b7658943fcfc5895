import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a course's certificates look and what they say, whole editions issued in one go, names corrected afterwards. */
export class DesignCertificates1764002510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- content: colours, sentences by locale, signatures, what is issued. Certificates keep what they were printed with.
      CREATE TABLE certificate_design (
        course_id uuid PRIMARY KEY CONSTRAINT certificate_design_course_fk REFERENCES course ON DELETE CASCADE,
        revision int NOT NULL,
        content jsonb NOT NULL,
        changed_by uuid NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT academy_now()
      );

      -- work: which certificates, one by one. failed: the first of those that could not be made; all are counted.
      CREATE TABLE certificate_batch (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT certificate_batch_edition_fk REFERENCES edition ON DELETE CASCADE,
        owner_id uuid NOT NULL CONSTRAINT certificate_batch_owner_fk REFERENCES users ON DELETE CASCADE,
        work jsonb NOT NULL,
        total int NOT NULL,
        done int NOT NULL DEFAULT 0,
        failed jsonb NOT NULL DEFAULT '[]',
        failed_count int NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT academy_now(),
        finished_at timestamptz
      );
      CREATE UNIQUE INDEX certificate_batch_running_uq ON certificate_batch (edition_id) WHERE finished_at IS NULL;
      CREATE INDEX certificate_batch_edition_idx ON certificate_batch (edition_id, created_at);

      -- Which batch made it, so that one that is run again makes nothing twice.
      ALTER TABLE certificate ADD batch_id uuid;

      -- is_own: by the holder alone, once; else somebody decides.
      CREATE TABLE name_correction (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id uuid NOT NULL CONSTRAINT name_correction_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        edition_id uuid NOT NULL,
        user_id uuid NOT NULL CONSTRAINT name_correction_user_fk REFERENCES users ON DELETE CASCADE,
        old_name text NOT NULL,
        new_name text NOT NULL CONSTRAINT name_correction_name_ck CHECK (new_name <> ''),
        is_own boolean NOT NULL,
        reason text,
        state text NOT NULL CONSTRAINT name_correction_state_ck CHECK (state IN ('waiting', 'granted', 'declined')),
        asked_at timestamptz NOT NULL DEFAULT academy_now(),
        decided_by uuid,
        decided_at timestamptz,
        note text,
        CONSTRAINT name_correction_decided_ck CHECK ((state = 'waiting') = (decided_at IS NULL)),
        CONSTRAINT name_correction_reason_ck CHECK (is_own OR reason <> '')
      );
      CREATE UNIQUE INDEX name_correction_own_uq ON name_correction (enrolment_id) WHERE is_own;
      CREATE UNIQUE INDEX name_correction_waiting_uq ON name_correction (enrolment_id) WHERE state = 'waiting';
      CREATE INDEX name_correction_edition_idx ON name_correction (edition_id, state, asked_at);
      CREATE INDEX name_correction_enrolment_idx ON name_correction (enrolment_id, asked_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE name_correction, certificate_batch, certificate_design');
    await runner.query('ALTER TABLE certificate DROP batch_id');
  }
}
