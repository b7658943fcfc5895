import type { Person, RunningAcademy } from '../support/academy';
import { must, openEdition, publishCourse } from '../support/world';

/** A course whose discussion counts by two posts. */
const TALK = {
  key: 'm1',
  title: 'Talk',
  sections: [
    {
      key: 's1',
      title: 'Compare',
      activities: [
        { key: 'talk', kind: 'discussion', title: 'Compare', prompt: 'Compare with a colleague.', completion: { rule: 'posted', count: 2 } },
        { key: 'read', kind: 'page', title: 'Read', markdown: 'We count.', required: false },
      ],
    },
  ],
};

export type Talk = Readonly<{ academy: RunningAcademy; courseId: string; editionId: string; coordinator: Person; teachers: Person[]; enrolmentIds: string[] }>;

/** An open edition with so many teachers in it, each with an account as old as `accountDays`. */
export async function gather(academy: RunningAcademy, teachers: number, accountDays = 30): Promise<Talk> {
  const designer = await academy.designer();
  const coordinator = await academy.coordinator();
  const { courseId } = await publishCourse(designer, undefined, [TALK]);
  const editionId = await openEdition(coordinator, courseId, academy.clock.now());
  const people = await Promise.all(Array.from({ length: teachers }, () => academy.person({})));
  await academy.database.query(`UPDATE users SET created_at = created_at - make_interval(days => $2) WHERE id = ANY ($1)`, [people.map(({ id }) => id), accountDays]);
  const enrolmentIds = await Promise.all(people.map(async ({ api }) => must(await api.post(`/editions/${editionId}/enrolments`), 201).body.id as string));
  return { academy, courseId, editionId, coordinator, teachers: people, enrolmentIds };
}

/** Opens a thread and answers its identifiers. */
export async function open(person: Person, editionId: string, change: object = {}): Promise<{ id: string; postId: string }> {
  return must(await person.api.post(`/editions/${editionId}/threads`, { title: 'How do you count?', kind: 'question', language: 'en', markdown: 'We count by hand.', ...change }), 201).body as { id: string; postId: string };
}

/** Counters of all threads and posts that differ from what their rows say: none should. */
export const wrongCounters = (academy: RunningAcademy): Promise<unknown[]> =>
  academy.database.query(
    `SELECT t.id FROM thread t LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE p.state = 'shown' AND p.number > 1)::int AS replies, coalesce(max(p.number), 0) AS last, count(*)::int AS posts,
              coalesce(sum(p.helpful + p.thanks + p.agree + 3 * p.tried) FILTER (WHERE p.state = 'shown'), 0)::int AS score,
              bool_or(p.helpful <> (SELECT count(*) FROM reaction r WHERE r.post_id = p.id AND r.kind = 'helpful') OR p.tried <> (SELECT count(*) FROM reaction r WHERE r.post_id = p.id AND r.kind = 'tried')
                OR p.thanks <> (SELECT count(*) FROM reaction r WHERE r.post_id = p.id AND r.kind = 'thanks') OR p.agree <> (SELECT count(*) FROM reaction r WHERE r.post_id = p.id AND r.kind = 'agree')) AS wrong
       FROM post p WHERE p.thread_id = t.id) c ON true
     WHERE t.replies <> c.replies OR t.last_number <> c.last OR c.last <> c.posts OR t.score <> c.score OR c.wrong`,
  );

/** Titles of the threads or posts that a page lists, in its order. */
export const titlesIn = (html: string): string[] => [...html.matchAll(/class="row[ "][^]*?<p><a href="\/(?:threads|posts)\/[^"]*"[^>]*>([^]*?)<\/a>/g)].map(([, title]) => title!.replace(/<\/?mark>/g, ''));
