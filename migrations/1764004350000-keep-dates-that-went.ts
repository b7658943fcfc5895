import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PLAN_NAMED_LIVE_EVENTS } from './1764004100000-name-events-that-went';

/**
 * A live event whose date is taken back keeps it beside: calendars have it, and whoever is told has to know of which hour. Which
 * change people were told of last stands beside the sequence, which rises with changes that nobody is told of too.
 */
export class KeepDatesThatWent1764004350000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE live_event
        -- The date that it has or had last; null where it never had one.
        ADD COLUMN last_starts_at timestamptz,
        ADD COLUMN last_ends_at timestamptz,
        -- The sequence of the last change that people were told of, and of the last one of when or whether it is.
        ADD COLUMN told_sequence int NOT NULL DEFAULT 0,
        ADD COLUMN moved_sequence int NOT NULL DEFAULT 0;
      UPDATE live_event SET last_starts_at = starts_at, last_ends_at = ends_at, told_sequence = sequence, moved_sequence = sequence;

      CREATE OR REPLACE FUNCTION plan_live_events(planned uuid) RETURNS void LANGUAGE sql AS $$
        INSERT INTO live_event AS l (edition_id, activity_key, title, starts_at, ends_at, last_starts_at, last_ends_at, url, recording_url, is_cancelled)
        SELECT d.id, v.key, v.activity ->> 'title', t.starts_at, t.ends_at, t.starts_at, t.ends_at,
          coalesce(o.own ->> 'url', v.activity ->> 'url', ''), coalesce(o.own ->> 'recordingUrl', ''), coalesce((o.own ->> 'cancelled')::boolean, false)
        FROM edition d JOIN version_activity v ON v.version_id = d.version_id AND v.activity ->> 'kind' = 'live-event'
          CROSS JOIN LATERAL (SELECT d.live_events -> v.key AS own) o
          CROSS JOIN LATERAL (SELECT coalesce((o.own ->> 'startsAt')::timestamptz, (v.activity ->> 'startsAt')::timestamptz) AS starts_at) b
          CROSS JOIN LATERAL (SELECT b.starts_at, b.starts_at + make_interval(mins => coalesce((o.own ->> 'durationMinutes')::int, (v.activity ->> 'durationMinutes')::int, 60)) AS ends_at) t
        WHERE d.id = planned
        UNION ALL
        SELECT w.edition_id, w.activity_key, w.title, w.starts_at, w.ends_at, w.last_starts_at, w.last_ends_at, w.url, w.recording_url, true
        FROM live_event w JOIN edition d ON d.id = w.edition_id
        WHERE d.id = planned AND NOT EXISTS (SELECT FROM version_activity v WHERE v.version_id = d.version_id AND v.key = w.activity_key AND v.activity ->> 'kind' = 'live-event')
        ON CONFLICT (edition_id, activity_key) DO UPDATE SET title = excluded.title, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
          last_starts_at = coalesce(excluded.last_starts_at, l.last_starts_at), last_ends_at = coalesce(excluded.last_ends_at, l.last_ends_at), url = excluded.url,
          recording_url = excluded.recording_url, is_cancelled = excluded.is_cancelled,
          sequence = l.sequence + CASE WHEN (l.starts_at, l.ends_at, l.url, l.is_cancelled) IS DISTINCT FROM (excluded.starts_at, excluded.ends_at, excluded.url, excluded.is_cancelled) THEN 1 ELSE 0 END;
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE ${PLAN_NAMED_LIVE_EVENTS}
      ALTER TABLE live_event DROP COLUMN last_starts_at, DROP COLUMN last_ends_at, DROP COLUMN told_sequence, DROP COLUMN moved_sequence;
    `);
  }
}
