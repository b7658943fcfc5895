import { Injectable } from '@nestjs/common';
import { Database, type MailRecipient, On, queueMail, row, rows, type Transaction } from '@academy/platform';
import { postWords, ThreadOpened } from '@academy/discussions';
import { AnnouncementMail } from './announcements.mails';
import { outgoing } from './reviews.addressees';

/** People told in one transaction: a worker that dies has told some wholly, and the next one goes on with the others. */
const BATCH = 500;
/** How much of an announcement its mail says. */
const LONGEST = 1_500;
/** Sorts before everybody. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

type Said = { courseId: string; editionId: string | null; authorId: string; title: string; markdown: string; language: string; author: string; course: string; edition: string | null };
type Addressee = MailRecipient & { userId: string; address: string };

/** One mail to each who takes part, once an announcement: the key names both. What is edited later is not sent again. */
@Injectable()
export class AnnouncementsSubscriber {
  constructor(private readonly database: Database) {}

  @On(ThreadOpened, 'reminders.announce')
  async announce({ threadId, kind }: { threadId: string; kind: string }): Promise<void> {
    if (kind !== AnnouncementMail.kind) return;
    let after: string | null = NOBODY;
    while (after !== null) {
      const from: string = after;
      after = await this.database.transaction((tx) => tellSome(tx, threadId, from));
    }
  }
}

/** Writes the mails of one batch; answers whom it ended with, or null when nobody is left. */
async function tellSome(tx: Transaction, threadId: string, after: string): Promise<string | null> {
  const said = await row<Said>(
    tx,
    `SELECT t.course_id AS "courseId", t.edition_id AS "editionId", t.author_id AS "authorId", t.title, p.markdown, p.language, u.display_name AS author, c.title AS course, d.name AS edition
     FROM thread t JOIN post p ON p.thread_id = t.id AND p.number = 1 JOIN users u ON u.id = t.author_id JOIN course c ON c.id = t.course_id LEFT JOIN edition d ON d.id = t.edition_id
     WHERE t.id = $1 AND t.state = 'shown'`,
    [threadId],
  );
  if (!said) return null;
  const people = await addressees(tx, said, after);
  const { title, language, author, course, edition } = said;
  const data = { threadId, title, words: postWords(said.markdown, LONGEST), language, author, course, edition };
  await queueMail(tx, AnnouncementMail, people.map((person) => ({ ...outgoing(person), key: `announcement:${threadId}:${person.userId}`, data })));
  return people.length < BATCH ? null : people.at(-1)!.userId;
}

/** Who learns in the edition or has completed it; in an alumni space who has completed the course. */
const addressees = (tx: Transaction, { courseId, editionId, authorId }: Said, after: string): Promise<Addressee[]> =>
  rows<Addressee>(
    tx,
    `SELECT u.id AS "userId", u.email AS address, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone" FROM users u
     WHERE u.id > $4 AND u.id <> $3 AND u.id IN (
       SELECT e.user_id FROM enrolment e WHERE e.edition_id = $2 AND e.state IN ('active', 'completed')
       UNION SELECT e.user_id FROM edition d JOIN enrolment e ON e.edition_id = d.id WHERE $2::uuid IS NULL AND d.course_id = $1 AND e.state = 'completed')
     ORDER BY u.id LIMIT ${BATCH}`,
    [courseId, editionId, authorId, after],
  );
