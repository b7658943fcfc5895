import { bandsOf } from '../../libs/reviews/src/moderation/minhash.rules';
import { CANDIDATES } from '../../libs/reviews/src/moderation/likeness.service';
import { ModerationStage } from './moderation.stage';

const STORED = [200, 4_000] as const;
/** Stored in one statement. */
const BATCH = 200;

type Plan = { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } };

describe('near-duplicates among many', () => {
  let stage: ModerationStage;
  beforeAll(async () => {
    stage = await ModerationStage.open(['many']);
  });
  afterAll(() => stage.academy.stop());

  /** So many works more like this one, with signatures by chance. */
  async function add(count: number, model: string): Promise<void> {
    await stage.academy.database.query(
      `WITH made AS (
         INSERT INTO submission (edition_id, activity_key, version_id, author_ids, state, content, language, submitted_at)
         SELECT edition_id, activity_key, version_id, ARRAY[gen_random_uuid()], 'submitted', '{}', 'en', now() FROM submission, generate_series(1, $1::int) WHERE id = $2 RETURNING id),
       signed AS (
         INSERT INTO submission_signature SELECT id, ARRAY(SELECT (random() * 4e9 - 2e9)::int FROM generate_series(1, 128) WHERE made.id IS NOT NULL) FROM made)
       INSERT INTO submission_band SELECT band, (random() * 8e18)::bigint, id FROM made, generate_series(0, 63) AS band`,
      [count, model],
    );
  }

  /** Pages of memory that looking for the like of a work touches. */
  async function pagesRead(submissionId: string): Promise<number> {
    const bands = bandsOf(Array.from({ length: 128 }, (_, index) => index * 7_919));
    const [answer] = await stage.academy.database.query<{ 'QUERY PLAN': [Plan] }>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${CANDIDATES}`, [
      bands.map(({ band }) => band),
      bands.map(({ hash }) => hash),
      submissionId,
    ]);
    const { Plan: plan } = answer!['QUERY PLAN'][0];
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  }

  it('are looked for at nearly the same cost among two hundred and four thousand', async () => {
    const [one] = await stage.colleagues('many', 1);
    const pages: number[] = [];
    let stored = 0;
    for (const count of STORED) {
      for (; stored < count; stored += BATCH) await add(BATCH, one!.submissionId);
      await stage.academy.database.query('ANALYZE');
      pages.push(await pagesRead(one!.submissionId));
    }
    expect(pages[0]).toBeGreaterThan(64);
    expect(pages[1]!).toBeLessThanOrEqual(2 * pages[0]!);
  });
});
