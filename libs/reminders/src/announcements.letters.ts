import { Injectable } from '@nestjs/common';
import { Database, type PendingMail } from '@academy/platform';
import { postWords } from '@academy/discussions';
import { type Announced, AnnouncementMail } from './announcements.mails';

/** How much of an announcement its mail says. */
const LONGEST = 1_500;

type Found = Omit<Announced, 'threadId' | 'words'> & { isShown: boolean; takesPart: boolean; markdown: string };

/** What an announcement says by the time it goes, and why it must not go any more: it was taken back, or the person has left. One statement a mail answers both. */
@Injectable()
export class AnnouncementLetters {
  private readonly asked = new WeakMap<PendingMail, Promise<Found | null>>();

  constructor(private readonly database: Database) {}

  async objection(mail: PendingMail): Promise<string | null> {
    if (mail.kind !== AnnouncementMail.kind) return null;
    const found = await this.find(mail);
    if (!found?.isShown) return 'announcement-gone';
    return found.takesPart ? null : 'withdrawn';
  }

  /** Instead of what mails queued by earlier versions hold of it. Throws where it is gone since it was asked whether to send it: the next attempt finds the objection. */
  async latest(mail: PendingMail): Promise<Omit<Announced, 'threadId'> | null> {
    if (mail.kind !== AnnouncementMail.kind) return null;
    const found = await this.find(mail);
    if (!found?.isShown) throw new Error(`What the mail ${mail.id} is about is gone.`);
    const { title, markdown, language, author, course, edition } = found;
    return { title, words: postWords(markdown, LONGEST), language, author, course, edition };
  }

  private find(mail: PendingMail): Promise<Found | null> {
    let found = this.asked.get(mail);
    if (!found) this.asked.set(mail, (found = this.read(mail)));
    return found;
  }

  private read({ userId, data }: PendingMail): Promise<Found | null> {
    return this.database.one<Found>(
      `SELECT t.state = 'shown' AND p.state = 'shown' AS "isShown", t.title, p.markdown, p.language, u.display_name AS author, c.title AS course, x.name AS edition,
              EXISTS (SELECT FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.user_id = $2 AND d.course_id = t.course_id AND (t.edition_id IS NULL OR d.id = t.edition_id) AND e.state <> 'withdrawn') AS "takesPart"
       FROM thread t JOIN post p ON p.thread_id = t.id AND p.number = 1 JOIN users u ON u.id = t.author_id JOIN course c ON c.id = t.course_id LEFT JOIN edition x ON x.id = t.edition_id WHERE t.id = $1`,
      [data['threadId'], userId],
    );
  }
}
