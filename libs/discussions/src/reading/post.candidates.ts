/** The newest posts of a space, among which is looked first. */
const NEWEST = 2_000;
/** Where so many of the newest fit, no others are looked for. */
const ENOUGH = 50;
/** Where so many of the newest have the words, they are common: what else fits is looked for among so many more, not among all. */
const COMMON = 20;
const MORE = 6_000;
/** Posts that have all the words of a phrase, of which it is looked up whether they follow each other. */
const LOOKED_UP = 1_000;
/** Posts that are weighed beside the newest. */
const OTHERS = 300;
/** As far as pages of what was found can go. */
export const MOST_CANDIDATES = NEWEST + MORE;

/** The index knows of words, not of how they follow each other: phrases as their words, unless something is excluded. */
const wordsOf = (query: string): string => `(CASE WHEN ${query}::text LIKE '%!%' THEN ${query}::text ELSE regexp_replace(${query}::text, '<(-|[0-9]+)>', '&', 'g') END)::tsquery`;

/**
 * Posts of space $1 that fit a query, so many at most that it costs the same however large the space is: common words are found
 * among the newest posts; only rare ones in the index of all, which answers with every post that has them before it can stop.
 * A list of common table expressions that ends with `candidates`; `columns` are of post `p`. What is materialized is planned as if
 * all of it was wanted, so that Postgres takes that index.
 */
export const candidatesSql = (query: string, columns: string): string => {
  const kept = (post: string) => ['id', 'thread_id', 'language', 'author_id', 'created_at', 'search'].map((column) => `${post}.${column}`).join(', ');
  const newest = `SELECT ${kept('n')} FROM post n WHERE n.space_id = $1 AND n.state = 'shown' ORDER BY n.created_at DESC`;
  const [known, fitting] = ['(SELECT count(*) FROM newest)', '(SELECT count(*) FROM among_newest)'];
  return `
  newest AS MATERIALIZED (SELECT n.* FROM (${newest} LIMIT ${NEWEST}) n WHERE n.search @@ ${wordsOf(query)}),
  among_newest AS MATERIALIZED (SELECT ${columns} FROM newest p WHERE p.search @@ ${query}),
  anywhere AS MATERIALIZED (SELECT ${kept('a')} FROM post a WHERE a.space_id = $1 AND a.state = 'shown' AND a.search @@ ${wordsOf(query)}),
  candidates AS (
    SELECT * FROM among_newest UNION
    SELECT ${columns} FROM (SELECT * FROM (${newest} OFFSET ${NEWEST} LIMIT ${MORE}) m WHERE ${known} >= ${COMMON} AND ${fitting} < ${ENOUGH}) p WHERE p.search @@ ${query} UNION
    SELECT * FROM (SELECT ${columns} FROM (SELECT * FROM anywhere WHERE ${known} < ${COMMON} LIMIT ${LOOKED_UP}) p WHERE p.search @@ ${query} LIMIT ${OTHERS}) o)`;
};
