import { Injectable } from '@nestjs/common';
import { Database, type PendingMail } from '@academy/platform';
import { mayReadSql, postWords } from '@academy/discussions';
import { NEWS_MAILS, type PostNews } from './news.mails';
import { type PostStanding, whyNotTell } from './news.rules';

/** Characters of a post that a mail shows. */
const WORDS = 300;
/** Nobody reads on from a count beyond this. */
const COUNTED = 100;
const KINDS: ReadonlySet<string> = new Set(NEWS_MAILS.map(({ kind }) => kind));

type Found = Omit<PostStanding, 'kind'> & { author: string; title: string; markdown: string; language: string; course: string; edition: string | null; count: number };

/** What mails about posts say, looked up when they are sent: the wording and title of then, and only what the reader may still read. */
@Injectable()
export class NewsLetters {
  constructor(private readonly database: Database) {}

  async objection(mail: PendingMail): Promise<string | null> {
    if (!KINDS.has(mail.kind)) return null;
    const found = await this.find(mail);
    return found ? whyNotTell({ ...found, kind: mail.kind }) : 'post-gone';
  }

  /** For kinds of this service; null for others. Throws where it is gone since it was asked whether to send it: the next attempt finds the objection. */
  async latest(mail: PendingMail): Promise<Omit<PostNews, 'postId'> | null> {
    if (!KINDS.has(mail.kind)) return null;
    const found = await this.find(mail);
    if (!found?.isShown || !found.mayRead) throw new Error(`What the mail ${mail.id} is about is gone.`);
    const { author, title, markdown, language, course, edition, count } = found;
    return { author, title, words: postWords(markdown, WORDS), language, place: edition === null ? course : `${course}, ${edition}`, count };
  }

  private find({ kind, userId, data }: PendingMail): Promise<Found | null> {
    return this.database.one<Found>(
      `SELECT p.state = 'shown' AND t.state = 'shown' AS "isShown", ${mayReadSql('$2::uuid', 't')} AS "mayRead", t.answer_post_id IS NOT DISTINCT FROM p.id AS "isAnswer",
              EXISTS (SELECT FROM person_block b WHERE b.user_id = $2 AND b.blocked_id = p.author_id) AS "isBlocked",
              r.is_following AS "isFollowing", coalesce(r.is_muted, false) AS "isMuted", coalesce(r.up_to, 0) >= p.number AS "isRead",
              EXISTS (SELECT FROM space_reader s WHERE s.user_id = $2 AND s.space_id = t.space_id AND s.visited_at > p.created_at) AS "isVisited",
              u.display_name AS author, t.title, p.markdown, p.language, c.title AS course, d.name AS edition,
              CASE $3::text WHEN 'followed' THEN (SELECT count(*)::int FROM (SELECT FROM post q WHERE q.thread_id = t.id AND q.number >= p.number AND q.state = 'shown' AND q.author_id <> $2 LIMIT ${COUNTED}) n)
                WHEN 'new-threads' THEN (SELECT count(*)::int FROM (SELECT FROM thread o WHERE o.space_id = t.space_id AND o.created_at >= t.created_at AND o.state = 'shown' AND o.author_id <> $2 LIMIT ${COUNTED}) n)
                ELSE 1 END AS count
       FROM post p JOIN thread t ON t.id = p.thread_id JOIN users u ON u.id = p.author_id JOIN course c ON c.id = t.course_id LEFT JOIN edition d ON d.id = t.edition_id
         LEFT JOIN thread_reader r ON r.thread_id = t.id AND r.user_id = $2
       WHERE p.id = $1`,
      [data['postId'], userId, kind],
    );
  }
}
