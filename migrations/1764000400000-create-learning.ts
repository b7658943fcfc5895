import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What teachers did: the evidence from which completion is computed, quiz attempts, reflections, waivers. */
export class CreateLearning1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- value: the best score (0 to 1) or a count; 1 for evidence that is simply there.
      CREATE TABLE progress (
        enrolment_id uuid NOT NULL CONSTRAINT progress_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        edition_id uuid NOT NULL,
        activity_key text NOT NULL,
        evidence text NOT NULL
          CONSTRAINT progress_evidence_ck CHECK (evidence IN ('viewed', 'marked', 'score', 'posted', 'submitted', 'reviewed', 'attended', 'waived')),
        value numeric NOT NULL DEFAULT 1,
        first_at timestamptz NOT NULL DEFAULT academy_now(),
        last_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT progress_pk PRIMARY KEY (enrolment_id, activity_key, evidence)
      );

      CREATE TABLE module_completion (
        enrolment_id uuid NOT NULL CONSTRAINT module_completion_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        edition_id uuid NOT NULL,
        module_key text NOT NULL,
        completed_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT module_completion_pk PRIMARY KEY (enrolment_id, module_key)
      );
      CREATE INDEX module_completion_edition_idx ON module_completion (edition_id, module_key);

      -- version_id: the questions as they stood when the attempt began. option_order: what shuffling made of them.
      CREATE TABLE quiz_attempt (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id uuid NOT NULL CONSTRAINT quiz_attempt_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        activity_key text NOT NULL,
        number int NOT NULL,
        version_id uuid NOT NULL CONSTRAINT quiz_attempt_version_fk REFERENCES course_version,
        option_order jsonb NOT NULL DEFAULT '{}',
        answers jsonb NOT NULL DEFAULT '{}',
        score numeric,
        max_score numeric,
        is_passed boolean,
        started_at timestamptz NOT NULL DEFAULT academy_now(),
        finished_at timestamptz,
        CONSTRAINT quiz_attempt_number_uq UNIQUE (enrolment_id, activity_key, number),
        CONSTRAINT quiz_attempt_finished_ck CHECK ((finished_at IS NULL) = (score IS NULL))
      );
      CREATE UNIQUE INDEX quiz_attempt_open_uq ON quiz_attempt (enrolment_id, activity_key) WHERE finished_at IS NULL;

      CREATE TABLE reflection (
        enrolment_id uuid NOT NULL CONSTRAINT reflection_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        edition_id uuid NOT NULL,
        activity_key text NOT NULL,
        markdown text NOT NULL,
        is_shared boolean NOT NULL DEFAULT false,
        updated_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT reflection_pk PRIMARY KEY (enrolment_id, activity_key)
      );
      CREATE INDEX reflection_shared_idx ON reflection (edition_id, activity_key, updated_at) WHERE is_shared;

      CREATE TABLE waiver (
        enrolment_id uuid NOT NULL CONSTRAINT waiver_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        activity_key text NOT NULL,
        reason text NOT NULL CONSTRAINT waiver_reason_ck CHECK (reason <> ''),
        waived_by uuid NOT NULL,
        waived_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT waiver_pk PRIMARY KEY (enrolment_id, activity_key)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE waiver, reflection, quiz_attempt, module_completion, progress');
  }
}
