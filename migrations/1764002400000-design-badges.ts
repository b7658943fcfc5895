import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a badge is made from, says and how long it stands; what an award was given for and until when. Badges are few; no award is rewritten, for a constant default costs nothing. */
export class DesignBadges1764002400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- design: {shape, colour, icon, text}, what the picture is made from. image_key: of an uploaded picture, encoded again as PNG.
      -- skills: {framework, version, code | uri, name, level}. valid_months: null for ever. retired_at: not awarded any more.
      ALTER TABLE badge
        ADD COLUMN design jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN image_key text,
        ADD COLUMN skills jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN valid_months int CONSTRAINT badge_valid_months_ck CHECK (valid_months BETWEEN 1 AND 600),
        ADD COLUMN retired_at timestamptz,
        DROP CONSTRAINT badge_trigger_ck,
        ADD CONSTRAINT badge_trigger_ck CHECK (trigger IN ('course', 'manual', 'study-group-leader') OR trigger LIKE 'module:%' OR trigger LIKE 'assignment:%' OR trigger LIKE 'helpful-reviewer:%');
      DROP INDEX badge_trigger_uq;
      CREATE UNIQUE INDEX badge_trigger_uq ON badge (course_id, trigger) WHERE trigger <> 'manual' AND retired_at IS NULL;

      -- evidence: {title, text, url}. is_evidence_shown: the holder agreed.
      ALTER TABLE award
        ADD COLUMN expires_at timestamptz,
        ADD COLUMN evidence jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN is_evidence_shown boolean NOT NULL DEFAULT false,
        ADD COLUMN reissue_reason text;
      CREATE INDEX award_badge_idx ON award (badge_id, enrolment_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX award_badge_idx;
      ALTER TABLE award
        DROP COLUMN reissue_reason,
        DROP COLUMN is_evidence_shown,
        DROP COLUMN evidence,
        DROP COLUMN expires_at;
      DROP INDEX badge_trigger_uq;
      CREATE UNIQUE INDEX badge_trigger_uq ON badge (course_id, trigger) WHERE trigger <> 'manual';
      ALTER TABLE badge
        DROP CONSTRAINT badge_trigger_ck,
        ADD CONSTRAINT badge_trigger_ck CHECK (trigger IN ('course', 'manual') OR trigger LIKE 'module:%'),
        DROP COLUMN retired_at,
        DROP COLUMN valid_months,
        DROP COLUMN skills,
        DROP COLUMN image_key,
        DROP COLUMN design;
    `);
  }
}
