import { Injectable } from '@nestjs/common';
import { Database, On, queueMailSql } from '@academy/platform';
import { ThreadOpened } from '@academy/discussions';
import { AnnouncementMail } from './announcements.mails';

/** People told in one statement: a worker that dies has told some wholly, and the next one goes on with the others. */
const BATCH = 500;
/** Sorts before everybody. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Who learns in the edition or has completed it; in an alumni space who has completed the course. $1 the announcement, $2 whom the last batch ended with. */
const PEOPLE = `SELECT u.id, u.email, u.display_name, u.locale, u.time_zone FROM thread t CROSS JOIN LATERAL (
    SELECT e.user_id FROM enrolment e WHERE e.edition_id = t.edition_id AND e.state IN ('active', 'completed')
    UNION SELECT e.user_id FROM edition d JOIN enrolment e ON e.edition_id = d.id WHERE t.edition_id IS NULL AND d.course_id = t.course_id AND e.state = 'completed') x
  JOIN users u ON u.id = x.user_id WHERE t.id = $1::uuid AND t.state = 'shown' AND u.id <> t.author_id AND u.id > $2::uuid ORDER BY u.id LIMIT ${BATCH}`;
/** Of the announcement no more than its id: what it says is read when a mail goes. */
const MAILS = `SELECT concat('announcement:', $1::uuid, ':', u.id) AS natural_key, '${AnnouncementMail.kind}' AS kind, ${AnnouncementMail.isTransactional} AS is_transactional, u.id AS user_id, u.email AS address,
    jsonb_build_object('displayName', u.display_name, 'locale', u.locale, 'timeZone', u.time_zone) AS recipient, jsonb_build_object('threadId', $1::uuid) AS data
  FROM people u ORDER BY u.id`;
const TELL_SOME = `WITH people AS MATERIALIZED (${PEOPLE}), mailed AS (${queueMailSql(MAILS)})
  SELECT (SELECT count(*)::int FROM people) AS people, (SELECT id FROM people ORDER BY id DESC LIMIT 1) AS last`;

/** One mail to each who takes part, once an announcement: the key names both. What is edited later is not sent again. */
@Injectable()
export class AnnouncementsSubscriber {
  constructor(private readonly database: Database) {}

  @On(ThreadOpened, 'reminders.announce')
  async announce({ threadId, kind }: { threadId: string; kind: string }): Promise<void> {
    if (kind !== AnnouncementMail.kind) return;
    let after: string | null = NOBODY;
    while (after !== null) after = await this.tellSome(threadId, after);
  }

  /** Writes the mails of one batch; answers whom it ended with, or null when nobody is left. */
  private async tellSome(threadId: string, after: string): Promise<string | null> {
    const { people, last } = (await this.database.one<{ people: number; last: string | null }>(TELL_SOME, [threadId, after]))!;
    return people < BATCH ? null : last;
  }
}
