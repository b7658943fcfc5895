import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What opens when, and what is due when, in each edition: computed from its version and its dates whenever one of them
 * changes, so that a sweep over a million enrolments reads plain columns. Editions are few: filling them takes no long lock.
 */
export class PlanEditions1764003100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- opens_at: for everybody at once; null where it opens opens_after the start of each person.
      CREATE TABLE edition_module (
        edition_id uuid NOT NULL CONSTRAINT edition_module_edition_fk REFERENCES edition ON DELETE CASCADE,
        module_key text NOT NULL,
        position int NOT NULL,
        title text NOT NULL,
        opens_at timestamptz,
        opens_after interval NOT NULL,
        CONSTRAINT edition_module_pk PRIMARY KEY (edition_id, module_key)
      );
      -- done: the evidence that its completion rule wants, at least so much of it.
      CREATE TABLE edition_activity (
        edition_id uuid NOT NULL CONSTRAINT edition_activity_edition_fk REFERENCES edition ON DELETE CASCADE,
        activity_key text NOT NULL,
        module_key text NOT NULL,
        position int NOT NULL,
        title text NOT NULL,
        kind text NOT NULL,
        is_required boolean NOT NULL,
        rule text NOT NULL,
        at_least numeric NOT NULL,
        due_at timestamptz,
        CONSTRAINT edition_activity_pk PRIMARY KEY (edition_id, activity_key)
      );

      CREATE FUNCTION plan_edition(planned uuid) RETURNS void LANGUAGE sql AS $$
        DELETE FROM edition_module WHERE edition_id = planned;
        DELETE FROM edition_activity WHERE edition_id = planned;
        INSERT INTO edition_module (edition_id, module_key, position, title, opens_at, opens_after)
        SELECT d.id, m.module ->> 'key', m.number, m.module ->> 'title',
          CASE d.release ->> 'mode'
            WHEN 'weekly' THEN d.starts_at + (m.number - 1) * interval '168 hours'
            WHEN 'dates' THEN coalesce((d.release -> 'dates' ->> (m.module ->> 'key'))::timestamptz, d.starts_at)
            WHEN 'relative' THEN NULL
            ELSE d.starts_at END,
          CASE d.release ->> 'mode' WHEN 'relative' THEN (m.number - 1) * interval '168 hours' ELSE interval '0' END
        FROM edition d JOIN course_version v ON v.id = d.version_id
          CROSS JOIN LATERAL jsonb_array_elements(v.outline) WITH ORDINALITY AS m (module, number)
        WHERE d.id = planned ON CONFLICT DO NOTHING;
        INSERT INTO edition_activity (edition_id, activity_key, module_key, position, title, kind, is_required, rule, at_least, due_at)
        SELECT d.id, a.activity ->> 'key', m.module ->> 'key', row_number() OVER (ORDER BY m.number, s.number, a.number), a.activity ->> 'title', a.activity ->> 'kind',
          (a.activity ->> 'required')::boolean, a.activity -> 'completion' ->> 'rule',
          coalesce((a.activity -> 'completion' ->> 'atLeast')::numeric, (a.activity -> 'completion' ->> 'count')::numeric, 0),
          (d.deadlines -> (a.activity ->> 'key') ->> 'submitBy')::timestamptz
        FROM edition d JOIN course_version v ON v.id = d.version_id
          CROSS JOIN LATERAL jsonb_array_elements(v.outline) WITH ORDINALITY AS m (module, number)
          CROSS JOIN LATERAL jsonb_array_elements(m.module -> 'sections') WITH ORDINALITY AS s (section, number)
          CROSS JOIN LATERAL jsonb_array_elements(s.section -> 'activities') WITH ORDINALITY AS a (activity, number)
        WHERE d.id = planned ON CONFLICT DO NOTHING;
      $$;
      CREATE FUNCTION edition_planned() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM plan_edition(NEW.id); RETURN NULL; END $$;
      CREATE TRIGGER edition_plan_trg AFTER INSERT OR UPDATE OF version_id, release, starts_at, deadlines ON edition FOR EACH ROW EXECUTE FUNCTION edition_planned();
      SELECT plan_edition(id) FROM edition;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER edition_plan_trg ON edition;
      DROP FUNCTION edition_planned();
      DROP FUNCTION plan_edition(uuid);
      DROP TABLE edition_activity, edition_module;
    `);
  }
}
