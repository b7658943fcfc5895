import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Editions run a version on dates; enrolments are who takes part. */
export class CreateEditions1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE edition (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        course_id uuid NOT NULL CONSTRAINT edition_course_fk REFERENCES course,
        version_id uuid NOT NULL CONSTRAINT edition_version_fk REFERENCES course_version,
        name text NOT NULL,
        state text NOT NULL DEFAULT 'draft'
          CONSTRAINT edition_state_ck CHECK (state IN ('draft', 'announced', 'open', 'running', 'grading', 'closed', 'archived')),
        is_self_paced boolean NOT NULL DEFAULT false,
        enrol_from timestamptz NOT NULL,
        enrol_until timestamptz NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        seats int CONSTRAINT edition_seats_ck CHECK (seats >= 0),
        -- active + completed enrolments; seats are sold by raising it under the row's lock.
        seats_taken int NOT NULL DEFAULT 0,
        last_waitlist_number int NOT NULL DEFAULT 0,
        release jsonb NOT NULL,
        deadlines jsonb NOT NULL DEFAULT '{}',
        languages text[] NOT NULL DEFAULT '{}',
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT edition_seats_taken_ck CHECK (seats_taken >= 0 AND (seats IS NULL OR seats_taken <= seats)),
        CONSTRAINT edition_dates_ck CHECK (enrol_from <= enrol_until AND starts_at < ends_at)
      );
      CREATE INDEX edition_course_idx ON edition (course_id, starts_at);
      CREATE INDEX edition_state_idx ON edition (state, starts_at);

      CREATE TABLE enrolment (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT enrolment_edition_fk REFERENCES edition,
        user_id uuid NOT NULL CONSTRAINT enrolment_user_fk REFERENCES users,
        state text NOT NULL CONSTRAINT enrolment_state_ck CHECK (state IN ('waitlisted', 'active', 'completed', 'withdrawn', 'expired')),
        waitlist_number int,
        enrolled_at timestamptz NOT NULL DEFAULT academy_now(),
        activated_at timestamptz,
        completed_at timestamptz,
        withdrawn_at timestamptz,
        last_active_at timestamptz,
        -- How much of what is required is done: kept by learning, for lists.
        done_count int NOT NULL DEFAULT 0,
        required_count int NOT NULL DEFAULT 0,
        CONSTRAINT enrolment_person_edition_uq UNIQUE (user_id, edition_id),
        CONSTRAINT enrolment_waitlist_ck CHECK ((state = 'waitlisted') = (waitlist_number IS NOT NULL))
      );
      CREATE INDEX enrolment_edition_idx ON enrolment (edition_id, state, enrolled_at, id);
      CREATE UNIQUE INDEX enrolment_waitlist_uq ON enrolment (edition_id, waitlist_number) WHERE state = 'waitlisted';
      CREATE INDEX enrolment_active_idx ON enrolment (edition_id, last_active_at) WHERE state = 'active';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE enrolment, edition');
  }
}
