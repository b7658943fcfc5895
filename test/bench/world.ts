import type { Client } from 'pg';
import { ApiClient } from '../support/client';
import { COURSE, MODULES } from './content';
import { activityKey, COURSES, editionId, ENROLLED, PEOPLE, personId, SEEN, SMALL_EDITIONS, tokenOf } from './names';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** People and their sessions: 5,000 who can be asked for by number. The first may write courses and run editions. */
export async function makePeople(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO users (id, email, email_verified_at, display_name, certificate_name, country, locale, reads, time_zone)
     SELECT id, 'teacher' || number || '@people.test', now(), 'Eleni Papadopoulou ' || number, 'Eleni Papadopoulou', 'GR', 'en', '{en}', 'Europe/Athens'
     FROM unnest($1::uuid[]) WITH ORDINALITY AS person (id, number)`,
    [numbers(PEOPLE).map(personId)],
  );
  for (const kind of ['bearer', 'cookie'] as const) {
    await client.query(
      `INSERT INTO session (user_id, kind, token_hash, expires_at)
       SELECT id, $2, sha256(token::bytea), now() + interval '1 day' FROM unnest($1::uuid[], $3::text[]) AS person (id, token)`,
      [numbers(PEOPLE).map(personId), kind, numbers(PEOPLE).map((number) => tokenOf(kind, number))],
    );
  }
  await client.query(`INSERT INTO role_grant (user_id, role, scope) VALUES ($1, 'designer', 'platform'), ($1, 'coordinator', 'platform')`, [personId(0)]);
}

/** Publishes the courses of the catalogue through the API, all with the same content. */
export async function publishCourses(base: string): Promise<void> {
  const api = new ApiClient(base, tokenOf('bearer', 0));
  const done = <T>({ status, body, headers }: { status: number; body: T; headers: Headers }) => {
    if (status >= 300) throw new Error(`The world could not be made: ${status} ${JSON.stringify(body)}`);
    return { body, headers };
  };
  for (const number of numbers(COURSES)) {
    const { body: course } = done(await api.post('/courses', { ...COURSE, title: `Measuring our street ${number + 1}` }));
    const draft = done(await api.get(`/courses/${course.id}/draft`));
    const { revision: _, ...content } = draft.body;
    done(await api.put(`/courses/${course.id}/draft`, { ...content, modules: MODULES }, { headers: { 'if-match': draft.headers.get('etag')! } }));
    done(await api.post(`/courses/${course.id}/versions`, { notes: 'first' }));
  }
}

/** Open editions spread over the courses: 50 that are empty and one with 2,000 teachers in it. */
export async function makeEditions(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO edition (id, course_id, version_id, name, state, enrol_from, enrol_until, starts_at, ends_at, seats, release)
     SELECT edition.id, version.course_id, version.id, 'Spring', 'open',
            now() - interval '9 days', now() + interval '30 days', now() - interval '8 days', now() + interval '60 days', 100000, '{"mode": "all"}'
     FROM unnest($1::uuid[]) WITH ORDINALITY AS edition (id, number)
     JOIN (SELECT id, course_id, row_number() OVER (ORDER BY published_at) AS number FROM course_version) AS version
       ON version.number = (edition.number - 1) % $2 + 1`,
    [numbers(SMALL_EDITIONS + 1).map(editionId), COURSES],
  );
  await client.query(
    `INSERT INTO enrolment (id, edition_id, user_id, state, activated_at)
     SELECT ('00000002-' || substr(user_id::text, 10))::uuid, $2, user_id, 'active', now() FROM unnest($1::uuid[]) AS user_id`,
    [numbers(ENROLLED).map(personId), editionId(0)],
  );
  await forget(client);
}

/** Sets the world back to how it was made: each teacher has seen the first few activities. */
export async function forget(client: Client): Promise<void> {
  await client.query('TRUNCATE fact, fact_delivery, module_completion, progress');
  await client.query('DELETE FROM enrolment WHERE edition_id <> $1 OR NOT user_id = ANY($2)', [editionId(0), numbers(ENROLLED).map(personId)]);
  await client.query(
    `INSERT INTO progress (enrolment_id, edition_id, activity_key, evidence)
     SELECT id, edition_id, key, 'viewed' FROM enrolment, unnest($1::text[]) AS key`,
    [numbers(SEEN).map((number) => activityKey(number + 1))],
  );
  await client.query('UPDATE enrolment SET done_count = $1, last_active_at = now()', [SEEN]);
  await client.query('UPDATE edition SET seats_taken = (SELECT count(*) FROM enrolment WHERE edition_id = edition.id)');
  await client.query('VACUUM ANALYZE enrolment, edition, users, session, fact, fact_delivery, progress, module_completion');
}
