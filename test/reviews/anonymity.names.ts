import { Pseudonyms } from '@academy/reviews';
import { type Onlooker, ROLES } from './anonymity.cast';
import type { Story } from './anonymity.story';

/**
 * What is random by design and the onlooker's own, or common to all who take part, has a name that is the same in every world.
 * Nothing of `other` is among them, so that an id of hers stands as it is wherever it comes out, and differs: her user, her
 * enrolment, her files, her group, and her work until she publishes it.
 */
export async function namesFor(story: Story, onlooker: Onlooker, isPublished: boolean): Promise<Map<string, string>> {
  const { academy, courseId, editionId } = story;
  const names = new Map<string, string>([
    [courseId, 'course'],
    [editionId, 'edition'],
    // Her own: the address bar of each of her pages carries it.
    [story.enrolments[onlooker], 'own-enrolment'],
    [story.people[onlooker].id, 'own-person'],
    [story.staff.id, 'staff'],
  ]);
  // By chance two pseudonyms coincide, of the 23,104 that there are: such a one is either.
  const pseudonym = (value: string, name: string) => names.set(value, names.has(value) ? `${names.get(value)}|${name}` : name);
  const add = async (name: string, sql: string, parameters: unknown[]): Promise<void> => {
    const found = await academy.database.query<{ id: string }>(sql, parameters);
    found.forEach(({ id }, index) => names.set(id, `${name}-${index + 1}`));
  };
  await add('version', 'SELECT id FROM course_version WHERE course_id = $1 ORDER BY number', [courseId]);
  await add('badge', 'SELECT id FROM badge WHERE course_id = $1 ORDER BY created_at', [courseId]);
  await add('own-work', 'SELECT submission_id AS id FROM submission_author WHERE enrolment_id = $1 ORDER BY activity_key', [story.enrolments[onlooker]]);
  await add('own-file', 'SELECT id FROM submission_attachment WHERE enrolment_id = $1 ORDER BY created_at', [story.enrolments[onlooker]]);
  await add('own-group', 'SELECT group_id AS id FROM study_group_member WHERE enrolment_id = $1', [story.enrolments[onlooker]]);
  // A code that lets others join her own group.
  await add('own-join-code', 'SELECT g.join_code AS id FROM study_group g JOIN study_group_member m ON m.group_id = g.id WHERE m.enrolment_id = $1', [story.enrolments[onlooker]]);
  // What she is told: numbered as she finds it.
  await add('own-notification', 'SELECT id FROM notification WHERE user_id = $1 ORDER BY created_at, id', [story.people[onlooker].id]);
  // What was written to her: by days and kinds, as its list is.
  await add('own-mail', `SELECT id FROM mail WHERE user_id = $1 ORDER BY date_trunc('day', created_at), kind, created_at, id`, [story.people[onlooker].id]);
  // Cases are random ids that those concerned may know: numbered in the order in which their works came.
  await add('own-case', 'SELECT c.id FROM review_case c JOIN submission_author a ON a.submission_id = c.submission_id WHERE a.enrolment_id = $1 ORDER BY c.raised_at', [story.enrolments[onlooker]]);
  await add('case-of-own-review', 'SELECT c.id FROM review_case c JOIN review r ON r.id = c.review_id WHERE r.reviewer_id = $1 ORDER BY c.raised_at', [story.people[onlooker].id]);
  if (isPublished) await add('published', 'SELECT id FROM submission WHERE published_at IS NOT NULL', []);

  // A pseudonym is made of ids that differ, and is all that a blind assignment shows: whose it is must be the same in each world.
  const pseudonyms = academy.web.get(Pseudonyms);
  const works = await academy.database.query<{ id: string; key: string; author: string }>('SELECT id, activity_key AS key, author_ids[1] AS author FROM submission');
  for (const key of ['scenario', 'single', 'named']) {
    const pool = { editionId, activityKey: key, round: 1 };
    for (const role of ROLES) {
      pseudonym(pseudonyms.ofReviewer(pool, story.people[role].id), `reviewer-${key}-${role}`);
      const work = works.find((each) => each.key === key && each.author === story.people[role].id);
      if (work) pseudonym(pseudonyms.ofAuthor(pool, work.id), `author-${key}-${role}`);
    }
  }
  return names;
}

/** A pseudonym is four letters and digits, which by chance stand within a longer word as well, such as the name of a drawn letter: there it is none. */
const wholly = (value: string): string | RegExp => (/^\w{1,8}$/.test(value) ? new RegExp(`(?<!\\w)${value}(?!\\w)`, 'g') : value);

/** The addresses of her own calendar and of her own feed: keys that are random. */
const CALENDAR = /calendar\/[\w-]{20,}\.ics/g;
const FEED = /feeds\/[\w-]+\.[^."\s]+\.[\w-]+/g;

/** A text with these names for what they stand for, instants to the minute (answers take some seconds), and without the port of this world and the version of our style sheets. */
export function renamed(text: string, names: ReadonlyMap<string, string>, base: string): string {
  const named = [...names].reduce((so, [value, name]) => so.replaceAll(wholly(value), `«${name}»`), text.replaceAll(base, 'https://academy').replaceAll(new URL(base).host, 'academy').replaceAll(encodeURIComponent(new URL(base).host), 'academy'));
  return named.replaceAll(/\?v=[0-9a-f]{10}\b/g, '').replaceAll(CALENDAR, 'calendar/«own-calendar».ics').replaceAll(FEED, 'feeds/«own-feed»').replaceAll(/(\d{4}-\d\d-\d\dT\d\d(?::|%3A)\d\d)(?::|%3A)\d\d(\.\d+)?Z/g, '$1Z').replaceAll(/\b(\d{8}T\d{4})\d\dZ/g, '$1Z');
}
