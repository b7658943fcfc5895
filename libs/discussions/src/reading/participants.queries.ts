import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { IS_LISTED } from '../people/shown.person';

/** Somebody to mention; `isOnly`: nobody else here has this name, so that it says enough by itself. */
export type Mentionable = Readonly<{ id: string; name: string; isOnly: boolean }>;

/** Names that are offered at once. */
const MOST = 8;

/** Who can be mentioned in a space: its participants who are listed, and its staff. */
@Injectable()
export class Participants {
  constructor(private readonly database: Database) {}

  /** People with a word in their name that begins so, accents aside, those first whose name does; at most eight. Whom the asker blocked is not offered. */
  startingWith(spaceId: string, askerId: string, typed: string): Promise<Mentionable[]> {
    return this.database.query<Mentionable>(
      `WITH people AS (
         SELECT e.user_id FROM enrolment e WHERE e.edition_id = $1 AND e.state IN ('active', 'completed', 'expired')
         UNION SELECT e.user_id FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE d.course_id = $1 AND e.state = 'completed'
         UNION SELECT g.user_id FROM role_grant g WHERE g.scope IN ('edition', 'course') AND g.scope_id = $1::text),
       named AS (
         SELECT u.id, u.display_name AS name, academy_plain(u.display_name) AS plain FROM people p JOIN users u ON u.id = p.user_id LEFT JOIN person_card c ON c.user_id = u.id
         WHERE u.id <> $2 AND ${IS_LISTED} AND NOT EXISTS (SELECT FROM person_block b WHERE b.user_id = $2 AND b.blocked_id = u.id))
       SELECT n.id, n.name, (SELECT count(*) FROM people p JOIN users u ON u.id = p.user_id WHERE academy_plain(u.display_name) = n.plain) = 1 AS "isOnly"
       FROM named n WHERE starts_with(n.plain, academy_plain($3)) OR strpos(n.plain, ' ' || academy_plain($3)) > 0
       ORDER BY starts_with(n.plain, academy_plain($3)) DESC, n.plain, n.id LIMIT ${MOST}`,
      [spaceId, askerId, typed],
    );
  }
}
