import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports and what moderators decide, mutes, the code of conduct, who blocks whom, what people show of themselves, words of a space. */
export class KeepDiscussionsCivil1764001300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Something about a post waits for a moderator, or was decided. At most one open at a time.
      CREATE TABLE post_case (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        space_id uuid NOT NULL,
        course_id uuid NOT NULL,
        edition_id uuid,
        post_id uuid NOT NULL CONSTRAINT post_case_post_fk REFERENCES post,
        person_id uuid NOT NULL CONSTRAINT post_case_person_fk REFERENCES users,
        source text NOT NULL CONSTRAINT post_case_source_ck CHECK (source IN ('report', 'held', 'moderator')),
        opened_at timestamptz NOT NULL DEFAULT academy_now(),
        state text NOT NULL DEFAULT 'open' CONSTRAINT post_case_state_ck CHECK (state IN ('open', 'decided')),
        decision text CONSTRAINT post_case_decision_ck CHECK (decision IN ('dismiss', 'hide', 'restore', 'warn', 'mute')),
        mute_until timestamptz,
        note text,
        decided_by uuid,
        decided_at timestamptz,
        appeal text,
        appealed_at timestamptz,
        appeal_outcome text CONSTRAINT post_case_appeal_outcome_ck CHECK (appeal_outcome IN ('upheld', 'overturned')),
        appeal_note text,
        appeal_decided_by uuid,
        appeal_decided_at timestamptz,
        CONSTRAINT post_case_decided_ck CHECK ((state = 'decided') = (decided_at IS NOT NULL AND decision IS NOT NULL))
      );
      CREATE UNIQUE INDEX post_case_open_uq ON post_case (post_id) WHERE state = 'open';
      CREATE INDEX post_case_queue_idx ON post_case (space_id, state, opened_at);
      CREATE INDEX post_case_appeals_idx ON post_case (space_id, appealed_at) WHERE appealed_at IS NOT NULL AND appeal_outcome IS NULL;
      CREATE INDEX post_case_person_idx ON post_case (person_id, space_id);
      CREATE TABLE post_report (
        case_id uuid NOT NULL CONSTRAINT post_report_case_fk REFERENCES post_case ON DELETE CASCADE,
        reporter_id uuid NOT NULL CONSTRAINT post_report_reporter_fk REFERENCES users,
        reason text NOT NULL,
        words text NOT NULL DEFAULT '',
        reported_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT post_report_pk PRIMARY KEY (case_id, reporter_id)
      );
      CREATE TABLE space_mute (
        space_id uuid NOT NULL,
        user_id uuid NOT NULL CONSTRAINT space_mute_user_fk REFERENCES users ON DELETE CASCADE,
        case_id uuid CONSTRAINT space_mute_case_fk REFERENCES post_case,
        muted_until timestamptz NOT NULL,
        CONSTRAINT space_mute_pk PRIMARY KEY (space_id, user_id)
      );
      CREATE TABLE conduct_acceptance (
        user_id uuid NOT NULL CONSTRAINT conduct_acceptance_user_fk REFERENCES users ON DELETE CASCADE,
        space_id uuid NOT NULL,
        through text NOT NULL CONSTRAINT conduct_acceptance_through_ck CHECK (through IN ('page', 'api')),
        accepted_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT conduct_acceptance_pk PRIMARY KEY (user_id, space_id)
      );
      CREATE TABLE person_block (
        user_id uuid NOT NULL CONSTRAINT person_block_user_fk REFERENCES users ON DELETE CASCADE,
        blocked_id uuid NOT NULL CONSTRAINT person_block_blocked_fk REFERENCES users ON DELETE CASCADE,
        blocked_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT person_block_pk PRIMARY KEY (user_id, blocked_id),
        CONSTRAINT person_block_other_ck CHECK (user_id <> blocked_id)
      );
      -- What colleagues may see of somebody; no row: the name and the country.
      CREATE TABLE person_card (
        user_id uuid CONSTRAINT person_card_pk PRIMARY KEY CONSTRAINT person_card_user_fk REFERENCES users ON DELETE CASCADE,
        about text NOT NULL DEFAULT '',
        is_listed boolean NOT NULL DEFAULT true,
        shows_country boolean NOT NULL DEFAULT true,
        shows_school boolean NOT NULL DEFAULT false,
        shows_level boolean NOT NULL DEFAULT false,
        shows_subjects boolean NOT NULL DEFAULT false,
        shows_languages boolean NOT NULL DEFAULT false
      );
      CREATE TABLE study_group_invitation (
        group_id uuid NOT NULL CONSTRAINT study_group_invitation_group_fk REFERENCES study_group ON DELETE CASCADE,
        enrolment_id uuid NOT NULL CONSTRAINT study_group_invitation_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        invited_by uuid NOT NULL CONSTRAINT study_group_invitation_inviter_fk REFERENCES users ON DELETE CASCADE,
        invited_at timestamptz NOT NULL DEFAULT academy_now(),
        declined_at timestamptz,
        CONSTRAINT study_group_invitation_pk PRIMARY KEY (group_id, enrolment_id)
      );
      CREATE INDEX study_group_invitation_enrolment_idx ON study_group_invitation (enrolment_id);
      -- The words of a space without accents: what a mistyped one may have meant.
      CREATE TABLE search_word (
        space_id uuid NOT NULL,
        word text NOT NULL,
        CONSTRAINT search_word_pk PRIMARY KEY (space_id, word)
      );
      CREATE INDEX search_word_trigram_idx ON search_word USING gin (space_id, word gin_trgm_ops);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE search_word, study_group_invitation, person_card, person_block, conduct_acceptance, space_mute, post_report, post_case');
  }
}
