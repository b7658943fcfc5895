import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';

/** What was asked for, as Postgres searches it; `meant`: the words it was understood as, where some were unknown here. */
export type WordQuery = Readonly<{ query: string; meant: string | null }>;

/** Words that begin, or end, like a mistyped one: more are not compared with it. */
const COMPARED = 500;
/** A word may go on by so many letters, as in "Straßenbaum" and "Straßenbäume", and still is one that somebody wrote here. */
const ENDINGS = [0, 1, 2, 3, 4, 5, 6];

/** Words of the space of a length whose text, as it is indexed, begins with this. */
const beginning = (text: string, letters: string, begins: string, most: number): string =>
  `SELECT s.word FROM search_word s WHERE s.space_id = $1 AND length(s.word) = ${letters} AND ${text} ~>=~ ${begins} AND ${text} ~<~ (${begins} || U&'\\+10FFFF') LIMIT ${most}`;
const values = (numbers: readonly number[]): string => `(VALUES ${numbers.map((number) => `(${number})`).join(', ')}) AS n (more)`;

/** Whether somebody wrote word `a` here. */
const IS_KNOWN = `EXISTS (SELECT FROM ${values(ENDINGS)}, LATERAL (${beginning('s.word', 'a.letters + n.more', 'a.word', 1)}) s)`;
/** The word of the space that is most like `a`: one error, two in a longer word, leave one of its halves as it was. */
const MEANT = `SELECT c.word FROM ${values([-1, 0, 1])}, LATERAL (
    (${beginning('s.word', 'a.letters + n.more', 'left(a.word, a.letters / 2)', COMPARED)}) UNION
    (${beginning('reverse(s.word)', 'a.letters + n.more', 'reverse(right(a.word, a.letters / 2))', COMPARED)})) c
  WHERE levenshtein_less_equal(c.word, a.word, 2) <= CASE WHEN a.letters < 6 THEN 1 ELSE 2 END
  ORDER BY levenshtein_less_equal(c.word, a.word, 2), similarity(c.word, a.word) DESC, c.word LIMIT 1`;

/** Turns words into a search over posts in many languages. */
@Injectable()
export class DiscussionSearch {
  constructor(private readonly database: Database) {}

  /**
   * The search for these words in every language of the space's threads and of the reader, blind to accents. A word that
   * nobody wrote here is taken for the most similar one that somebody did. One statement. Null: there is nothing to look for.
   */
  async understand(spaceId: string, userId: string, words: string): Promise<WordQuery | null> {
    const understood = await this.database.one<{ query: string | null; meant: string; changed: boolean }>(
      `WITH asked AS (SELECT w.word, w.position, length(w.word) AS letters FROM regexp_split_to_table(academy_plain($3), '[[:space:]]+') WITH ORDINALITY AS w (word, position) WHERE w.word <> '' LIMIT 20),
            known AS (SELECT a.position, a.word, CASE WHEN a.letters NOT BETWEEN 4 AND 40 OR a.word !~ '^[[:alpha:]]+$' OR ${IS_KNOWN} THEN a.word ELSE coalesce((${MEANT}), a.word) END AS meant FROM asked a),
            said AS (SELECT string_agg(meant, ' ' ORDER BY position) AS meant, bool_or(meant <> word) AS changed FROM known),
            tongues AS (
              SELECT DISTINCT academy_tsconfig(language) AS config FROM (
                SELECT unnest(array_append(u.reads, u.locale)) AS language FROM users u WHERE u.id = $2
                UNION SELECT language FROM (SELECT language FROM thread WHERE space_id = $1 AND state = 'shown' ORDER BY last_post_at DESC, id DESC LIMIT 200) newest) l)
       SELECT (SELECT string_agg(DISTINCT '(' || q.query || ')', ' | ') FROM tongues t, LATERAL (SELECT websearch_to_tsquery(t.config, s.meant)::text AS query) q WHERE q.query <> '') AS query, s.meant, s.changed
       FROM said s`,
      [spaceId, userId, words],
    );
    return understood?.query ? { query: understood.query, meant: understood.changed ? understood.meant : null } : null;
  }
}
