import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { followedAmong, followsManySql, type ThreadFilter, THREADS_WALKED, threadsParameters, threadsWhere, unreadAmong, WALKED_COLUMNS } from './threads.queries';

/** Nobody reads on from a count beyond 99: so far it is counted, "99+" is what is said. */
const COUNTED = 100;

export type SpaceSummary = Readonly<{
  /** Others' threads since the visit before this one. */
  newThreads: number;
  unreadFollowed: number;
  languages: { language: string; threads: number }[];
  /** Keys of activities that are followed; '' the whole space. */
  follows: string[];
  /** Threads that the list would hold as well, if it were not for their language. */
  otherLanguages: number;
}>;
/** What an outline says of its edition's discussions: how much is new, and how many threads an activity has. */
export type OutlineTalk = Readonly<{ news: number; threads: ReadonlyMap<string, number> }>;

/**
 * Threads that a reader follows and has not read: where these are many, among the newest of the space, so that nobody's pages
 * cost more the more she follows. OFFSET 0: each thread is looked up, never all of the space.
 */
const FOLLOWED_UNREAD = (reader: string, space: string, allReadAt: string) => {
  const isMany = followsManySql(reader, space);
  const followed = `SELECT x.thread_id AS id, x.up_to FROM thread_reader x WHERE x.user_id = ${reader} AND x.space_id = ${space} AND x.is_following AND NOT ${isMany} OFFSET 0`;
  const newest = `SELECT w.id FROM thread w WHERE w.space_id = ${space} AND w.state = 'shown' AND ${isMany} ORDER BY w.last_post_at DESC, w.id DESC LIMIT ${THREADS_WALKED}`;
  return `FROM (SELECT f.id, f.up_to FROM (${followed}) f UNION ALL
    SELECT n.id, x.up_to FROM (${newest}) n CROSS JOIN LATERAL (SELECT y.up_to FROM thread_reader y WHERE y.user_id = ${reader} AND y.thread_id = n.id AND y.is_following OFFSET 0) x) r
  CROSS JOIN LATERAL (SELECT h.id, h.state, h.last_number, h.last_post_at FROM thread h WHERE h.id = r.id OFFSET 0) t
  WHERE t.state = 'shown' AND t.last_number > r.up_to AND t.last_post_at > coalesce(${allReadAt}, '-infinity')
    AND EXISTS (SELECT FROM post p WHERE p.thread_id = t.id AND p.number > r.up_to AND p.author_id <> ${reader} AND p.state = 'shown')`;
};
const VISITOR = 'LEFT JOIN space_reader v ON v.user_id = $1 AND v.space_id = s.space_id';
const NEWS = `(SELECT count(*)::int FROM (
  SELECT t.id ${FOLLOWED_UNREAD('$1', 's.space_id', 'v.all_read_at')}
  UNION
  (SELECT t.id FROM thread t WHERE t.space_id = s.space_id AND t.state = 'shown' AND t.author_id <> $1 AND t.created_at > greatest(v.visited_at, v.all_read_at, '-infinity')
     AND NOT EXISTS (SELECT FROM thread_reader r WHERE r.thread_id = t.id AND r.user_id = $1 AND r.up_to > 0) ORDER BY t.created_at DESC LIMIT ${COUNTED})
  LIMIT ${COUNTED}) n)`;

/** What is new in spaces. Counts stop at a hundred, so that they cost the same however large a space is. */
@Injectable()
export class SpaceNewsQueries {
  constructor(private readonly database: Database) {}

  /** What stands beside a list: what is new, which languages there are, what is followed. `present`: the languages of the space's threads. */
  async summary(spaceId: string, userId: string, present: readonly string[], wanted: ThreadFilter): Promise<SpaceSummary> {
    const inOthers = 'AND t.language = ANY (ARRAY(SELECT unnest($7::text[]) EXCEPT SELECT unnest($5::text[])))';
    const counted = (from: string): string => `(SELECT count(*)::int FROM (SELECT ${from} LIMIT ${COUNTED}) o)`;
    const walk = `SELECT ${WALKED_COLUMNS} ${threadsWhere(wanted)} ${inOthers} ORDER BY t.last_post_at DESC, t.id DESC LIMIT ${THREADS_WALKED}`;
    const ofAll = counted(`${threadsWhere(wanted, false)} ${inOthers}`);
    const others = { unread: counted(unreadAmong(walk)), following: `CASE WHEN ${followsManySql('$2', '$1')} THEN ${counted(followedAmong(walk))} ELSE ${ofAll} END`, unanswered: ofAll, all: ofAll };
    const summary = await this.database.one<SpaceSummary>(
      `WITH mine AS (SELECT visited_before_at, all_read_at FROM space_reader WHERE user_id = $2 AND space_id = $1)
       SELECT (SELECT count(*)::int FROM (SELECT FROM thread t WHERE t.space_id = $1 AND t.state = 'shown' AND t.author_id <> $2
                 AND t.created_at > (SELECT greatest(visited_before_at, all_read_at) FROM mine WHERE visited_before_at IS NOT NULL) ORDER BY t.created_at DESC LIMIT ${COUNTED}) n) AS "newThreads",
              (SELECT count(*)::int FROM (SELECT ${FOLLOWED_UNREAD('$2', '$1', '(SELECT all_read_at FROM mine)')} LIMIT ${COUNTED}) f) AS "unreadFollowed",
              (SELECT coalesce(jsonb_agg(jsonb_build_object('language', l.language, 'threads',
                 (SELECT count(*) FROM (SELECT FROM thread t WHERE t.space_id = $1 AND t.state = 'shown' AND t.language = l.language LIMIT ${COUNTED}) c))), '[]') FROM unnest($7::text[]) AS l (language)) AS languages,
              ARRAY(SELECT f.activity_key FROM space_follow f WHERE f.space_id = $1 AND f.user_id = $2) AS follows,
              CASE WHEN $5::text[] IS NULL THEN 0 ELSE
                ${others[wanted.filter ?? 'all']} END AS "otherLanguages"`,
      [...threadsParameters(spaceId, userId, wanted), present],
    );
    return summary!;
  }

  /** For links that lead to spaces: how many threads somebody follows and has not read, or came since her last visit. */
  async of(spaceIds: readonly string[], userId: string): Promise<ReadonlyMap<string, number>> {
    if (spaceIds.length === 0) return new Map();
    const counted = await this.database.query<{ spaceId: string; news: number }>(`SELECT s.space_id AS "spaceId", ${NEWS} AS news FROM unnest($2::uuid[]) AS s (space_id) ${VISITOR}`, [userId, spaceIds]);
    return new Map(counted.map(({ spaceId, news }) => [spaceId, news]));
  }

  /** The same of one edition, with how many threads each of these activities has. */
  async ofOutline(spaceId: string, userId: string, activityKeys: readonly string[]): Promise<OutlineTalk> {
    const told = await this.database.one<{ news: number; threads: [string, number][] }>(
      `SELECT ${NEWS} AS news, (SELECT coalesce(jsonb_agg(jsonb_build_array(a.key, (SELECT count(*) FROM (
           SELECT FROM thread t WHERE t.space_id = s.space_id AND t.state = 'shown' AND t.activity_key = a.key LIMIT ${COUNTED}) c))), '[]') FROM unnest($3::text[]) AS a (key)) AS threads
       FROM (SELECT $2::uuid AS space_id) s ${VISITOR}`,
      [userId, spaceId, activityKeys],
    );
    return { news: told?.news ?? 0, threads: new Map(told?.threads.filter(([, threads]) => threads > 0)) };
  }
}
