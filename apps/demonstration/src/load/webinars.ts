import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { Editions, type NewEdition } from '@academy/editions';
import { Attendance } from '@academy/learning';
import { History } from './history';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** How long after the start of an edition, which is in the morning, by activity: in the late afternoon. */
const EVENTS = { 'webinar-hard-cases': WEEK + 3 * DAY + 8 * HOUR, 'webinar-first-lessons': 5 * WEEK + DAY + 8 * HOUR };
type Key = keyof typeof EVENTS;
const KEYS = Object.keys(EVENTS) as Key[];

const startOf = (startsAt: Date, key: Key): Date => new Date(startsAt.getTime() + EVENTS[key]);
const eventOf = (startsAt: Date, key: Key) => ({ startsAt: startOf(startsAt, key).toISOString(), url: `https://meet.example.org/${key}` });

/** The webinars of an edition that begins then. */
export const webinarsOf = (startsAt: Date): NewEdition['liveEvents'] => Object.fromEntries(KEYS.map((key) => [key, eventOf(startsAt, key)]));

/** Webinars of the main course that are over by now: who came, and the recording. */
@Injectable()
export class Webinars {
  constructor(
    private readonly database: Database,
    private readonly history: History,
    private readonly editions: Editions,
    private readonly attendance: Attendance,
  ) {}

  hold(editionId: string, startsAt: Date, until: Date, coordinatorId: string, alwaysThere: string | null): void {
    const over = KEYS.filter((key) => startOf(startsAt, key).getTime() + 2 * DAY < until.getTime());
    for (const [index, key] of over.entries()) {
      const at = startOf(startsAt, key).getTime();
      this.history.at(new Date(at + 50 * 60_000), () => this.gather(editionId, key, alwaysThere));
      const recorded = over.slice(0, index + 1).map((each) => [each, { ...eventOf(startsAt, each), recordingUrl: `https://films.example.org/${each}` }]);
      this.history.at(new Date(at + DAY), () => this.editions.change(editionId, { liveEvents: { ...webinarsOf(startsAt), ...Object.fromEntries(recorded) } }, coordinatorId));
    }
  }

  /** Two of three who were about in those days, and whoever is always there. */
  private async gather(editionId: string, key: Key, alwaysThere: string | null): Promise<void> {
    const code = await this.attendance.code(editionId, key);
    const about = await this.database.query<{ id: string; isSure: boolean }>(
      `SELECT id, user_id = $2 AS "isSure" FROM enrolment WHERE edition_id = $1 AND state IN ('active', 'completed') AND last_active_at > academy_now() - interval '4 days' ORDER BY id`,
      [editionId, alwaysThere],
    );
    for (const [index, { id, isSure }] of about.entries()) if (isSure || index % 3 > 0) await this.attendance.attend(id, key, code);
  }
}
