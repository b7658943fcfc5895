import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One switch and one rate for all mail, servers that are left alone for a while, and addresses that are written to no more. Columns come without rewriting the table. */
export class CareForMail1764003000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Urgent: asked for just now, or about the account itself. First in the queue, and sent to addresses that complained.
      ALTER TABLE mail ADD COLUMN is_urgent boolean NOT NULL DEFAULT false,
        -- When a server first put it off; it is tried again for a day from then.
        ADD COLUMN deferred_at timestamptz,
        -- When a bounce or a complaint came back.
        ADD COLUMN reported_at timestamptz;

      CREATE TABLE mail_switch (
        is_single boolean PRIMARY KEY DEFAULT true CONSTRAINT mail_switch_single_ck CHECK (is_single),
        paused_at timestamptz,
        paused_by uuid,
        per_minute int CONSTRAINT mail_switch_rate_ck CHECK (per_minute BETWEEN 1 AND 1000000),
        -- The bucket that the rate fills, by the machine's clock; granted says what was last taken out of it.
        tokens float8 NOT NULL DEFAULT 0,
        granted int NOT NULL DEFAULT 0,
        filled_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      INSERT INTO mail_switch DEFAULT VALUES;

      -- A mail server that did not answer, or would not have us. The machine's clock.
      CREATE TABLE mail_host (
        host text PRIMARY KEY,
        failures int NOT NULL,
        said text NOT NULL,
        since timestamptz NOT NULL DEFAULT clock_timestamp(),
        until timestamptz NOT NULL
      );

      CREATE TABLE mail_suppression (
        address text PRIMARY KEY CONSTRAINT mail_suppression_address_ck CHECK (address = lower(address)),
        -- Null while bounces are only counted, and again when its owner said that it works.
        reason text CONSTRAINT mail_suppression_reason_ck CHECK (reason IN ('bounced', 'complained')),
        said text NOT NULL DEFAULT '',
        since timestamptz,
        soft_bounces int NOT NULL DEFAULT 0,
        softened_at timestamptz,
        lifted_at timestamptz,
        CONSTRAINT mail_suppression_since_ck CHECK ((reason IS NULL) = (since IS NULL))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE mail_suppression, mail_host, mail_switch;
      ALTER TABLE mail DROP COLUMN is_urgent, DROP COLUMN deferred_at, DROP COLUMN reported_at;
    `);
  }
}
