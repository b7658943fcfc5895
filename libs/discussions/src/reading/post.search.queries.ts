import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor } from '@academy/platform';
import { z } from 'zod';
import { postWords } from '../posting/post.html';
import type { ThreadKind } from '../thread.entity';
import { candidatesSql, MOST_CANDIDATES } from './post.candidates';
import type { ThreadFilter } from './threads.queries';

/** A stretch of a text; `isHit`: it is what was looked for. */
export type Stretch = Readonly<{ text: string; isHit: boolean }>;
export type FoundPost = Readonly<{
  id: string;
  threadId: string;
  kind: ThreadKind;
  activityKey: string | null;
  /** 1: the post that opens the thread. */
  number: number;
  author: string;
  language: string;
  createdAt: string;
  threadLanguage: string;
  title: Stretch[];
  snippet: Stretch[];
}>;
/** `otherLanguages`: how many more there are, were it not for their language. */
export type FoundPosts = Readonly<{ items: FoundPost[]; otherLanguages: number; nextCursor: string | null }>;

/** Characters of a post in which what was looked for is shown. */
const LOOKED_AT = 8_000;
/** From the private area of Unicode, so that they stand for nothing else: taken out of texts first. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const SNIPPET = `StartSel="${OPEN}", StopSel="${CLOSE}", MaxFragments=2, MaxWords=24, MinWords=10, ShortWord=2, FragmentDelimiter=" … "`;
const WHOLE = `StartSel="${OPEN}", StopSel="${CLOSE}", HighlightAll=true`;

type Row = Omit<FoundPost, 'title' | 'snippet'> & { title: string; markdown: string };

/** Posts that were found, best first: by how well they fit, newer ones before older. */
@Injectable()
export class PostSearch {
  constructor(private readonly database: Database) {}

  /**
   * One page of what a search found, by the query that `DiscussionSearch.understand` made. Two statements, whatever the
   * space holds: a fixed number of posts is weighed. Posts of people whom the reader blocked are left out.
   */
  async find(spaceId: string, userId: string, query: string, { activityKey, kind, languages }: ThreadFilter, limit: number, cursor?: string): Promise<FoundPosts> {
    const from = decodeCursor(cursor, z.number().int().min(0).max(MOST_CANDIDATES))?.[0] ?? 0;
    const row = await this.database.one<{ otherLanguages: number; found: Row[] }>(
      `WITH ${candidatesSql('$3::tsquery', 'p.id, p.thread_id, p.language, p.author_id, ts_rank(p.search, $3::tsquery) AS fit, p.created_at')},
            candidate AS (
              SELECT c.*, c.language = ANY (coalesce($4::text[], ARRAY[c.language])) AS is_read, c.fit / (1 + extract(epoch FROM academy_now() - c.created_at)::float8 / 31536000) AS score
              FROM candidates c CROSS JOIN LATERAL (SELECT h.activity_key, h.kind FROM thread h WHERE h.id = c.thread_id AND h.state = 'shown' OFFSET 0) t
              WHERE ($5::text IS NULL OR t.activity_key = $5) AND ($6::text IS NULL OR t.kind = $6) AND NOT EXISTS (SELECT FROM person_block b WHERE b.user_id = $2 AND b.blocked_id = c.author_id)),
            best AS (SELECT c.id, row_number() OVER (ORDER BY c.score DESC, c.id) AS place FROM candidate c WHERE c.is_read ORDER BY c.score DESC, c.id LIMIT ${limit + 1} OFFSET $7)
       SELECT (SELECT count(*)::int FROM candidate WHERE NOT is_read) AS "otherLanguages",
              (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'threadId', t.id, 'kind', t.kind, 'activityKey', t.activity_key, 'number', p.number, 'author', u.display_name, 'language', p.language,
                 'createdAt', p.created_at, 'threadLanguage', t.language, 'title', t.title, 'markdown', p.markdown) ORDER BY b.place), '[]')
               FROM best b JOIN post p ON p.id = b.id JOIN thread t ON t.id = p.thread_id JOIN users u ON u.id = p.author_id) AS found`,
      [spaceId, userId, query, languages ?? null, activityKey ?? null, kind ?? null, from],
    );
    const { otherLanguages, found } = row!;
    return { items: await this.shown(query, found.slice(0, limit)), otherLanguages, nextCursor: found.length > limit ? encodeCursor(from + limit) : null };
  }

  /** Title and words with what was looked for, in stretches: whoever shows them writes every one as text. */
  private async shown(query: string, found: readonly Row[]): Promise<FoundPost[]> {
    if (found.length === 0) return [];
    const plain = (text: string) => text.replace(/[\uE000\uE001]/g, '');
    const marked = await this.database.query<{ title: string; snippet: string }>(
      `SELECT ts_headline(academy_tsconfig(f.thread_language), f.title, $5::tsquery, '${WHOLE}') AS title, ts_headline(academy_tsconfig(f.language), f.words, $5::tsquery, '${SNIPPET}') AS snippet
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS f (title, thread_language, words, language, place) ORDER BY f.place`,
      [found.map(({ title }) => plain(title)), found.map(({ threadLanguage }) => threadLanguage), found.map(({ markdown }) => plain(postWords(markdown, LOOKED_AT))), found.map(({ language }) => language), query],
    );
    return found.map(({ title: _title, markdown: _markdown, ...post }, index) => ({ ...post, title: stretches(marked[index]!.title), snippet: stretches(marked[index]!.snippet) }));
  }
}

const stretches = (marked: string): Stretch[] =>
  marked.split(OPEN).flatMap((part, index) => {
    if (index === 0) return part === '' ? [] : [{ text: part, isHit: false }];
    const [hit, rest = ''] = part.split(CLOSE);
    return [{ text: hit!, isHit: true }, ...(rest === '' ? [] : [{ text: rest, isHit: false }])];
  });
