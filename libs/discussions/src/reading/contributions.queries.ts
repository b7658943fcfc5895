import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, NotFound, type Page, pageOf } from '@academy/platform';
import { z } from 'zod';
import type { PostState, ReactionKind } from '../post.entity';
import { Spaces } from '../spaces.queries';

/** A shown post of somebody, as a colleague finds it on their card. */
export type RecentPost = Readonly<{ id: string; title: string; titleLanguage: string; language: string; markdown: string; createdAt: Date }>;
/** A post as its author keeps it. `title`: of its thread; null where that is not shown any more and somebody else opened it. */
export type OwnPost = Readonly<{
  id: string;
  threadId: string;
  title: string | null;
  titleLanguage: string;
  number: number;
  language: string;
  markdown: string;
  createdAt: Date;
  editedAt: Date | null;
  state: Exclude<PostState, 'deleted'>;
  reactions: Record<ReactionKind, number>;
  files: { id: string; fileName: string; description: string }[];
}>;
export type OwnFile = Readonly<{ id: string; fileName: string; storageKey: string; uploadedAt: Date }>;
/** The space that it was written in. `edition`: its name; null among alumni. `enrolmentId`: one's own in it, withdrawn or not. `posted`: how many posts. */
export type ContributionsPlace = Readonly<{ spaceId: string; editionId: string | null; edition: string | null; course: { title: string; language: string }; enrolmentId: string | null; posted: number }>;

const OWN = `p.id, p.thread_id AS "threadId", CASE WHEN t.state = 'shown' OR t.author_id = $2 THEN t.title END AS title, t.language AS "titleLanguage", p.number, p.language, p.markdown,
  p.created_at AS "createdAt", p.edited_at AS "editedAt", p.state, jsonb_build_object('helpful', p.helpful, 'thanks', p.thanks, 'agree', p.agree, 'tried', p.tried) AS reactions,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'fileName', f.file_name, 'description', f.description) ORDER BY f.uploaded_at, f.id), '[]') FROM post_file f WHERE f.post_id = p.id AND f.uploaded_by = $2) AS files`;
/** What one took back is gone; what waits or was hidden is one's own all the same. */
const MINE = `p.space_id = $1 AND p.author_id = $2 AND p.state <> 'deleted'`;
const PLACE = [z.iso.datetime({ offset: true, precision: 6 }), z.uuid()] as const;
/** So many posts, or files, are in memory at a time. */
const BATCH = 50;

/** What one person wrote in a space: for their card, and for themselves whatever became of the space. */
@Injectable()
export class Contributions {
  constructor(
    private readonly database: Database,
    private readonly spaces: Spaces,
  ) {}

  /** The newest shown posts of somebody, in threads that are shown. */
  recent(spaceId: string, authorId: string, limit: number): Promise<RecentPost[]> {
    return this.database.query<RecentPost>(
      `SELECT p.id, t.title, t.language AS "titleLanguage", p.language, left(p.markdown, 1000) AS markdown, p.created_at AS "createdAt" FROM post p JOIN thread t ON t.id = p.thread_id
       WHERE p.space_id = $1 AND p.author_id = $2 AND p.state = 'shown' AND t.state = 'shown' ORDER BY p.created_at DESC, p.id LIMIT $3`,
      [spaceId, authorId, limit],
    );
  }

  /** Where one wrote, or may write. Throws NotFound for a space that one neither belongs to nor wrote in. */
  async place(spaceId: string, userId: string): Promise<ContributionsPlace> {
    const { isMember, isStaff, editionId } = await this.spaces.of(spaceId, userId);
    const place = await this.database.one<ContributionsPlace>(
      `SELECT $1::uuid AS "spaceId", d.id AS "editionId", d.name AS edition, jsonb_build_object('title', k.title, 'language', k.language) AS course, e.id AS "enrolmentId",
              (SELECT count(*)::int FROM post p WHERE ${MINE}) AS posted
       FROM course k LEFT JOIN edition d ON d.id = $3 AND d.course_id = k.id LEFT JOIN enrolment e ON e.edition_id = d.id AND e.user_id = $2 AND e.state <> 'waitlisted'
       WHERE k.id = $1 OR d.id = $1`,
      [spaceId, userId, editionId],
    );
    if (!place || (place.posted === 0 && !isMember && !isStaff)) throw new NotFound('edition');
    return place;
  }

  /** One page of one's own posts, newest first. */
  async own(spaceId: string, userId: string, limit: number, cursor?: string): Promise<Page<OwnPost>> {
    const place = decodeCursor(cursor, ...PLACE);
    const posts = await this.database.query<OwnPost & { place: string }>(
      `SELECT ${OWN}, to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place FROM post p JOIN thread t ON t.id = p.thread_id
       WHERE ${MINE} AND ($3::timestamptz IS NULL OR (p.created_at, p.id) < ($3, $4::uuid)) ORDER BY p.created_at DESC, p.id DESC LIMIT $5`,
      [spaceId, userId, place?.[0] ?? null, place?.[1] ?? null, limit + 1],
    );
    return pageOf(posts, limit, (last) => encodeCursor(last.place, last.id), ({ place: _, ...post }) => post);
  }

  /** All of them, thread by thread and in each in order; a few at a time. */
  async *everyPost(spaceId: string, userId: string): AsyncGenerator<OwnPost> {
    let last: OwnPost | undefined;
    do {
      const posts: OwnPost[] = await this.database.query<OwnPost>(
        `SELECT ${OWN} FROM post p JOIN thread t ON t.id = p.thread_id WHERE ${MINE} AND ($3::uuid IS NULL OR (p.thread_id, p.number) > ($3, $4::int)) ORDER BY p.thread_id, p.number LIMIT ${BATCH}`,
        [spaceId, userId, last?.threadId ?? null, last?.number ?? null],
      );
      yield* posts;
      last = posts.length === BATCH ? posts.at(-1) : undefined;
    } while (last !== undefined);
  }

  /** The files beside these posts, one after another. */
  async *everyFile(spaceId: string, userId: string): AsyncGenerator<OwnFile> {
    let last: OwnFile | undefined;
    do {
      const files: OwnFile[] = await this.database.query<OwnFile>(
        `SELECT f.id, f.file_name AS "fileName", f.storage_key AS "storageKey", f.uploaded_at AS "uploadedAt" FROM post p JOIN post_file f ON f.post_id = p.id
         WHERE ${MINE} AND f.uploaded_by = $2 AND ($3::uuid IS NULL OR f.id > $3) ORDER BY f.id LIMIT ${BATCH}`,
        [spaceId, userId, last?.id ?? null],
      );
      yield* files;
      last = files.length === BATCH ? files.at(-1) : undefined;
    } while (last !== undefined);
  }
}
