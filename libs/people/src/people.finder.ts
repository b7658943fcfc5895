import { Injectable } from '@nestjs/common';
import { Database, found } from '@academy/platform';

export type FoundPerson = Readonly<{ id: string; displayName: string; email: string; country: string }>;

/** So many people are found at most: whoever looks for more knows more of the name. */
export const MOST_FOUND = 20;
/** A part of a name that is shorter would be in half of all names. */
const SHORTEST_PART = 3;
const PERSON = 'id, display_name AS "displayName", email, country';

/** People as administrators look for them. */
@Injectable()
export class PeopleFinder {
  constructor(private readonly database: Database) {}

  /** Whose address this is, then those with this in their name. */
  find(words: string): Promise<FoundPerson[]> {
    const part = words.length < SHORTEST_PART ? null : `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    return this.database.query<FoundPerson>(
      `SELECT ${PERSON} FROM (
         SELECT 0 AS place, u.* FROM users u WHERE lower(u.email) = lower($1)
         UNION ALL (SELECT 1, u.* FROM users u WHERE lower(u.display_name) LIKE $2 AND lower(u.email) <> lower($1) ORDER BY u.display_name, u.id LIMIT $3)) found
       ORDER BY place, display_name, id LIMIT $3`,
      [words, part, MOST_FOUND],
    );
  }

  /** Throws NotFound. */
  async one(userId: string): Promise<FoundPerson> {
    return found(await this.database.one<FoundPerson>(`SELECT ${PERSON} FROM users WHERE id = $1`, [userId]), 'user');
  }
}
