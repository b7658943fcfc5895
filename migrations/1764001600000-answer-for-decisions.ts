import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a decision about a post did, so that it can be undone: by an appeal, or by lifting a mute early. The tables are as new as the release: no lock is long. */
export class AnswerForDecisions1764001600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- did_hide: the post was readable before this decision. mute_lifted_at: ended before its time.
      ALTER TABLE post_case
        ADD COLUMN did_hide boolean NOT NULL DEFAULT false,
        ADD COLUMN mute_lifted_at timestamptz,
        ADD COLUMN mute_lifted_by uuid,
        ADD CONSTRAINT post_case_mute_ck CHECK (decision IS DISTINCT FROM 'mute' OR mute_until IS NOT NULL),
        ADD CONSTRAINT post_case_appeal_ck CHECK ((appeal IS NULL) = (appealed_at IS NULL)),
        ADD CONSTRAINT post_case_appeal_decided_ck CHECK ((appeal_outcome IS NULL) = (appeal_decided_at IS NULL) AND (appeal_outcome IS NULL OR appeal IS NOT NULL));
      CREATE INDEX post_case_post_idx ON post_case (post_id, opened_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX post_case_post_idx;
      ALTER TABLE post_case
        DROP CONSTRAINT post_case_appeal_decided_ck,
        DROP CONSTRAINT post_case_appeal_ck,
        DROP CONSTRAINT post_case_mute_ck,
        DROP COLUMN mute_lifted_by,
        DROP COLUMN mute_lifted_at,
        DROP COLUMN did_hide;
    `);
  }
}
