import { Client } from 'pg';
import { PEOPLE, personId } from '../names';
import { sentencesOf, TONGUES, wordsOf } from './vocabulary';

/** Two editions of one course in one database, with the same people in them. */
export type Size = Readonly<{ name: 'small' | 'large'; spaceId: string; threads: number; posts: number; giants: readonly number[] }>;
const spaceId = (number: number): string => `00000005-0000-4000-8000-00000000000${number}`;
export const SMALL: Size = { name: 'small', spaceId: spaceId(1), threads: 100, posts: 2_000, giants: [] };
export const LARGE: Size = { name: 'large', spaceId: spaceId(2), threads: 50_000, posts: 1_000_000, giants: [8_000, 6_000, 5_000] };
export const SIZES = [SMALL, LARGE] as const;
export const COURSE_ID = '00000006-0000-4000-8000-000000000001';

/** Who reads: what they have read tells what lists cost them. Nobody of them writes, but `writer`. */
export const READERS = { newcomer: 1, usual: 2, diligent: 3, cleared: 4, writer: 10 } as const;
export type Reader = keyof typeof READERS;
export const readerId = (reader: Reader): string => personId(READERS[reader]);

const VOCABULARY = 20_000;
const SENTENCES = 5_000;
/** The processors of a small machine: texts are analysed by two connections. */
const CONNECTIONS = 2;
const DISCUSSION = { key: 'talk', kind: 'discussion', title: 'Compare', prompt: 'Compare.', required: true, completion: { rule: 'posted', count: 2 } };
const OUTLINE = [{ key: 'm', title: 'Talk', summary: '', sections: [{ key: 's', title: 'Talk', activities: [{ key: 'talk', kind: 'discussion', title: 'Compare', required: true, completion: DISCUSSION.completion }] }] }];

/** Makes both editions by a few large statements. The people are there. */
export async function makeDiscussions(databaseUrl: string, say: (what: string) => void): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  // Foreign keys are triggers: what is made here by one hand is right.
  await client.query(`SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SELECT setseed(0.42)`);
  await makeEditions(client);
  await makeVocabulary(client);
  const indexes = await takeDown(client);
  await planThreads(client);
  say('planned');
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, part) => writePosts(databaseUrl, part)));
  say('posts are written');
  await client.query(SETTLE);
  await makeReaders(client);
  say('threads and readers are there');
  for (const { definition } of indexes) await client.query(definition);
  await client.query('VACUUM (ANALYZE) thread, post, thread_reader, space_reader, space_follow, reaction, search_word, users, enrolment, role_grant');
  say('indexed');
  await client.end();
}

async function makeEditions(client: Client): Promise<void> {
  await client.query(`INSERT INTO course (id, slug, title, language, licence, latest_version, published_at) VALUES ($1, 'talk', 'Talk', 'en', 'CC-BY-4.0', 1, academy_now())`, [COURSE_ID]);
  const { rows: [version] } = await client.query(`INSERT INTO course_version (course_id, number, head, outline) VALUES ($1, 1, '{"title": "Talk", "language": "en"}', $2) RETURNING id`, [COURSE_ID, JSON.stringify(OUTLINE)]);
  await client.query(`INSERT INTO version_activity (version_id, key, module_key, section_key, position, activity) VALUES ($1, 'talk', 'm', 's', 1, $2)`, [version.id, JSON.stringify(DISCUSSION)]);
  await client.query(
    `INSERT INTO edition (id, course_id, version_id, name, state, enrol_from, enrol_until, starts_at, ends_at, release)
     SELECT id, $2, $3, 'Spring', 'running', academy_now() - interval '100 days', academy_now() + interval '1 day', academy_now() - interval '90 days', academy_now() + interval '60 days', '{"mode": "all"}' FROM unnest($1::uuid[]) AS id`,
    [SIZES.map((size) => size.spaceId), COURSE_ID, version.id],
  );
  await client.query(
    `INSERT INTO enrolment (edition_id, user_id, state, activated_at) SELECT e, u.id, 'active', academy_now() - interval '90 days' FROM unnest($1::uuid[]) e, users u`,
    [SIZES.map((size) => size.spaceId)],
  );
  await client.query(`INSERT INTO conduct_acceptance (user_id, space_id, through) SELECT u.id, e, 'page' FROM unnest($1::uuid[]) e, users u`, [SIZES.map((size) => size.spaceId)]);
  await client.query(`UPDATE users SET created_at = academy_now() - interval '100 days'`);
}

async function makeVocabulary(client: Client): Promise<void> {
  await client.query(`
    CREATE UNLOGGED TABLE bench_tongue (language text, from_share int, to_share int);
    CREATE UNLOGGED TABLE bench_word (language text, n int, word text, PRIMARY KEY (language, n));
    CREATE UNLOGGED TABLE bench_sentence (language text, n int, sentence text, PRIMARY KEY (language, n))`);
  let share = 0;
  for (const [index, tongue] of TONGUES.entries()) {
    const words = wordsOf(tongue, VOCABULARY);
    await client.query('INSERT INTO bench_tongue VALUES ($1, $2, $3)', [tongue.language, share, (share += tongue.share)]);
    await client.query('INSERT INTO bench_word SELECT $1, n, word FROM unnest($2::text[]) WITH ORDINALITY AS w (word, n)', [tongue.language, words]);
    await client.query('INSERT INTO bench_sentence SELECT $1, n, sentence FROM unnest($2::text[]) WITH ORDINALITY AS s (sentence, n)', [tongue.language, sentencesOf(words, SENTENCES, index + 1)]);
  }
  await client.query('ANALYZE bench_word, bench_sentence');
}

/** Indexes are made once all is there: that is many times quicker. */
async function takeDown(client: Client): Promise<{ definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexname AS name, i.indexdef AS definition FROM pg_indexes i
     WHERE i.schemaname = 'public' AND i.tablename IN ('post', 'thread', 'thread_reader', 'search_word') AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  return rows;
}

/** Threads as large as one over the square root of their rank, beside a few giants; a language, an author and a day for each. */
async function planThreads(client: Client): Promise<void> {
  await client.query('CREATE UNLOGGED TABLE bench_thread (n int PRIMARY KEY, id uuid, space_id uuid, size int, language text, author_id uuid, created_at timestamptz, kind text, state text)');
  for (const [place, { spaceId: space, threads, posts, giants }] of SIZES.entries()) {
    await client.query(
      `INSERT INTO bench_thread
       SELECT $1::int * 1000000 + r.rank, gen_random_uuid(), $2,
              CASE WHEN r.rank <= cardinality($5::int[]) THEN ($5::int[])[r.rank] ELSE ceil($4::float8 / sqrt(r.rank))::int END,
              (SELECT language FROM bench_tongue g WHERE r.tongue >= from_share AND r.tongue < to_share), ${author('r.author')}, academy_now() - r.age * interval '80 days',
              CASE WHEN r.kind < 0.5 THEN 'question' WHEN r.kind < 0.96 THEN 'conversation' ELSE 'wall' END, CASE WHEN r.rank > 5 AND r.state < 0.01 THEN 'deleted' WHEN r.rank > 5 AND r.state < 0.015 THEN 'hidden' ELSE 'shown' END
       FROM (SELECT rank, floor(random() * 100)::int AS tongue, random() AS author, random() AS age, random() AS kind, random() AS state FROM generate_series(1, $3::int) AS rank) r`,
      [place, space, threads, evenly(threads, posts - giants.reduce((sum, size) => sum + size, 0)), giants],
    );
  }
  await client.query(
    `INSERT INTO thread (id, course_id, edition_id, activity_key, module_key, kind, title, language, author_id, created_at, state, is_pinned)
     SELECT t.id, $1, t.space_id, CASE WHEN t.n % 5 = 0 THEN 'talk' END, CASE WHEN t.n % 5 = 0 THEN 'm' END, t.kind,
            initcap((SELECT string_agg(w.word, ' ') FROM bench_word w WHERE w.language = t.language AND w.n IN (1 + t.n % 97, 1 + t.n % 1009, 1 + t.n % 19997))), t.language, t.author_id, t.created_at, t.state, t.n % 1000000 IN (4, 5, 6)
     FROM bench_thread t`,
    [COURSE_ID],
  );
}

/** The size of the first thread, where all together have so many posts. */
const evenly = (threads: number, posts: number): number => posts / Array.from({ length: threads }, (_, index) => 1 / Math.sqrt(index + 1)).reduce((sum, each) => sum + each, 0);

/** Some write much more than others. `chance`: SQL for a number between 0 and 1. */
const author = (chance: string): string => `('00000001-0000-4000-8000-' || lpad((${READERS.writer} + floor((${PEOPLE} - ${READERS.writer}) * power(${chance}, 2)))::int::text, 12, '0'))::uuid`;
const postId = (thread: string, number: string): string => `md5(${thread} || '-' || ${number})::uuid`;

async function writePosts(databaseUrl: string, part: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`SET session_replication_role = replica; SET work_mem = '256MB'; SELECT setseed(0.${part + 1})`);
  await client.query(
    `INSERT INTO post (id, thread_id, space_id, number, root_number, reply_to, author_id, language, heading, markdown, created_at, state, helpful, thanks, tried)
     SELECT ${postId('p.n', 'p.number')}, p.id, p.space_id, p.number, p.root, CASE WHEN p.root < p.number THEN ${postId('p.n', 'p.root')} END, p.author_id, p.language, p.title,
            concat_ws(' ', a.sentence, b.sentence, c.sentence, w.word), p.created_at, p.state, p.helpful, p.helpful / 2, p.helpful / 3
     FROM (
       SELECT t.n, t.id, t.space_id, t.language, g AS number, CASE WHEN g = 1 THEN h.title END AS title,
              CASE WHEN g % 3 = 1 THEN g ELSE 1 + 3 * floor(random() * ((g + 1) / 3))::int END AS root,
              CASE WHEN g = 1 THEN t.author_id ELSE ${author('random()')} END AS author_id,
              t.created_at + (academy_now() - t.created_at) * ((g - 1)::float8 / t.size * (0.02 + (t.n % 97) / 100.0)) AS created_at,
              CASE WHEN g = 1 THEN t.state ELSE (ARRAY['deleted', 'hidden', 'held', 'shown'])[1 + width_bucket(random(), ARRAY[0.015, 0.022, 0.024])] END AS state,
              floor(power(random(), 8) * 6)::int AS helpful,
              1 + floor(random() * ${SENTENCES})::int AS s1, CASE WHEN random() < 0.7 THEN 1 + floor(random() * ${SENTENCES})::int END AS s2, CASE WHEN random() < 0.4 THEN 1 + floor(random() * ${SENTENCES})::int END AS s3,
              floor(power(${VOCABULARY}, random()))::int AS w
       FROM bench_thread t JOIN thread h ON h.id = t.id, generate_series(1, t.size) AS g WHERE t.n % ${CONNECTIONS} = $1::int
     ) p
     JOIN bench_sentence a ON a.language = p.language AND a.n = p.s1
     LEFT JOIN bench_sentence b ON b.language = p.language AND b.n = p.s2
     LEFT JOIN bench_sentence c ON c.language = p.language AND c.n = p.s3
     JOIN bench_word w ON w.language = p.language AND w.n = p.w
     ORDER BY p.created_at`,
    [part],
  );
  await client.end();
}

/** Counters as the posts have them; two of five questions with replies are answered. Reactions by as many people as were counted. */
const SETTLE = `
  CREATE INDEX bench_post_idx ON post (thread_id, number);
  UPDATE thread t SET last_number = c.last, replies = c.replies, last_post_at = c.at, score = c.score, answer_post_id = CASE WHEN t.kind = 'question' AND b.n % 5 < 2 AND c.replies > 0 THEN c.answer END
  FROM bench_thread b, LATERAL (
    SELECT max(number) AS last, count(*) FILTER (WHERE state = 'shown' AND number > 1) AS replies, max(created_at) FILTER (WHERE state = 'shown' OR number = 1) AS at,
           coalesce(sum(helpful + thanks + agree + 3 * tried) FILTER (WHERE state = 'shown'), 0) AS score, (array_agg(id) FILTER (WHERE state = 'shown' AND number > 1))[1] AS answer
    FROM post p WHERE p.thread_id = b.id) c
  WHERE b.id = t.id;
  INSERT INTO reaction (post_id, user_id, kind) SELECT p.id, ('00000001-0000-4000-8000-' || lpad((100 + n)::text, 12, '0'))::uuid, 'helpful' FROM post p, generate_series(1, p.helpful) n WHERE p.helpful > 0;
  INSERT INTO search_word (space_id, word) SELECT DISTINCT s.id, academy_plain(w.word) FROM bench_word w, unnest(ARRAY['${LARGE.spaceId}', '${SMALL.spaceId}']::uuid[]) s (id) WHERE length(w.word) BETWEEN 4 AND 40 AND (s.id = '${LARGE.spaceId}' OR w.n <= 1000) ORDER BY 1, 2;
  DROP INDEX bench_post_idx`;

/** Who wrote in a thread follows it and has read some of it; four readers have read nothing, some, nearly all, and marked all as read. */
async function makeReaders(client: Client): Promise<void> {
  const spaces = SIZES.map((size) => size.spaceId);
  await client.query(
    `INSERT INTO thread_reader (user_id, thread_id, space_id, up_to, is_following)
     SELECT p.author_id, p.thread_id, p.space_id, max(p.number), nullif(random() < 0.9, false) FROM post p GROUP BY 1, 2, 3`,
  );
  const reads = (condition: string, upTo: string, follows: string) => `INSERT INTO thread_reader (user_id, thread_id, space_id, up_to, is_following)
    SELECT $1::uuid, t.id, t.space_id, ${upTo}, ${follows} FROM thread t JOIN bench_thread b ON b.id = t.id WHERE ${condition}`;
  await client.query(reads('b.n % 20 = 0', '(t.last_number + 1) / 2', 'nullif(b.n % 100 = 0, false)'), [readerId('usual')]);
  await client.query(reads('b.n % 1000000 % 90 <> 7', 't.last_number', 'NULL'), [readerId('diligent')]);
  await client.query(reads('b.n % 10 = 0', 't.last_number / 2', 'true'), [readerId('cleared')]);
  await client.query(
    `INSERT INTO space_reader (user_id, space_id, visited_at, visited_before_at, all_read_at)
     SELECT u.id, s, academy_now(), academy_now() - interval '2 days', CASE WHEN u.id = $2 THEN academy_now() - interval '1 day' END FROM users u, unnest($1::uuid[]) s`,
    [spaces, readerId('cleared')],
  );
  await client.query(`INSERT INTO space_follow (user_id, space_id) SELECT u.id, s FROM users u, unnest($1::uuid[]) s WHERE u.id::text < $2`, [spaces, personId(200)]);
}
