import type { Client } from 'pg';
import { LEND_PASSING } from '../../libs/reviews/src/allocation/lending.statements';
import { KEY, ReviewStage } from '../reviews/simulator/stage';
import type { Setting } from './speed';
import { spentOn, timeStatements } from './statement.times';

const AT_ONCE = 64;
/** More would only wait for the two processors, in Postgres instead of in front of it. */
const CONNECTIONS = 4;
const LEAST_PER_SECOND = 300;
const MOST_MILLISECONDS = 10;
const MOST_RATIO = 2;
const SIZES = [1_000, 100_000] as const;
const ROUNDS = 3;
const CLAIMS = 300;
const WARM_UP = 100;
const DAY = 86_400_000;

type Size = (typeof SIZES)[number];
type Measured = { perSecond: number; median: number; slowest: number };

/** Next reviews for 64 who ask at once, in a pool of 1,000 works and one of 100,000. Answers whether the lines are kept. */
export async function measureClaims({ databaseUrl, client }: Setting): Promise<boolean> {
  timeStatements();
  const stage = await ReviewStage.open(databaseUrl, CONNECTIONS);
  try {
    const askers = new Map<Size, AsyncGenerator<string>>();
    for (const size of SIZES) askers.set(size, inTurn(await makePool(stage, client, size)));
    await client.query('VACUUM ANALYZE submission, review_duty, review, enrolment, users, submission_author');
    const rounds = new Map<Size, Measured[]>(SIZES.map((size) => [size, []]));
    for (const size of SIZES) await claim(stage, askers.get(size)!, WARM_UP);
    for (let round = 0; round < ROUNDS; round++) for (const size of SIZES) rounds.get(size)!.push(await claim(stage, askers.get(size)!, CLAIMS));

    const of = (size: Size): Measured => middle(rounds.get(size)!, ({ median }) => median);
    for (const size of SIZES) {
      const { perSecond, median, slowest } = of(size);
      process.stdout.write(`\nNext review, ${AT_ONCE} at once, ${size} works: ${perSecond.toFixed(0)} claims/s, database time ${median.toFixed(1)} ms in the median, ${slowest.toFixed(1)} ms for 99 of 100`);
    }
    const [small, large] = [of(1_000), of(100_000)];
    const ratio = large.median / small.median;
    process.stdout.write(`\nLines: at least ${LEAST_PER_SECOND}/s, at most ${MOST_MILLISECONDS} ms, 100,000 costs ${ratio.toFixed(2)} times 1,000 (at most ${MOST_RATIO})\n`);
    const isRight = (await wrongs(stage)) === 0;
    const isIndexed = await usesIndex(client);
    return isRight && isIndexed && large.perSecond >= LEAST_PER_SECOND && large.median <= MOST_MILLISECONDS && ratio <= MOST_RATIO;
  } finally {
    await stage.close();
  }
}

/** A pool in four languages, most works in the first; everybody has handed in, nobody has reviewed. Answers the enrolments. */
async function makePool(stage: ReviewStage, client: Client, size: Size): Promise<string[]> {
  const now = stage.clock.now().getTime();
  const at = (days: number) => new Date(now + days * DAY);
  const course = await stage.course();
  const editionId = await stage.edition(course, { startsAt: at(-20), endsAt: at(40), submitBy: at(-0.1), reviewBy: at(7) });
  await client.query(
    `WITH person AS (
       INSERT INTO users (email, display_name, certificate_name, country, locale, time_zone, reads)
       SELECT 'reviewer' || n || '@' || $1 || '.test', 'Person', 'Person', 'PT', 'en', 'Europe/Lisbon',
              CASE WHEN n % 20 < 12 THEN '{en}' WHEN n % 20 < 16 THEN '{de,en}' WHEN n % 20 < 19 THEN '{fr,en}' ELSE '{mt}' END::text[]
       FROM generate_series(1, $2::int) AS n RETURNING id, reads
     ), seat AS (
       INSERT INTO enrolment (edition_id, user_id, state, activated_at) SELECT $1::uuid, id, 'active', academy_now() FROM person RETURNING id, user_id
     ), duty AS (
       INSERT INTO review_duty (edition_id, activity_key, round, user_id, enrolment_id, to_give, reads, owed_by)
       SELECT $1::uuid, $3, 1, person.id, seat.id, 3, person.reads, academy_now() + interval '7 days' FROM person JOIN seat ON seat.user_id = person.id
     ), work AS (
       INSERT INTO submission (edition_id, activity_key, version_id, author_ids, state, language, submitted_at, review_by, wanted, content)
       SELECT $1::uuid, $3, $4, ARRAY[id], 'submitted', reads[1], academy_now() - random() * interval '5 days', academy_now() + interval '7 days', 3, jsonb_build_object('markdown', repeat('We count swifts. ', 60))
       FROM person RETURNING id, author_ids[1] AS author
     )
     INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id)
     SELECT seat.id, $3, 1, work.id, work.author FROM work JOIN seat ON seat.user_id = work.author`,
    [editionId, size, KEY, course.versionId],
  );
  const { rows } = await client.query<{ id: string }>('SELECT id FROM enrolment WHERE edition_id = $1 ORDER BY md5(id::text) LIMIT 1000', [editionId]);
  return rows.map(({ id }) => id);
}

/** Each asks once; in the small pool there are no more than these. */
async function* inTurn(enrolments: readonly string[]): AsyncGenerator<string> {
  for (const enrolment of enrolments) yield enrolment;
  throw new Error('More claims were asked for than there are people.');
}

/** So many claims, 64 at once. */
async function claim(stage: ReviewStage, askers: AsyncGenerator<string>, count: number): Promise<Measured> {
  const times: number[] = [];
  const begun = performance.now();
  let left = count;
  const ask = async (): Promise<void> => {
    while (left-- > 0) {
      const enrolmentId = (await askers.next()).value as string;
      const { answer, milliseconds } = await spentOn(() => stage.lending.next(enrolmentId, KEY));
      if (!('isNew' in answer) || !answer.isNew) throw new Error(`Nothing was lent: ${JSON.stringify(answer)}`);
      times.push(milliseconds);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  const seconds = (performance.now() - begun) / 1_000;
  times.sort((one, other) => one - other);
  return { perSecond: count / seconds, median: times[Math.floor(count / 2)]!, slowest: times[Math.floor(count * 0.99)]! };
}

/** Works lent beyond what they want, to their authors, or twice; counters that do not say what the rows say. */
async function wrongs(stage: ReviewStage): Promise<number> {
  const wrong = await stage.database.query(
    `SELECT s.id FROM submission s JOIN review r ON r.submission_id = s.id GROUP BY s.id
     HAVING count(*) > s.wanted OR count(*) <> s.lent + s.finished OR count(DISTINCT r.reviewer_id) < count(*) OR bool_or(r.reviewer_id = ANY (s.author_ids))
     UNION ALL SELECT reviewer_id FROM review GROUP BY reviewer_id HAVING count(*) > 1`,
  );
  process.stdout.write(`Works lent twice, to their authors or beyond what they want, people with two claims: ${wrong.length}\n`);
  return wrong.length;
}

async function usesIndex(client: Client): Promise<boolean> {
  const { rows: [asker] } = await client.query(
    `SELECT d.edition_id, d.user_id, d.enrolment_id FROM review_duty d WHERE NOT EXISTS (SELECT FROM review r WHERE r.reviewer_id = d.user_id)
       AND d.edition_id = (SELECT edition_id FROM review_duty GROUP BY edition_id ORDER BY count(*) DESC LIMIT 1) LIMIT 1`,
  );
  const nobody: string[] = [];
  await client.query('BEGIN');
  const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS) ${LEND_PASSING}`, [asker.edition_id, KEY, 1, ['en'], [asker.user_id], nobody, asker.user_id, nobody, nobody, false, asker.enrolment_id, 'peer']);
  await client.query('ROLLBACK');
  const plan = rows.map((line) => line['QUERY PLAN'] as string);
  process.stdout.write(`${plan.filter((line) => /Scan|Execution/.test(line)).join('\n')}\n`);
  return plan.some((line) => line.includes('submission_open_idx')) && !plan.some((line) => line.includes('Seq Scan on submission'));
}

const middle = <T>(list: readonly T[], by: (each: T) => number): T => [...list].sort((one, other) => by(one) - by(other))[Math.floor(list.length / 2)]!;
