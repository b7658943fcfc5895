import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When, how often and how much somebody wants to be written to, and how many reminders she got in a week. */
export class ChooseHoursOfMail1764003200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- other_email: for kinds about which she has said nothing. weekly_cap: null is the house's. No foreign key, as in mail_preference.
      CREATE TABLE mail_rhythm (
        user_id uuid CONSTRAINT mail_rhythm_pk PRIMARY KEY,
        other_email text NOT NULL DEFAULT 'now' CONSTRAINT mail_rhythm_other_email_ck CHECK (other_email IN ('off', 'now', 'daily', 'weekly')),
        other_before text CONSTRAINT mail_rhythm_other_before_ck CHECK (other_before IN ('daily', 'weekly')),
        is_silent boolean NOT NULL DEFAULT false,
        quiet_from smallint,
        quiet_to smallint,
        weekly_cap smallint CONSTRAINT mail_rhythm_weekly_cap_ck CHECK (weekly_cap BETWEEN 0 AND 50),
        updated_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT mail_rhythm_quiet_ck CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439 AND quiet_from <> quiet_to)
      );
      -- email_before, other_before: what a link in a mail turned off, so that it can be taken back.
      ALTER TABLE mail_preference ADD COLUMN email_before text CONSTRAINT mail_preference_email_before_ck CHECK (email_before IN ('now', 'daily', 'weekly'));

      -- The reminders of the last week, by mail: instants under ids of mails, so that one that is tried again counts once.
      CREATE TABLE mail_week (
        user_id uuid CONSTRAINT mail_week_pk PRIMARY KEY,
        counted jsonb NOT NULL DEFAULT '{}'
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE mail_week, mail_rhythm;
      ALTER TABLE mail_preference DROP COLUMN email_before;
    `);
  }
}
