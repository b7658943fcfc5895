import { randomUUID } from 'node:crypto';
import type { Database } from '@academy/platform';
import { OUTLINE } from '../outline';
import { cohort, DAY, datesFrom, type EditionDates, ROOMS, type Room, type Teacher } from './cohort';

/** When the webinar is, so many days later than it was planned: some hours into the third day of its module. */
export const meetingAt = ({ startsAt }: EditionDates, daysLater = 0): { meet: { startsAt: string } } => ({ meet: { startsAt: new Date(startsAt + (9.3 + daysLater) * DAY).toISOString() } });

/** Somebody with what she has by now: her enrolment is null until she has one, or for good once she left. */
export type Player = { readonly teacher: Teacher; readonly userId: string; enrolmentId: string | null; next: number; isGone: boolean };
export type Play = Readonly<{ courseId: string; editions: Readonly<Record<Room, string>>; coordinatorId: string; dates: EditionDates; players: readonly Player[] }>;

const MEETING = { key: 'meet', kind: 'live-event', title: 'Webinar', required: false, minutes: 60, completion: { rule: 'attended' }, durationMinutes: 60, url: 'https://meet.example/swifts', description: '' };
/** The course of all tests of reminders, and a webinar in its second module. */
const COURSE = OUTLINE.map((module) => (module.key === 'm2' ? { ...module, sections: module.sections.map((section) => ({ ...section, activities: [...section.activities, MEETING] })) } : module));
const ACTIVITIES = COURSE.flatMap(({ sections }) => sections.flatMap(({ activities }) => activities));
/** Of those who want a seat so many get one. */
const SEATS = 0.55;

/** A course with an earlier edition and three that begin: their people, as rows. Who has not enrolled yet has a seat from a day that is to come, or enrols for one. */
export async function buildStage(database: Database, people: number, seed: number, start: string): Promise<Play> {
  const dates = datesFrom(start);
  const teachers = cohort(people, seed, dates);
  const players: Player[] = teachers.map((teacher) => ({ teacher, userId: randomUUID(), enrolmentId: teacher.room === 'seats' ? null : randomUUID(), next: 0, isGone: false }));
  const [courseId, versionId, coordinatorId, past] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const editions = Object.fromEntries(ROOMS.map((room) => [room, randomUUID()])) as Record<Room, string>;
  await database.query(`INSERT INTO course (id, slug, title, language, licence, latest_version) VALUES ($1, $2, 'Counting the swifts', 'en', 'CC-BY-4.0', 1)`, [courseId, `weeks-${courseId.slice(0, 8)}`]);
  await database.query(`INSERT INTO course_version (id, course_id, number, head, outline) VALUES ($1, $2, 1, '{}', $3)`, [versionId, courseId, JSON.stringify(COURSE)]);
  await database.query(`INSERT INTO version_activity (version_id, key, module_key, section_key, position, activity) SELECT $1, a ->> 'key', 'm', 's', n, a FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS t (a, n)`, [versionId, JSON.stringify(ACTIVITIES)]);
  const insert = (id: string, state: string, at: EditionDates, seats: number | null, taken: number) =>
    database.query(
      `INSERT INTO edition (id, course_id, version_id, name, state, enrol_from, enrol_until, starts_at, ends_at, release, deadlines, seats, seats_taken, live_events) VALUES ($1, $2, $3, 'Spring', $4, $5::timestamptz - interval '30 days', $6, $5, $6, '{"mode": "weekly"}', $7, $8, $9, $10)`,
      [id, courseId, versionId, state, new Date(at.startsAt), new Date(at.endsAt), JSON.stringify({ plan: { submitBy: new Date(at.submitBy).toISOString() } }), seats, taken, JSON.stringify(meetingAt(at))],
    );
  const inRoom = (room: Room): Player[] => players.filter(({ teacher }) => teacher.room === room);
  for (const room of ROOMS) await insert(editions[room], 'open', dates, room === 'seats' ? Math.ceil(inRoom(room).length * SEATS) : null, room === 'seats' ? 0 : inRoom(room).length);
  await insert(past, 'archived', { startsAt: dates.startsAt - 200 * DAY, endsAt: dates.startsAt - 150 * DAY, submitBy: dates.startsAt - 180 * DAY }, null, players.length);
  await database.query(
    `INSERT INTO users (id, email, display_name, certificate_name, country, locale, reads, time_zone) SELECT id, id || '@people.test', 'Teacher', 'Teacher', country, locale, '{en}', zone FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS t (id, country, locale, zone)`,
    [[coordinatorId, ...players.map(({ userId }) => userId)], ['PT', ...teachers.map(({ country }) => country)], ['en', ...teachers.map(({ locale }) => locale)], ['Europe/Lisbon', ...teachers.map(({ zone }) => zone)]],
  );
  const seated = players.filter(({ enrolmentId }) => enrolmentId !== null);
  await database.query(
    `INSERT INTO enrolment (id, edition_id, user_id, state, enrolled_at, activated_at, required_count) SELECT id, edition, person, 'active', at, at, 5 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS t (id, edition, person, at)`,
    [seated.map(({ enrolmentId }) => enrolmentId), seated.map(({ teacher }) => editions[teacher.room]), seated.map(({ userId }) => userId), seated.map(({ teacher }) => new Date(teacher.enrolledAt))],
  );
  await insertPast(database, past, courseId, dates, players.filter(({ teacher }) => teacher.before !== null));
  return { courseId, editions, coordinatorId, dates, players };
}

/** Who completed the earlier edition, each with a badge that ends one day. */
async function insertPast(database: Database, editionId: string, courseId: string, { startsAt }: EditionDates, players: readonly Player[]): Promise<void> {
  const [badge, list] = [randomUUID(), randomUUID()];
  await database.query(`INSERT INTO badge (id, course_id, name, picture, trigger) VALUES ($1, $2, 'Counter', 'plain', 'course')`, [badge, courseId]);
  await database.query(`INSERT INTO status_list (id, size, bits) VALUES ($1, 8, '\\x00')`, [list]);
  await database.query(
    `WITH was AS (INSERT INTO enrolment (edition_id, user_id, state, enrolled_at, activated_at, completed_at, last_active_at, required_count, done_count)
       SELECT $1, person, 'completed', $2::timestamptz - interval '200 days', $2::timestamptz - interval '200 days', $2::timestamptz - interval '160 days', $2::timestamptz - interval '160 days', 5, 5 FROM unnest($3::uuid[]) AS t (person) RETURNING id, user_id)
     INSERT INTO award (badge_id, enrolment_id, edition_id, user_id, code, holder_name, recipient_salt, status_list_id, status_index, issued_at, expires_at)
     SELECT $4, was.id, $1, was.user_id, left(was.id::text, 30), 'Teacher', 's', $5, t.number, $2::timestamptz - interval '160 days', t.ends FROM unnest($3::uuid[], $6::int[], $7::timestamptz[]) AS t (person, number, ends) JOIN was ON was.user_id = t.person`,
    [editionId, new Date(startsAt), players.map(({ userId }) => userId), badge, list, players.map(({ teacher }) => teacher.number), players.map(({ teacher }) => new Date(startsAt + teacher.before!.expiresIn * DAY))],
  );
}
