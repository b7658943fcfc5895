import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has answered a survey, and what was answered: two tables that nothing joins, and a box in which answers wait until enough of them leave it together. */
export class KeepSurveysApart1764003600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE survey_turnout (
        enrolment_id uuid NOT NULL CONSTRAINT survey_turnout_enrolment_fk REFERENCES enrolment ON DELETE CASCADE,
        activity_key text NOT NULL,
        CONSTRAINT survey_turnout_pk PRIMARY KEY (enrolment_id, activity_key)
      );

      -- sealed: one answer, encrypted and padded, so that neither its words nor their length can be read here, in a backup or in the log of the database.
      -- A row is written with its turnout and has therefore its xmin: it must not say anything by itself.
      CREATE TABLE survey_box (
        id uuid CONSTRAINT survey_box_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT survey_box_edition_fk REFERENCES edition ON DELETE CASCADE,
        activity_key text NOT NULL,
        sealed text NOT NULL
      );
      CREATE INDEX survey_box_activity_idx ON survey_box (edition_id, activity_key);

      -- Nobody's: no person, no time, no order. All answers to a survey are written anew, shuffled and under new ids, whenever some are added.
      -- is_counted: false for the last ones, where they are too few to be told without telling whose they are.
      CREATE TABLE survey_answer (
        id uuid CONSTRAINT survey_answer_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT survey_answer_edition_fk REFERENCES edition ON DELETE CASCADE,
        activity_key text NOT NULL,
        version_id uuid NOT NULL CONSTRAINT survey_answer_version_fk REFERENCES course_version,
        language text NOT NULL,
        answers jsonb NOT NULL,
        is_counted boolean NOT NULL
      );
      CREATE INDEX survey_answer_activity_idx ON survey_answer (edition_id, activity_key);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE survey_answer, survey_box, survey_turnout');
  }
}
