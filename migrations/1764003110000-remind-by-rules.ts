import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules of reminders by course and edition, the ledger of what was decided about whom, and since when a certificate has been fetched. */
export class RemindByRules1764003110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A row is the whole rule: it stands in for that of the course, or of the house. Offsets are hours; hold_out is percent of people.
      CREATE TABLE reminder_rule (
        id uuid CONSTRAINT reminder_rule_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL,
        course_id uuid CONSTRAINT reminder_rule_course_fk REFERENCES course ON DELETE CASCADE,
        edition_id uuid CONSTRAINT reminder_rule_edition_fk REFERENCES edition ON DELETE CASCADE,
        is_on boolean NOT NULL,
        offsets int[] NOT NULL,
        in_app boolean NOT NULL,
        email boolean NOT NULL,
        audience jsonb NOT NULL,
        hold_out smallint NOT NULL CONSTRAINT reminder_rule_hold_out_ck CHECK (hold_out BETWEEN 0 AND 50),
        texts jsonb NOT NULL,
        link text,
        changed_by uuid,
        changed_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT reminder_rule_scope_ck CHECK ((course_id IS NULL) <> (edition_id IS NULL)),
        CONSTRAINT reminder_rule_course_uq UNIQUE (course_id, kind),
        CONSTRAINT reminder_rule_edition_uq UNIQUE (edition_id, kind)
      );

      -- What a rule decided about a person, once for each occurrence, whatever channels it then takes. params: ids and dates of what it is about.
      -- No foreign keys to what it is about: thousands are written at once.
      CREATE TABLE reminder (
        id uuid CONSTRAINT reminder_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL CONSTRAINT reminder_user_fk REFERENCES users ON DELETE CASCADE,
        kind text NOT NULL,
        subject text NOT NULL,
        occurrence text NOT NULL,
        enrolment_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        arm text NOT NULL CONSTRAINT reminder_arm_ck CHECK (arm IN ('sent', 'held-out')),
        params jsonb NOT NULL DEFAULT '{}',
        decided_at timestamptz NOT NULL DEFAULT academy_now(),
        CONSTRAINT reminder_once_uq UNIQUE (user_id, kind, subject, occurrence)
      );
      CREATE INDEX reminder_edition_idx ON reminder (edition_id, kind, decided_at);

      -- How far the sweep has looked: what fell due since is looked for, however long nobody swept.
      CREATE TABLE reminder_sweep (
        is_only boolean CONSTRAINT reminder_sweep_pk PRIMARY KEY DEFAULT true CONSTRAINT reminder_sweep_one_row CHECK (is_only),
        swept_to timestamptz
      );
      INSERT INTO reminder_sweep DEFAULT VALUES;

      -- What was sent before rules were data is not sent again.
      INSERT INTO reminder (user_id, kind, subject, occurrence, enrolment_id, edition_id, arm, decided_at)
      SELECT u.id, m.kind, CASE m.kind WHEN 'away' THEN e.id::text ELSE e.id || ':' || (m.data ->> 'moduleKey') END,
        CASE m.kind WHEN 'away' THEN left(m.data ->> 'since', 10) || ':168' ELSE '' END, e.id, e.edition_id, 'sent', m.created_at
      FROM mail m JOIN users u ON u.id = m.user_id JOIN enrolment e ON e.id = (m.data ->> 'enrolmentId')::uuid
      WHERE m.kind IN ('away', 'module-opened') ON CONFLICT DO NOTHING;

      -- The next instant at which a person may be written to: from 9 to 18 o'clock of her own day, whatever summer time does.
      -- A zone that this database does not know counts as UTC.
      CREATE FUNCTION next_sending_hour(instant timestamptz, zone text, opens time DEFAULT '09:00', closes time DEFAULT '18:00') RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
      DECLARE
        here timestamp;
      BEGIN
        here := instant AT TIME ZONE zone;
        IF here::time < opens THEN RETURN (here::date + opens) AT TIME ZONE zone; END IF;
        IF here::time >= closes THEN RETURN (here::date + 1 + opens) AT TIME ZONE zone; END IF;
        RETURN instant;
      EXCEPTION WHEN invalid_parameter_value THEN
        IF zone = 'UTC' THEN RAISE; END IF;
        RETURN next_sending_hour(instant, 'UTC', opens, closes);
      END $$;

      -- A number from 0 to 99, always the same for a person, a kind of reminder and an edition.
      CREATE FUNCTION reminder_draw(person uuid, kind text, edition uuid) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS $$ SELECT (('x' || left(md5(person || ' ' || kind || ' ' || edition), 7))::bit(28)::int % 100) $$;

      ALTER TABLE certificate ADD COLUMN fetched_at timestamptz;
      UPDATE certificate SET fetched_at = issued_at;
      CREATE INDEX certificate_unfetched_idx ON certificate (issued_at) WHERE fetched_at IS NULL AND revoked_at IS NULL AND superseded_by IS NULL;
      CREATE INDEX award_expiring_idx ON award (expires_at) WHERE expires_at IS NOT NULL AND revoked_at IS NULL AND superseded_by IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX award_expiring_idx;
      DROP INDEX certificate_unfetched_idx;
      ALTER TABLE certificate DROP COLUMN fetched_at;
      DROP FUNCTION reminder_draw(uuid, text, uuid);
      DROP FUNCTION next_sending_hour(timestamptz, text, time, time);
      DROP TABLE reminder_sweep, reminder, reminder_rule;
    `);
  }
}
