import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, type Page, pageOf } from '@academy/platform';
import { z } from 'zod';
import type { ThreadKind } from '../thread.entity';
import { candidatesSql } from './post.candidates';
import { lineSql, type ThreadLine, unreadSql } from './thread.lines';

export const THREAD_FILTERS = ['unread', 'following', 'unanswered'] as const;
export const THREAD_SORTS = ['latest', 'new', 'top'] as const;
export type ThreadFilter = Readonly<{
  activityKey?: string | undefined;
  kind?: ThreadKind | undefined;
  /** Exactly as threads are tagged. */
  languages?: readonly string[] | undefined;
  filter?: (typeof THREAD_FILTERS)[number] | undefined;
  sort?: (typeof THREAD_SORTS)[number] | undefined;
  /** As `DiscussionSearch.understand` made it. */
  query?: string | undefined;
}>;

const SORT_KEYS = { latest: 't.last_post_at', new: 't.created_at', top: 't.score' } as const;
/** Among so many threads a page of unread ones is looked for: whoever has read nearly all may look further from there. */
export const THREADS_WALKED = 300;
/** Whoever follows more threads of a space finds them as unread ones are found, on a walk through all: so nobody's list costs more the more she follows. */
const MANY_FOLLOWED = 100;
const SINCE_ALL_READ = "t.last_post_at > coalesce((SELECT s.all_read_at FROM space_reader s WHERE s.user_id = $2 AND s.space_id = $1), '-infinity')";
const FILTERS = {
  unread: '',
  following: '',
  unanswered: "AND t.kind = 'question' AND t.answer_post_id IS NULL",
} as const;
const READER = 'thread_reader r ON r.thread_id = t.id AND r.user_id = $2';

/** Where somebody follows few threads: these, each looked up. */
const FOLLOWED = `(SELECT x.thread_id FROM thread_reader x WHERE x.user_id = $2 AND x.space_id = $1 AND x.is_following LIMIT ${MANY_FOLLOWED}) y JOIN thread t ON t.id = y.thread_id`;
/** What a list holds but for its languages, and for what of it is unread or followed: that `amongWalked` tells. Space $1, reader $2, activity $3, kind $4, languages $5, query $6. */
export const threadsWhere = ({ activityKey, kind, filter, query }: ThreadFilter, isWalked = true): string => `FROM ${filter === 'following' && !isWalked ? FOLLOWED : 'thread t'} LEFT JOIN ${READER}
  WHERE t.space_id = $1 AND t.state = 'shown' ${filter ? FILTERS[filter] : ''}
    ${activityKey === undefined ? 'AND $3::text IS NULL' : 'AND t.activity_key = $3'}
    ${kind === undefined ? 'AND $4::text IS NULL' : 'AND t.kind = $4'}
    ${query === undefined ? 'AND $6::text IS NULL' : `AND t.id = ANY (ARRAY(WITH ${candidatesSql('$6::tsquery', 'p.thread_id')} SELECT DISTINCT thread_id FROM candidates))`}`;
/** Those that reader $2 has not read among threads of a walk, at most `THREADS_WALKED`. OFFSET 0: each is looked up, never all that she read. */
export const unreadAmong = (walk: string): string => `FROM (${walk}) t LEFT JOIN LATERAL (SELECT x.up_to, x.read_at FROM thread_reader x WHERE x.thread_id = t.id AND x.user_id = $2 OFFSET 0) r ON true
  WHERE t.last_number > coalesce(r.up_to, 0) AND ${SINCE_ALL_READ} AND ${unreadSql('$2')} > 0`;
/** Those that reader $2 follows among threads of a walk. */
export const followedAmong = (walk: string): string => `FROM (${walk}) t CROSS JOIN LATERAL (SELECT FROM thread_reader x WHERE x.thread_id = t.id AND x.user_id = $2 AND x.is_following OFFSET 0) r`;
/** Whether somebody follows more threads of a space than are looked up one by one. */
export const followsManySql = (reader: string, space: string): string =>
  `(SELECT count(*) > ${MANY_FOLLOWED} FROM (SELECT FROM thread_reader x WHERE x.user_id = ${reader} AND x.space_id = ${space} AND x.is_following LIMIT ${MANY_FOLLOWED + 1}) m)`;
/** What has to be known of a thread so that it may be told whether it is unread. */
export const WALKED_COLUMNS = 't.id, t.space_id, t.last_number, t.last_post_at';
export const threadsParameters = (spaceId: string, userId: string, { activityKey, kind, languages, query }: ThreadFilter): unknown[] => [spaceId, userId, activityKey ?? null, kind ?? null, languages ?? null, query ?? null];

/** Where a page of a list ends. */
type Place = [string | number, string];

/** Lists of threads: one statement, over an index in the wanted order, from a cursor on. */
@Injectable()
export class ThreadQueries {
  constructor(private readonly database: Database) {}

  /**
   * One page of a space's threads. Held ones are in no list. Each language has its own way through the index: a rare one costs what a common one does.
   * A page of unread threads, or of what somebody follows who follows many, may be short, and yet have a next one.
   */
  async list(spaceId: string, userId: string, wanted: ThreadFilter, limit: number, cursor?: string): Promise<Page<ThreadLine>> {
    const { sort = 'latest', languages } = wanted;
    const key = SORT_KEYS[sort];
    const place = decodeCursor(cursor, sort === 'top' ? z.number().int() : z.iso.datetime({ offset: true, precision: 6 }), z.uuid());
    const after = place === null ? 'AND $7::text IS NULL AND $8::uuid IS NULL' : `AND (${key}, t.id) < ($7::${sort === 'top' ? 'int' : 'timestamptz'}, $8::uuid)`;
    const isUnread = wanted.filter === 'unread';
    const amongWalked = isUnread ? unreadAmong : wanted.filter === 'following' && (await this.followsMany(spaceId, userId)) ? followedAmong : null;
    const among = `${threadsWhere(wanted, amongWalked !== null)} ${isUnread && sort === 'latest' ? `AND ${SINCE_ALL_READ}` : ''} ${after}`;
    const inOrder = (where: string, most: number) => `SELECT ${WALKED_COLUMNS}, ${key} AS place ${among} ${where} ORDER BY ${key} DESC, t.id DESC LIMIT ${most}`;
    const first = (most: number) =>
      languages === undefined
        ? inOrder('AND $5::text[] IS NULL', most)
        : `SELECT f.* FROM unnest($5::text[]) AS l (language) CROSS JOIN LATERAL (${inOrder('AND t.language = l.language', most)}) f ORDER BY f.place DESC, f.id DESC LIMIT ${most}`;
    const placeOf = (of: string) => (sort === 'top' ? `${of}.place` : `to_char(${of}.place AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
    const rows = await this.database.query<(ThreadLine & { place: string | number; reached: Place | null }) | { id: null; reached: Place | null }>(
      `WITH found AS (${amongWalked ? `SELECT t.id, t.place ${amongWalked(first(THREADS_WALKED))} ORDER BY t.place DESC, t.id DESC LIMIT ${limit + 1}` : first(limit + 1)})
       SELECT ${lineSql('$2')}, ${placeOf('f')} AS place, e.reached
       FROM (SELECT ${amongWalked ? `CASE WHEN (SELECT count(*) FROM found) <= ${limit} THEN (SELECT jsonb_build_array(${placeOf('w')}, w.id) FROM (${first(THREADS_WALKED)}) w OFFSET ${THREADS_WALKED - 1}) END` : 'NULL::jsonb'} AS reached) e
       LEFT JOIN found f ON true LEFT JOIN thread t ON t.id = f.id LEFT JOIN users u ON u.id = t.author_id LEFT JOIN ${READER} ORDER BY f.place DESC, f.id DESC`,
      [...threadsParameters(spaceId, userId, wanted), place?.[0] ?? null, place?.[1] ?? null],
    );
    const reached = rows[0]?.reached ?? null;
    const lines = rows.filter((row) => row.id !== null);
    const { items, nextCursor } = pageOf(lines, limit, (last) => encodeCursor(last.place, last.id), ({ place: _place, reached: _reached, ...line }) => line);
    return { items, nextCursor: nextCursor ?? (reached && encodeCursor(...reached)) };
  }

  private async followsMany(spaceId: string, userId: string): Promise<boolean> {
    const asked = await this.database.one<{ isMany: boolean }>(`SELECT ${followsManySql('$2', '$1')} AS "isMany"`, [spaceId, userId]);
    return asked!.isMany;
  }

  /** Pinned threads and announcements, newest first; at most ten. */
  pinned(spaceId: string, userId: string): Promise<ThreadLine[]> {
    return this.database.query<ThreadLine>(
      `SELECT ${lineSql('$2')} FROM thread t JOIN users u ON u.id = t.author_id LEFT JOIN ${READER}
       WHERE t.space_id = $1 AND t.state = 'shown' AND t.is_pinned ORDER BY t.last_post_at DESC LIMIT 10`,
      [spaceId, userId],
    );
  }

  /** Threads by these ids, in this order; those that are not shown are left out. */
  byIds(spaceId: string, userId: string, ids: readonly string[]): Promise<ThreadLine[]> {
    return this.database.query<ThreadLine>(
      `SELECT ${lineSql('$2')} FROM unnest($3::uuid[]) WITH ORDINALITY AS i (id, position) JOIN thread t ON t.id = i.id AND t.space_id = $1 AND t.state = 'shown'
       JOIN users u ON u.id = t.author_id LEFT JOIN ${READER} ORDER BY i.position`,
      [spaceId, userId, ids],
    );
  }
}
