import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PLAN_LIVE_EVENTS } from './1764003500000-hold-live-events';

/** Until `keep-dates-that-went`, and again when that is taken back. */
export const PLAN_NAMED_LIVE_EVENTS = `FUNCTION plan_live_events(planned uuid) RETURNS void LANGUAGE sql AS $$
        INSERT INTO live_event AS l (edition_id, activity_key, title, starts_at, ends_at, url, recording_url, is_cancelled)
        SELECT d.id, v.key, v.activity ->> 'title', t.starts_at, t.starts_at + make_interval(mins => coalesce((o.own ->> 'durationMinutes')::int, (v.activity ->> 'durationMinutes')::int, 60)),
          coalesce(o.own ->> 'url', v.activity ->> 'url', ''), coalesce(o.own ->> 'recordingUrl', ''), coalesce((o.own ->> 'cancelled')::boolean, false)
        FROM edition d JOIN version_activity v ON v.version_id = d.version_id AND v.activity ->> 'kind' = 'live-event'
          CROSS JOIN LATERAL (SELECT d.live_events -> v.key AS own) o
          CROSS JOIN LATERAL (SELECT coalesce((o.own ->> 'startsAt')::timestamptz, (v.activity ->> 'startsAt')::timestamptz) AS starts_at) t
        WHERE d.id = planned
        UNION ALL
        SELECT w.edition_id, w.activity_key, w.title, w.starts_at, w.ends_at, w.url, w.recording_url, true
        FROM live_event w JOIN edition d ON d.id = w.edition_id
        WHERE d.id = planned AND NOT EXISTS (SELECT FROM version_activity v WHERE v.version_id = d.version_id AND v.key = w.activity_key AND v.activity ->> 'kind' = 'live-event')
        ON CONFLICT (edition_id, activity_key) DO UPDATE SET title = excluded.title, starts_at = excluded.starts_at, ends_at = excluded.ends_at, url = excluded.url,
          recording_url = excluded.recording_url, is_cancelled = excluded.is_cancelled,
          sequence = l.sequence + CASE WHEN (l.starts_at, l.ends_at, l.url, l.is_cancelled) IS DISTINCT FROM (excluded.starts_at, excluded.ends_at, excluded.url, excluded.is_cancelled) THEN 1 ELSE 0 END;
      $$;`;

/**
 * A live event that a newer version of the course leaves out is cancelled, with its name and its date: whoever meant to come is told
 * of which. Before, its row lost its date, and the word of it had nothing to say.
 */
export class NameEventsThatWent1764004100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- title: as in the edition's version; of what is not in it any more, as it was there last.
      ALTER TABLE live_event ADD COLUMN title text NOT NULL DEFAULT '';
      UPDATE live_event l SET title = a.title FROM edition_activity a WHERE a.edition_id = l.edition_id AND a.activity_key = l.activity_key;

      CREATE OR REPLACE ${PLAN_NAMED_LIVE_EVENTS}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE OR REPLACE ${PLAN_LIVE_EVENTS} ALTER TABLE live_event DROP COLUMN title`);
  }
}
