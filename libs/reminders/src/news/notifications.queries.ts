import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, found, type Page, pageOf } from '@academy/platform';
import { postWords } from '@academy/discussions';
import { z } from 'zod';
import type { About, Sentence } from './kinds/news.kind';
import { ABOUT_SQL, isOfTheDay, newsKind, type NewsKind } from './news.kinds';

/** Characters of a post beside a notification. */
const WORDS = 160;

/** What somebody is told, as it stands now. Where what it is about is not for her (any more), only kind and time are left. */
export type NotificationView = Readonly<{
  id: string;
  kind: NewsKind;
  createdAt: Date;
  /** No more than the day of `createdAt` is meant. */
  isOfTheDay: boolean;
  isRead: boolean;
  isGone: boolean;
  sentence: Sentence;
  /** Where it leads. */
  href: string | null;
  author: { id: string; displayName: string } | null;
  title: string | null;
  words: string | null;
  /** Of title and words. */
  language: string | null;
  /** Where it was said: course, and edition where there is one. */
  place: string | null;
  /** New posts of others, or new threads, up to a hundred. */
  count: number;
  decision: string | null;
}>;
type Found = { id: string; kind: NewsKind; createdAt: Date; isRead: boolean; at: string; about: About | null };

const CURSOR = [z.boolean(), z.iso.datetime({ offset: true, precision: 6 }), z.uuid()] as const;
const SHOWN = `SELECT n.id, n.kind, n.created_at AS "createdAt", n.read_at IS NOT NULL AS "isRead", to_char(n.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, ${ABOUT_SQL} AS about`;
const part = (state: string, isRead: boolean): string =>
  `(SELECT * FROM notification WHERE user_id = $1 AND read_at ${state} AND ($2::boolean IS NULL OR ($2 = ${isRead} AND (created_at, id) < ($3::timestamptz, $4::uuid))${isRead ? ' OR NOT $2' : ''}) ORDER BY created_at DESC, id DESC LIMIT $5)`;

/** What somebody is told: unread first, then newest first. One statement over two indexes, from a cursor on. */
@Injectable()
export class NotificationQueries {
  constructor(private readonly database: Database) {}

  async list(userId: string, { onlyUnread, limit, cursor }: { onlyUnread: boolean; limit: number; cursor?: string | undefined }): Promise<Page<NotificationView>> {
    const place = decodeCursor(cursor, ...CURSOR);
    const lines = await this.database.query<Found>(
      `${SHOWN} FROM (SELECT * FROM (${part('IS NULL', false)} ${onlyUnread ? '' : `UNION ALL ${part('IS NOT NULL', true)}`}) m ORDER BY read_at IS NOT NULL, created_at DESC, id DESC LIMIT $5) n
       ORDER BY n.read_at IS NOT NULL, n.created_at DESC, n.id DESC`,
      [userId, place?.[0] ?? null, place?.[1] ?? null, place?.[2] ?? null, limit + 1],
    );
    return pageOf(lines, limit, (last) => encodeCursor(last.isRead, last.at, last.id), viewOf);
  }

  /** Throws NotFound for one that is not hers. */
  async find(id: string, userId: string): Promise<NotificationView> {
    return viewOf(found(await this.database.one<Found>(`${SHOWN} FROM notification n WHERE n.id = $2 AND n.user_id = $1`, [userId, id]), 'notification'));
  }
}

function viewOf({ id, kind, createdAt, isRead, about }: Found): NotificationView {
  const { says, saysGone, leadsTo } = newsKind(kind);
  const { author = null, title = null, language = null, markdown = null, course = null, edition = null, count = 1, decision = null } = about ?? { count: 0 };
  return {
    id, kind, createdAt, isOfTheDay: isOfTheDay(kind), isRead, isGone: about === null, author, title, language, count, decision,
    sentence: about === null ? [saysGone ?? 'gone'] : says(about),
    href: about === null ? null : leadsTo(about),
    words: markdown === null ? null : postWords(markdown, WORDS),
    place: course === null ? null : [course, edition].filter(Boolean).join(', '),
  };
}
