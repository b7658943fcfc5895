import { Likeness } from '@academy/reviews';
import { ModerationStage } from './moderation.stage';
import { Corpus } from './likeness.corpus';

const STORED = [100, 10_000] as const;

describe('near-duplicates among many', () => {
  let stage: ModerationStage;
  beforeAll(async () => {
    stage = await ModerationStage.open(['many']);
  });
  afterAll(() => stage.academy.stop());

  /** As many works as this, with signatures by chance. */
  async function fill(from: number, to: number, model: string): Promise<void> {
    await stage.academy.database.query(
      `WITH made AS (
         INSERT INTO submission (edition_id, activity_key, version_id, author_ids, state, content, language, submitted_at)
         SELECT edition_id, activity_key, version_id, ARRAY[gen_random_uuid()], 'submitted', '{}', 'en', now() FROM submission, generate_series($1::int + 1, $2::int) WHERE id = $3 RETURNING id),
       signed AS (
         INSERT INTO submission_signature SELECT id, ARRAY(SELECT (random() * 4e9 - 2e9)::int FROM generate_series(1, 128) WHERE made.id IS NOT NULL) FROM made)
       INSERT INTO submission_band SELECT band, (random() * 8e18)::bigint, id FROM made, generate_series(0, 63) AS band`,
      [from, to, model],
    );
    await stage.academy.database.query('ANALYZE');
  }

  it('are looked for at nearly the same cost among a hundred and ten thousand', async () => {
    const corpus = new Corpus(5);
    const [one] = await stage.colleagues('many', 1);
    await stage.academy.database.query(`UPDATE submission SET content = jsonb_set(content, '{markdown}', to_jsonb($2::text)) WHERE id = $1`, [one!.submissionId, corpus.scenario()]);
    const medians: number[] = [];
    let stored = 0;
    for (const count of STORED) {
      await fill(stored, count, one!.submissionId);
      stored = count;
      const times = [];
      for (let turn = 0; turn < 15; turn++) {
        const before = performance.now();
        await stage.academy.web.get(Likeness).compare(one!.submissionId);
        times.push(performance.now() - before);
      }
      medians.push(times.sort((a, b) => a - b)[7]!);
    }
    console.table(STORED.map((count, index) => ({ stored: count, 'median ms': medians[index] })));
    expect(medians[1]!).toBeLessThan(3 * medians[0]! + 20);
  }, 120_000);
});
