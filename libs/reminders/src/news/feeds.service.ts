import { Injectable } from '@nestjs/common';
import { Database, found, NotFound, Secrets } from '@academy/platform';
import { mayReadSql } from '@academy/discussions';

/** What a feed is of: a space, or everything that somebody follows. */
export type FeedOf = Readonly<{ spaceId: string | null }>;
export type FeedReader = Readonly<{ userId: string; locale: string; languages: string[]; madeAt: Date }>;
/** One thread, or post, for programs that read feeds. */
export type FeedEntry = Readonly<{ id: string; title: string; markdown: string; language: string; author: string; editionId: string | null; createdAt: Date; updatedAt: Date }>;
export type Feed = Readonly<{ reader: FeedReader; spaceId: string | null; place: string | null; entries: FeedEntry[] }>;

const MOST_ENTRIES = 30;
/** Threads that are looked through for what somebody reads or follows. */
const LOOKED_AT = 500;
const FOLLOWED = 'followed';

const ENTRY = `p.id, t.title, p.markdown, p.language, a.display_name AS author, t.edition_id AS "editionId", p.created_at AS "createdAt", coalesce(p.edited_at, p.created_at) AS "updatedAt"`;
const VISIBLE = `p.state = 'shown' AND NOT EXISTS (SELECT FROM person_block b WHERE b.user_id = $1 AND b.blocked_id = p.author_id)`;
const NEW_THREADS = `SELECT ${ENTRY} FROM (SELECT * FROM thread WHERE space_id = $2 AND state = 'shown' ORDER BY created_at DESC, id DESC LIMIT ${LOOKED_AT}) t
  JOIN post p ON p.thread_id = t.id AND p.number = 1 JOIN users a ON a.id = p.author_id
  WHERE ${VISIBLE} AND (p.language = ANY ($3::text[]) OR split_part(p.language, '-', 1) = ANY ($3::text[])) ORDER BY t.created_at DESC, t.id DESC LIMIT ${MOST_ENTRIES}`;
const FOLLOWED_POSTS = `SELECT ${ENTRY} FROM (SELECT t.* FROM thread_reader r JOIN thread t ON t.id = r.thread_id WHERE r.user_id = $1 AND r.is_following AND t.state = 'shown' AND ${mayReadSql('$1::uuid', 't')} ORDER BY t.last_post_at DESC LIMIT ${MOST_ENTRIES}) t
  JOIN LATERAL (SELECT * FROM post q WHERE q.thread_id = t.id ORDER BY q.number DESC LIMIT ${MOST_ENTRIES}) p ON true JOIN users a ON a.id = p.author_id
  WHERE ${VISIBLE} AND p.author_id <> $1 AND (p.language = ANY ($2::text[]) OR split_part(p.language, '-', 1) = ANY ($2::text[])) ORDER BY p.created_at DESC, p.id DESC LIMIT ${MOST_ENTRIES}`;

/** Feeds for programs that cannot sign in: the address itself is the key, holds no name, and can be renewed. */
@Injectable()
export class Feeds {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /** The last part of the addresses of somebody's feeds: of a space, and of all that she follows. */
  async tokens(userId: string, spaceId: string): Promise<{ space: string; followed: string }> {
    const key = await this.key(userId);
    return { space: this.secrets.seal('feed', `${key}.${spaceId}`), followed: this.secrets.seal('feed', `${key}.${FOLLOWED}`) };
  }

  /** The last part of the address of somebody's calendar. */
  async calendar(userId: string): Promise<string> {
    return this.secrets.conceal('calendar', await this.key(userId));
  }

  /** Whose calendar it is. Throws NotFound for an address that is not ours or was renewed. */
  async calendarReader(token: string): Promise<{ userId: string; locale: string }> {
    const key = this.secrets.reveal('calendar', token);
    const reader = key === null ? null : await this.database.one<{ userId: string; locale: string }>('SELECT u.id AS "userId", u.locale FROM feed_key k JOIN users u ON u.id = k.user_id WHERE k.key = $1', [key]);
    return found(reader, 'calendar');
  }

  /** Ends the addresses that were given out. */
  async renew(userId: string): Promise<void> {
    await this.database.query('INSERT INTO feed_key (user_id) VALUES ($1) ON CONFLICT (user_id) DO UPDATE SET key = gen_random_uuid(), made_at = academy_now()', [userId]);
  }

  /** Throws NotFound for an address that is not ours or was renewed, and for a space in which its owner takes no part any more. */
  async read(token: string): Promise<Feed> {
    const [key, of] = this.secrets.open('feed', token)?.split('.') ?? [];
    if (!key || !of) throw new NotFound('feed');
    const spaceId = of === FOLLOWED ? null : of;
    const known = await this.database.one<FeedReader & { place: string | null; mayRead: boolean }>(
      `SELECT u.id AS "userId", u.locale, CASE WHEN cardinality(u.reads) = 0 THEN ARRAY[u.locale] ELSE u.reads END AS languages, k.made_at AS "madeAt",
              concat_ws(', ', c.title, d.name) AS place, s.course_id IS NOT NULL AND ${mayReadSql('u.id', 's')} AS "mayRead"
       FROM feed_key k JOIN users u ON u.id = k.user_id LEFT JOIN LATERAL (SELECT e.id AS edition_id, e.course_id FROM edition e WHERE e.id = $2 UNION ALL SELECT NULL, o.id FROM course o WHERE o.id = $2) s ON true
         LEFT JOIN course c ON c.id = s.course_id LEFT JOIN edition d ON d.id = s.edition_id
       WHERE k.key = $1`,
      [key, spaceId],
    );
    if (!known || (spaceId !== null && !known.mayRead)) throw new NotFound('feed');
    const { place, mayRead: _, ...reader } = known;
    const entries = spaceId === null ? await this.database.query<FeedEntry>(FOLLOWED_POSTS, [reader.userId, reader.languages]) : await this.database.query<FeedEntry>(NEW_THREADS, [reader.userId, spaceId, reader.languages]);
    return { reader, spaceId, place: spaceId === null ? null : place, entries };
  }

  private async key(userId: string): Promise<string> {
    return (await this.database.one<{ key: string }>('INSERT INTO feed_key (user_id) VALUES ($1) ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id RETURNING key', [userId]))!.key;
  }
}
