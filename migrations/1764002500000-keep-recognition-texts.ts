import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What certificates say of recognition, by country and language. Rows are never changed: a new wording is a new row, so that what was printed when can be told for ever. */
export class KeepRecognitionTexts1764002500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- It holds from valid_from until the next of its language begins, or until the end of valid_until.
      CREATE TABLE recognition_text (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        country text NOT NULL CONSTRAINT recognition_text_country_ck CHECK (country ~ '^[A-Z]{2}$'),
        locale text NOT NULL,
        printed_text text NOT NULL CONSTRAINT recognition_text_printed_ck CHECK (printed_text <> '' AND char_length(printed_text) <= 600),
        guidance text NOT NULL DEFAULT '' CONSTRAINT recognition_text_guidance_ck CHECK (char_length(guidance) <= 6000),
        authority text NOT NULL DEFAULT '',
        authority_url text NOT NULL DEFAULT '' CONSTRAINT recognition_text_url_ck CHECK (authority_url = '' OR authority_url ~ '^https?://'),
        valid_from date NOT NULL,
        valid_until date,
        written_by uuid NOT NULL,
        written_at timestamptz NOT NULL DEFAULT academy_now(),
        withdrawn_by uuid,
        withdrawn_at timestamptz,
        CONSTRAINT recognition_text_dates_ck CHECK (valid_until >= valid_from),
        CONSTRAINT recognition_text_withdrawn_ck CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
      );
      CREATE INDEX recognition_text_country_idx ON recognition_text (country, locale, valid_from, written_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recognition_text');
  }
}
