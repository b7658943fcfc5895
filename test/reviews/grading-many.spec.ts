import { Grades, Recomputation } from '@academy/reviews';
import { type RunningAcademy, startAcademy } from '../support/academy';
import { poolOf } from './grading.world';

/** `WORKS=5000 npm test -- grading-many` for a large course. */
const WORKS = Number(process.env['WORKS'] ?? 1_000);
/** Grades computed again with one statement. */
const BATCH = 500;
let academy: RunningAcademy;
beforeAll(async () => {
  academy = await startAcademy({ worker: false });
});
afterAll(() => academy.stop());

describe('many works', () => {
  it('are graded by their reviews, and each comes out again the same from stored rows', async () => {
    const { editionId } = await poolOf(academy, 0);
    await fill(editionId);
    const ids = (await academy.database.query<{ id: string }>('SELECT id FROM submission ORDER BY id')).map(({ id }) => id);
    const began = performance.now();
    const grades = academy.web.get(Grades);
    const waiting = [...ids];
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let some = waiting.splice(0, 20); some.length > 0; some = waiting.splice(0, 20)) {
          await academy.database.transaction(async (tx) => {
            for (const id of some) await grades.conclude(tx, id);
          });
        }
      }),
    );
    const graded = performance.now();
    let equal = 0;
    let different = 0;
    for (let start = 0; start < ids.length; start += BATCH) {
      for (const { isEqual, computed } of await academy.web.get(Recomputation).of(ids.slice(start, start + BATCH))) {
        if (isEqual && computed) equal++;
        else different++;
      }
    }
    const again = performance.now();
    const weights = (await academy.database.one<{ count: number; least: number; most: number }>(
      `SELECT count(DISTINCT used->>'weight')::int AS count, min((used->>'weight')::float8) AS least, max((used->>'weight')::float8) AS most FROM grade, jsonb_array_elements(basis) AS used`,
    ))!;
    expect([equal, different]).toEqual([WORKS, 0]);
    expect(weights.count).toBeGreaterThan(10);
    expect(weights.least).toBeGreaterThanOrEqual(0.25);
    expect(weights.most).toBeLessThanOrEqual(2);
    process.stdout.write(
      `\n${WORKS} works graded in ${((graded - began) / 1_000).toFixed(1)} s (${Math.round((WORKS / (graded - began)) * 1_000)} a second), computed again in ${((again - graded) / 1_000).toFixed(2)} s with ${WORKS / BATCH} statements; ${weights.count} different weights from ${weights.least} to ${weights.most}\n`,
    );
  });
});

/** Works with three reviews each: everybody has reviewed the three after her own. Levels by arithmetic, so that reviewers differ in how they read. */
async function fill(editionId: string): Promise<void> {
  await academy.database.query(
    `INSERT INTO users (id, email, email_verified_at, display_name, certificate_name, country, locale, reads, time_zone)
     SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, n || '@many.test', now(), 'Teacher ' || n, 'Teacher ' || n, 'PT', 'en', ARRAY['en'], 'Europe/Lisbon' FROM generate_series(0, ${WORKS - 1}) AS n`,
  );
  await academy.database.query(
    `INSERT INTO submission (id, edition_id, activity_key, version_id, author_ids, state, content, language, submitted_at, review_by, wanted, finished)
     SELECT ('10000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, d.id, 'scenario', d.version_id, ARRAY[('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid], 'in-review', '{}', 'en', academy_now(), academy_now(), 3, 3
     FROM edition d, generate_series(0, ${WORKS - 1}) AS n WHERE d.id = $1`,
    [editionId],
  );
  await academy.database.query(
    `INSERT INTO review (submission_id, edition_id, activity_key, round, reviewer_id, state, done_at, expires_at, scores)
     SELECT ('10000000-0000-4000-8000-' || lpad(((n + step) % ${WORKS})::text, 12, '0'))::uuid, $1, 'scenario', 1, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'done', academy_now(), academy_now(),
            jsonb_build_object('plan', 'l' || least(4, greatest(0, (n + step) % 4 + CASE n % 7 WHEN 0 THEN 2 WHEN 1 THEN -1 ELSE 0 END)),
                               'voice', 'l' || least(4, greatest(0, (n + step) % 5 + CASE n % 11 WHEN 0 THEN -3 WHEN 1 THEN 1 ELSE 0 END)))
     FROM generate_series(0, ${WORKS - 1}) AS n, generate_series(1, 3) AS step`,
    [editionId],
  );
  await academy.database.query('ANALYZE submission, review, grade');
}
