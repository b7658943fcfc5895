import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until `name-events-that-went`, and again when that is taken back. */
export const PLAN_LIVE_EVENTS = `FUNCTION plan_live_events(planned uuid) RETURNS void LANGUAGE sql AS $$
        INSERT INTO live_event AS l (edition_id, activity_key, starts_at, ends_at, url, recording_url, is_cancelled)
        SELECT d.id, p.key, t.starts_at, t.starts_at + make_interval(mins => coalesce((p.own ->> 'durationMinutes')::int, (p.activity ->> 'durationMinutes')::int, 60)),
          coalesce(p.own ->> 'url', p.activity ->> 'url', ''), coalesce(p.own ->> 'recordingUrl', ''), coalesce((p.own ->> 'cancelled')::boolean, false)
        FROM edition d
          CROSS JOIN LATERAL (
            SELECT v.key, v.activity, d.live_events -> v.key AS own FROM version_activity v WHERE v.version_id = d.version_id AND v.activity ->> 'kind' = 'live-event'
            UNION ALL
            SELECT o.activity_key, NULL, NULL FROM live_event o WHERE o.edition_id = d.id
              AND NOT EXISTS (SELECT FROM version_activity v WHERE v.version_id = d.version_id AND v.key = o.activity_key AND v.activity ->> 'kind' = 'live-event')) p
          CROSS JOIN LATERAL (SELECT coalesce((p.own ->> 'startsAt')::timestamptz, (p.activity ->> 'startsAt')::timestamptz) AS starts_at) t
        WHERE d.id = planned
        ON CONFLICT (edition_id, activity_key) DO UPDATE SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, url = excluded.url,
          recording_url = excluded.recording_url, is_cancelled = excluded.is_cancelled,
          sequence = l.sequence + CASE WHEN (l.starts_at, l.ends_at, l.url, l.is_cancelled) IS DISTINCT FROM (excluded.starts_at, excluded.ends_at, excluded.url, excluded.is_cancelled) THEN 1 ELSE 0 END;
      $$;`;

/**
 * When and where the live events of each edition are: what the edition says of its own, else its version. Computed whenever one of
 * them changes, with a sequence that rises as calendars want it. A column with a constant default is added at once.
 */
export class HoldLiveEvents1764003500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE edition ADD COLUMN live_events jsonb NOT NULL DEFAULT '{}';
      -- starts_at: null while nobody has said when, and for what is not in the edition's version any more.
      CREATE TABLE live_event (
        edition_id uuid NOT NULL CONSTRAINT live_event_edition_fk REFERENCES edition ON DELETE CASCADE,
        activity_key text NOT NULL,
        starts_at timestamptz,
        ends_at timestamptz,
        url text NOT NULL,
        recording_url text NOT NULL,
        is_cancelled boolean NOT NULL,
        sequence int NOT NULL DEFAULT 0,
        attendance_code text,
        CONSTRAINT live_event_pk PRIMARY KEY (edition_id, activity_key),
        CONSTRAINT live_event_order_ck CHECK (ends_at > starts_at)
      );

      CREATE ${PLAN_LIVE_EVENTS}
      CREATE FUNCTION live_events_planned() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM plan_live_events(NEW.id); RETURN NULL; END $$;
      CREATE TRIGGER edition_live_events_trg AFTER INSERT OR UPDATE OF version_id, live_events ON edition FOR EACH ROW EXECUTE FUNCTION live_events_planned();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER edition_live_events_trg ON edition;
      DROP FUNCTION live_events_planned();
      DROP FUNCTION plan_live_events(uuid);
      DROP TABLE live_event;
      ALTER TABLE edition DROP COLUMN live_events;
    `);
  }
}
