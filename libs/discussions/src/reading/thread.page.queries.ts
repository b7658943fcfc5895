import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, found, NotFound } from '@academy/platform';
import { z } from 'zod';
import type { PostState, ReactionKind } from '../post.entity';
import type { PostFileView } from '../posting/files.service';
import type { PollSettings, ThreadKind } from '../thread.entity';
import { lineSql, type ThreadLine, upToSql } from './thread.lines';

export type PostView = Readonly<{
  id: string;
  number: number;
  rootNumber: number;
  author: { id: string; displayName: string; role: 'coordinator' | 'moderator' | 'author' | null };
  /** Null where its words are not for whoever asks. */
  markdown: string | null;
  language: string;
  createdAt: Date;
  editedAt: Date | null;
  revision: number;
  replyTo: string | null;
  /** Whom it answers, where that is not the post that it stands below. */
  answers: { postId: string; displayName: string } | null;
  files: PostFileView[];
  state: PostState;
  /** Another one whenever the post looks otherwise than before. */
  mark: string;
  isMine: boolean;
  /** Its author was blocked by whoever asks. Announcements reach everyone all the same. */
  isBlocked: boolean;
  reactions: Record<ReactionKind, number>;
  myReactions: ReactionKind[];
}>;
export type ThreadHead = ThreadLine &
  Readonly<{ spaceId: string; courseId: string; editionId: string | null; moduleKey: string | null; answerPostId: string | null; mergedInto: string | null; lastNumber: number; upTo: number; isMine: boolean; poll: PollSettings | null }>;
export type PostRevisionView = Readonly<{ revision: number; heading: string | null; markdown: string; writtenAt: Date }>;

/** Who may read the words of a post: everybody those that are shown, an author her held ones. */
const LEGIBLE = `(p.state = 'shown' OR (p.state = 'held' AND p.author_id = $2))`;
const WORDS = `CASE WHEN ${LEGIBLE} THEN p.markdown END`;
/** What an open page compares: it differs where a post looks otherwise than before. */
export const MARK = `left(md5(concat_ws(' ', p.revision, p.state, p.helpful, p.thanks, p.agree, p.tried, coalesce(p.id = t.answer_post_id, false))), 6)`;
export const POST = `p.id, p.number, p.root_number AS "rootNumber", jsonb_build_object('id', u.id, 'displayName', u.display_name, 'role',
    (SELECT CASE g.role WHEN 'designer' THEN 'author' ELSE g.role END FROM role_grant g WHERE g.user_id = p.author_id AND ((g.scope = 'edition' AND g.scope_id = p.space_id::text AND g.role IN ('coordinator', 'moderator'))
       OR (g.scope = 'course' AND g.scope_id = t.course_id::text AND g.role IN ('designer', 'coordinator'))) ORDER BY g.role LIMIT 1)) AS author,
  ${WORDS} AS markdown, p.language, p.created_at AS "createdAt", p.edited_at AS "editedAt", p.revision, p.reply_to AS "replyTo", p.state, ${MARK} AS mark, p.author_id = $2 AS "isMine",
  NOT (t.kind = 'announcement' AND p.number = 1) AND EXISTS (SELECT FROM person_block b WHERE b.user_id = $2 AND b.blocked_id = p.author_id) AS "isBlocked",
  jsonb_build_object('helpful', p.helpful, 'thanks', p.thanks, 'agree', p.agree, 'tried', p.tried) AS reactions,
  ARRAY(SELECT x.kind FROM reaction x WHERE x.post_id = p.id AND x.user_id = $2 ORDER BY x.kind) AS "myReactions",
  CASE WHEN p.reply_to IS NOT NULL THEN (SELECT jsonb_build_object('postId', q.id, 'displayName', a.display_name) FROM post q JOIN users a ON a.id = q.author_id WHERE q.id = p.reply_to AND q.number <> p.root_number) END AS answers,
  CASE WHEN ${LEGIBLE} THEN ARRAY(SELECT jsonb_build_object('id', f.id, 'url', '/discussions/files/' || f.id, 'kind', f.kind, 'fileName', f.file_name, 'bytes', f.bytes, 'description', f.description, 'width', f.width, 'height', f.height)
    FROM post_file f WHERE f.post_id = p.id ORDER BY f.uploaded_at, f.id) ELSE '{}' END AS files`;
export const FROM = 'FROM post p JOIN thread t ON t.id = p.thread_id JOIN users u ON u.id = p.author_id';
/** Held posts of others leave no trace until they are let through. */
export const VISIBLE = "(p.state <> 'held' OR p.author_id = $2)";
/** For other orders of posts: a PostView as person $2 finds it. */
export const POST_SQL = { columns: POST, from: FROM, visible: VISIBLE } as const;

/** What a page says of a thread `t` by `u` to reader `r`. */
export const HEAD = `${lineSql('$2')}, t.space_id AS "spaceId", t.course_id AS "courseId", t.edition_id AS "editionId", t.module_key AS "moduleKey", t.answer_post_id AS "answerPostId",
  t.merged_into AS "mergedInto", t.last_number AS "lastNumber", ${upToSql('$2')} AS "upTo", t.author_id = $2 AS "isMine", t.poll`;
/** The oldest unread posts, among which the first one of the page is looked for: a long thread costs what a short one does. */
const OLDEST = 100;
/** The first post in the page's order that somebody else wrote and $2 has not read. */
export const FIRST_UNREAD = `SELECT o.id FROM (SELECT p.id, p.root_number, p.number FROM post p
  WHERE p.thread_id = t.id AND p.number > ${upToSql('$2')} AND p.state = 'shown' AND p.author_id <> $2 ORDER BY p.number LIMIT ${OLDEST}) o ORDER BY o.root_number, o.number LIMIT 1`;

/** A thread and its posts. */
@Injectable()
export class ThreadPages {
  constructor(private readonly database: Database) {}

  /** The head of a thread. Throws NotFound for one that is not shown, unless it is one's own and held, or went into another. */
  async head(threadId: string, userId: string): Promise<ThreadHead> {
    const head = await this.database.one<ThreadHead>(
      `SELECT ${HEAD}
       FROM thread t JOIN users u ON u.id = t.author_id LEFT JOIN thread_reader r ON r.thread_id = t.id AND r.user_id = $2
       WHERE t.id = $1 AND (t.state IN ('shown', 'merged') OR (t.state = 'held' AND t.author_id = $2))`,
      [threadId, userId],
    );
    return found(head, 'thread');
  }

  /** Posts oldest first, from a cursor on: for the API. */
  async inTime(threadId: string, userId: string, limit: number, cursor?: string): Promise<{ items: PostView[]; nextCursor: string | null }> {
    const place = decodeCursor(cursor, z.number().int());
    const posts = await this.database.query<PostView>(`SELECT ${POST} ${FROM} WHERE p.thread_id = $1 AND p.number > $3 AND ${VISIBLE} ORDER BY p.number LIMIT $4`, [threadId, userId, place?.[0] ?? 0, limit + 1]);
    const items = posts.slice(0, limit);
    return { items, nextCursor: posts.length > limit ? encodeCursor(items.at(-1)!.number) : null };
  }

  /**
   * Posts as a page shows them, each with its replies below it, from the post of this number on; one more than `limit`, where there is one,
   * begins the next page. Beside them the endorsed answer, wherever it stands.
   */
  async page(threadId: string, userId: string, at: number, limit: number): Promise<{ items: PostView[]; nextAt: number | null; answer: PostView | null }> {
    const found = await this.database.query<PostView & { isAnswer: boolean }>(
      `(SELECT ${POST}, false AS "isAnswer" ${FROM} WHERE p.thread_id = $1 AND (p.root_number, p.number) >= (SELECT s.root_number, s.number FROM post s WHERE s.thread_id = $1 AND s.number = $3) AND ${VISIBLE}
        ORDER BY p.root_number, p.number LIMIT $4)
       UNION ALL (SELECT ${POST}, true ${FROM} WHERE t.id = $1 AND p.id = t.answer_post_id AND ${VISIBLE})`,
      [threadId, userId, at, limit + 1],
    );
    const posts = found.filter(({ isAnswer }) => !isAnswer);
    return { items: posts.slice(0, limit), nextAt: posts[limit]?.number ?? null, answer: found.find(({ isAnswer }) => isAnswer) ?? null };
  }

  /** One post as whoever asks finds it. Throws NotFound. */
  async post(postId: string, userId: string): Promise<PostView & { threadId: string; heading: string | null }> {
    const post = await this.database.one<PostView & { threadId: string; heading: string | null }>(`SELECT ${POST}, p.thread_id AS "threadId", p.heading ${FROM} WHERE p.id = $1 AND ${VISIBLE}`, [postId, userId]);
    return found(post, 'post');
  }

  /** The first post in the page's order that somebody else wrote and she has not read; null when there is none. */
  async firstUnread(threadId: string, userId: string): Promise<string | null> {
    const first = await this.database.one<{ id: string }>(`SELECT (${FIRST_UNREAD}) AS id FROM thread t LEFT JOIN thread_reader r ON r.thread_id = t.id AND r.user_id = $2 WHERE t.id = $1`, [threadId, userId]);
    return first?.id ?? null;
  }

  /** Where a post stands now, for it may have gone into another thread: which page shows it, and how. Throws NotFound. */
  async locate(postId: string, limit: number): Promise<{ threadId: string; kind: ThreadKind; number: number; at: number }> {
    const place = await this.database.one<{ threadId: string; kind: ThreadKind; number: number; root: number; before: number; below: number }>(
      `SELECT p.thread_id AS "threadId", t.kind, p.root_number AS root, p.number,
              (SELECT count(*)::int FROM (SELECT FROM post b WHERE b.thread_id = p.thread_id AND (b.root_number, b.number) < (p.root_number, p.number) LIMIT $2) f) AS before,
              (SELECT count(*)::int FROM (SELECT FROM post b WHERE b.thread_id = p.thread_id AND b.root_number = p.root_number AND b.number < p.number LIMIT $2) f) AS below
       FROM post p JOIN thread t ON t.id = p.thread_id WHERE p.id = $1`,
      [postId, limit],
    );
    const { threadId, kind, number, root, before, below } = found(place, 'post');
    // A page that begins the thread, else the post that this one stands below, tells most of what it answers.
    return { threadId, kind, number, at: before < limit ? 1 : below < limit ? root : number };
  }

  /** Earlier wordings of a shown post, newest first. Throws NotFound for what is not shown: what was hidden stays so. */
  async history(postId: string): Promise<PostRevisionView[]> {
    const revisions = await this.database.query<PostRevisionView>(
      `SELECT v.revision, v.heading, v.markdown, v.written_at AS "writtenAt" FROM post p JOIN LATERAL (
         SELECT p.revision, p.heading, p.markdown, coalesce(p.edited_at, p.created_at) AS written_at UNION ALL SELECT h.revision, h.heading, h.markdown, h.written_at FROM post_revision h WHERE h.post_id = p.id) v ON true
       WHERE p.id = $1 AND p.state = 'shown' ORDER BY v.revision DESC LIMIT 50`,
      [postId],
    );
    if (revisions.length === 0) throw new NotFound('post');
    return revisions;
  }
}
