import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people hand in for review, with its attachments. */
export class CreateSubmissions1764000800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A pool is (edition_id, activity_key, round). author_ids, author_schools, group_id: kept at submitting, so that lending reads one row.
      -- wanted: reviews it should get; finished: done and counted; lent: live claims. is_held: out of the pool until a moderator decides.
      CREATE TABLE submission (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT submission_edition_fk REFERENCES edition,
        activity_key text NOT NULL,
        round smallint NOT NULL DEFAULT 1 CONSTRAINT submission_round_ck CHECK (round BETWEEN 1 AND 2),
        version_id uuid NOT NULL CONSTRAINT submission_version_fk REFERENCES course_version,
        group_id uuid CONSTRAINT submission_group_fk REFERENCES study_group ON DELETE SET NULL,
        author_ids uuid[] NOT NULL DEFAULT '{}',
        author_schools text[] NOT NULL DEFAULT '{}',
        state text NOT NULL DEFAULT 'draft' CONSTRAINT submission_state_ck CHECK (state IN ('draft', 'submitted', 'in-review', 'graded', 'returned', 'withdrawn')),
        revision int NOT NULL DEFAULT 1,
        content jsonb NOT NULL DEFAULT '{}',
        language text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT academy_now(),
        updated_at timestamptz NOT NULL DEFAULT academy_now(),
        submitted_at timestamptz,
        is_late boolean NOT NULL DEFAULT false,
        opened_at timestamptz,
        review_by timestamptz,
        wanted smallint NOT NULL DEFAULT 0,
        finished smallint NOT NULL DEFAULT 0,
        lent smallint NOT NULL DEFAULT 0,
        load smallint GENERATED ALWAYS AS (finished + lent) STORED NOT NULL,
        phase text NOT NULL DEFAULT 'regular' CONSTRAINT submission_phase_ck CHECK (phase IN ('regular', 'rescue', 'moderators')),
        moderate_by timestamptz,
        is_held boolean NOT NULL DEFAULT false,
        is_open boolean GENERATED ALWAYS AS (state IN ('submitted', 'in-review') AND NOT is_held AND finished + lent < wanted) STORED NOT NULL,
        licence text,
        published_as text,
        published_at timestamptz,
        CONSTRAINT submission_counts_ck CHECK (wanted >= 0 AND finished >= 0 AND lent >= 0),
        CONSTRAINT submission_submitted_ck CHECK (state IN ('draft', 'withdrawn', 'returned') OR submitted_at IS NOT NULL),
        CONSTRAINT submission_published_ck CHECK ((published_at IS NULL) = (licence IS NULL))
      );
      CREATE INDEX submission_open_idx ON submission (edition_id, activity_key, round, language, load, submitted_at, id) WHERE is_open;
      CREATE INDEX submission_pool_idx ON submission (edition_id, activity_key, round, state);
      CREATE INDEX submission_review_by_idx ON submission (review_by) WHERE state IN ('submitted', 'in-review');
      CREATE INDEX submission_published_idx ON submission (published_at DESC, id) WHERE published_at IS NOT NULL;

      -- Who hands a work in: one person, or the members of a study group. One work a person and round.
      CREATE TABLE submission_author (
        enrolment_id uuid NOT NULL CONSTRAINT submission_author_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        activity_key text NOT NULL,
        round smallint NOT NULL,
        submission_id uuid NOT NULL CONSTRAINT submission_author_submission_fk REFERENCES submission ON DELETE CASCADE,
        user_id uuid NOT NULL CONSTRAINT submission_author_user_fk REFERENCES users,
        CONSTRAINT submission_author_pk PRIMARY KEY (enrolment_id, activity_key, round)
      );
      CREATE INDEX submission_author_submission_idx ON submission_author (submission_id);

      -- file_name: neutral, as reviewers see it; own_name: as its author called it, for the author alone.
      CREATE TABLE submission_attachment (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id uuid NOT NULL CONSTRAINT submission_attachment_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        activity_key text NOT NULL,
        kind text NOT NULL,
        content_type text NOT NULL,
        bytes bigint NOT NULL,
        sha256 bytea NOT NULL,
        storage_key text NOT NULL,
        file_name text NOT NULL,
        own_name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT academy_now()
      );
      CREATE INDEX submission_attachment_enrolment_idx ON submission_attachment (enrolment_id, activity_key);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE submission_attachment, submission_author, submission');
  }
}
