import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Peer review: who owes reviews, claims and reviews, grades, cases for moderators, near-duplicates. */
export class CreateReviews1764000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What somebody owes a pool. owed_by: their own deadline. reads, school, group_id: as of the last time they asked.
      CREATE TABLE review_duty (
        edition_id uuid NOT NULL CONSTRAINT review_duty_edition_fk REFERENCES edition,
        activity_key text NOT NULL,
        round smallint NOT NULL,
        user_id uuid NOT NULL CONSTRAINT review_duty_user_fk REFERENCES users,
        enrolment_id uuid NOT NULL CONSTRAINT review_duty_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        to_give smallint NOT NULL,
        given smallint NOT NULL DEFAULT 0,
        waived smallint NOT NULL DEFAULT 0,
        reads text[] NOT NULL DEFAULT '{}',
        school text,
        group_id uuid,
        is_volunteer boolean NOT NULL DEFAULT false,
        trained_at timestamptz,
        owed_by timestamptz,
        last_asked_at timestamptz,
        reminded_at timestamptz,
        reminders smallint NOT NULL DEFAULT 0,
        invited_at timestamptz,
        CONSTRAINT review_duty_pk PRIMARY KEY (edition_id, activity_key, round, user_id),
        CONSTRAINT review_duty_counts_ck CHECK (to_give >= 0 AND given >= 0 AND waived >= 0)
      );
      CREATE INDEX review_duty_enrolment_idx ON review_duty (enrolment_id, activity_key);
      CREATE INDEX review_duty_owing_idx ON review_duty (edition_id, activity_key, round) WHERE given + waived < to_give;

      -- One row a lending; it becomes the review. Ids are random: their order tells nothing.
      CREATE TABLE review (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        submission_id uuid NOT NULL CONSTRAINT review_submission_fk REFERENCES submission,
        edition_id uuid NOT NULL,
        activity_key text NOT NULL,
        round smallint NOT NULL,
        reviewer_id uuid NOT NULL CONSTRAINT review_reviewer_fk REFERENCES users,
        enrolment_id uuid CONSTRAINT review_enrolment_fk REFERENCES enrolment ON DELETE SET NULL,
        kind text NOT NULL DEFAULT 'peer' CONSTRAINT review_kind_ck CHECK (kind IN ('peer', 'volunteer', 'staff')),
        state text NOT NULL DEFAULT 'claimed' CONSTRAINT review_state_ck CHECK (state IN ('claimed', 'done', 'released', 'expired', 'removed')),
        claimed_at timestamptz NOT NULL DEFAULT academy_now(),
        expires_at timestamptz NOT NULL,
        reminded_at timestamptz,
        revision int NOT NULL DEFAULT 1,
        scores jsonb NOT NULL DEFAULT '{}',
        comments jsonb NOT NULL DEFAULT '{}',
        overall text NOT NULL DEFAULT '',
        keeps text NOT NULL DEFAULT '',
        suggests text NOT NULL DEFAULT '',
        warnings text[] NOT NULL DEFAULT '{}',
        done_at timestamptz,
        is_held boolean NOT NULL DEFAULT false,
        helpful smallint CONSTRAINT review_helpful_ck CHECK (helpful BETWEEN 1 AND 5),
        rated_at timestamptz,
        reply text,
        replied_at timestamptz,
        CONSTRAINT review_once_uq UNIQUE (submission_id, reviewer_id),
        CONSTRAINT review_done_ck CHECK (state <> 'done' OR done_at IS NOT NULL)
      );
      CREATE UNIQUE INDEX review_live_uq ON review (edition_id, activity_key, round, reviewer_id) WHERE state = 'claimed' AND kind <> 'staff';
      CREATE INDEX review_reviewer_idx ON review (reviewer_id, edition_id, activity_key);
      CREATE INDEX review_pool_idx ON review (edition_id, activity_key, round, done_at);
      CREATE INDEX review_expiring_idx ON review (expires_at) WHERE state = 'claimed';

      -- Levels that somebody gave to a staff-graded example.
      CREATE TABLE training_answer (
        enrolment_id uuid NOT NULL CONSTRAINT training_answer_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        activity_key text NOT NULL,
        example_key text NOT NULL,
        scores jsonb NOT NULL,
        agreement real NOT NULL,
        answered_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT training_answer_pk PRIMARY KEY (enrolment_id, activity_key, example_key)
      );

      -- criteria: [{key, points, maxPoints, spread, n}]; basis: [{reviewId, weight}] and the version of the rule that made it.
      CREATE TABLE grade (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        submission_id uuid NOT NULL CONSTRAINT grade_submission_fk REFERENCES submission,
        source text NOT NULL CONSTRAINT grade_source_ck CHECK (source IN ('reviews', 'staff')),
        points numeric NOT NULL,
        max_points numeric NOT NULL,
        is_passed boolean NOT NULL,
        spread real NOT NULL DEFAULT 0,
        criteria jsonb NOT NULL DEFAULT '[]',
        basis jsonb NOT NULL DEFAULT '[]',
        rule_version smallint NOT NULL,
        reason text,
        graded_by uuid,
        graded_at timestamptz NOT NULL DEFAULT academy_now(),
        released_at timestamptz,
        superseded_at timestamptz,
        CONSTRAINT grade_reason_ck CHECK (source <> 'staff' OR reason <> '')
      );
      CREATE UNIQUE INDEX grade_standing_uq ON grade (submission_id) WHERE superseded_at IS NULL;
      CREATE INDEX grade_waiting_idx ON grade (graded_at) WHERE superseded_at IS NULL AND released_at IS NULL;

      -- What waits for a moderator, with the day it is promised for.
      CREATE TABLE review_case (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL,
        activity_key text NOT NULL,
        submission_id uuid NOT NULL CONSTRAINT review_case_submission_fk REFERENCES submission,
        review_id uuid CONSTRAINT review_case_review_fk REFERENCES review,
        kind text NOT NULL CONSTRAINT review_case_kind_ck CHECK (kind IN ('flagged-submission', 'flagged-review', 'appeal', 'short', 'spread')),
        reason text NOT NULL,
        words text NOT NULL DEFAULT '',
        raised_by uuid,
        raised_at timestamptz NOT NULL DEFAULT academy_now(),
        due_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'open' CONSTRAINT review_case_state_ck CHECK (state IN ('open', 'decided')),
        decision text,
        note text,
        decided_by uuid,
        decided_at timestamptz,
        CONSTRAINT review_case_decided_ck CHECK ((state = 'decided') = (decided_at IS NOT NULL AND decision IS NOT NULL))
      );
      CREATE UNIQUE INDEX review_case_appeal_uq ON review_case (submission_id) WHERE kind = 'appeal';
      CREATE UNIQUE INDEX review_case_open_uq ON review_case (submission_id, kind, coalesce(review_id, submission_id)) WHERE state = 'open';
      CREATE INDEX review_case_edition_idx ON review_case (edition_id, activity_key, state, due_at);

      -- Near-duplicates: a signature a submitted text, its bands to find likely ones by, and the pairs found.
      CREATE TABLE submission_signature (
        submission_id uuid CONSTRAINT submission_signature_pk PRIMARY KEY CONSTRAINT submission_signature_submission_fk REFERENCES submission ON DELETE CASCADE,
        signature int[] NOT NULL
      );
      CREATE TABLE submission_band (
        band smallint NOT NULL,
        hash bigint NOT NULL,
        submission_id uuid NOT NULL CONSTRAINT submission_band_submission_fk REFERENCES submission ON DELETE CASCADE,
        CONSTRAINT submission_band_pk PRIMARY KEY (band, hash, submission_id)
      );
      CREATE INDEX submission_band_submission_idx ON submission_band (submission_id);
      CREATE TABLE submission_likeness (
        submission_id uuid NOT NULL CONSTRAINT submission_likeness_submission_fk REFERENCES submission ON DELETE CASCADE,
        other_id uuid NOT NULL CONSTRAINT submission_likeness_other_fk REFERENCES submission ON DELETE CASCADE,
        similarity real NOT NULL,
        found_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT submission_likeness_pk PRIMARY KEY (submission_id, other_id),
        CONSTRAINT submission_likeness_other_ck CHECK (submission_id <> other_id)
      );

      -- Who said that they would review for later editions of a course too.
      CREATE TABLE review_helper (
        course_id uuid NOT NULL CONSTRAINT review_helper_course_fk REFERENCES course ON DELETE CASCADE,
        user_id uuid NOT NULL CONSTRAINT review_helper_user_fk REFERENCES users ON DELETE CASCADE,
        offered_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT review_helper_pk PRIMARY KEY (course_id, user_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE review_helper, submission_likeness, submission_band, submission_signature, review_case, grade, training_answer, review, review_duty');
  }
}
