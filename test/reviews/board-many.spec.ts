import { WORKS } from '../../libs/reviews/src/moderation/board.lists';
import { PASSWORD, type RunningAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { ModerationStage } from './moderation.stage';

const SIZE = 5_000;
const MOST_STATEMENTS = 8;
const id = (kind: number, number: string) => `('${kind}0000000-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;

describe('the board of an assignment with five thousand works', () => {
  let stage: ModerationStage;
  let academy: RunningAcademy;
  let visitor: Visitor;
  beforeAll(async () => {
    stage = await ModerationStage.open(['many']);
    ({ academy } = stage);
    await fill(academy, stage.editionId);
    visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(stage.moderator.email, PASSWORD);
  });
  afterAll(() => academy.stop());

  /** Asked twice: the first time what never changes is read. */
  const cost = async (ask: () => Promise<{ status: number }>): Promise<{ count: number; milliseconds: number }> => {
    expect((await ask()).status).toBe(200);
    const began = performance.now();
    const count = await statements(academy, ask);
    return { count, milliseconds: performance.now() - began };
  };

  it('is read in few statements, whatever is looked at, page after page', async () => {
    const board = `/coordination/editions/${stage.editionId}/assignments/many`;
    const next = /href="([^"]*cursor=[^"]*)"/.exec((await visitor.get(`${board}?language=fr`)).html.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'))![1]!;
    const queries = ['', '?need=short', '?need=flagged', '?need=late', '?need=appeal', '?need=moderators', '?need=alike', '?view=reviewers', '?view=reviewers&who=owes', '?view=reviewers&who=no-show', '?view=claims'];
    const work = '10000000-0000-4000-8000-000000000007';
    const pages = [...queries.map((query) => board + query), next, `/coordination/submissions/${work}`, `/coordination/editions/${stage.editionId}/cases`, '/coordination/moderation'];
    const costs = [];
    for (const page of pages) costs.push({ page: page.replace(board, 'board'), ...(await cost(() => visitor.get(page))) });
    expect(costs.filter(({ count }) => count > MOST_STATEMENTS)).toEqual([]);
    process.stdout.write(`\n${costs.map(({ page, count, milliseconds }) => `${page}: ${count} statements, ${milliseconds.toFixed(0)} ms`).join('\n')}\n`);
  });

  it('counts rightly, and lists every work once, through the API as well', async () => {
    const path = `/editions/${stage.editionId}/assignments/many`;
    const board = must(await stage.moderator.api.get(path), 200).body;
    expect(board).toMatchObject({ states: { 'in-review': SIZE }, finished: 2 * SIZE, claims: SIZE, short: SIZE, owing: SIZE, owed: SIZE, late: 50, flags: 10 });
    const seen = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: { id: string }[]; nextCursor: string | null } = must(await stage.moderator.api.get(`${path}/submissions?limit=100${cursor && `&cursor=${cursor}`}`), 200).body;
      for (const work of page.items) seen.add(work.id);
      cursor = page.nextCursor;
    }
    expect(seen.size).toBe(SIZE);
    expect(String(must(await stage.moderator.api.get(`${path}/submissions.csv`), 200).body).split('\n').filter((line) => line.includes('in-review'))).toHaveLength(SIZE);
  });

  it('finds a page of works by an index, at its end as at its beginning', async () => {
    const plan = await academy.database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${WORKS}`, [
      stage.editionId, 'many', null, null, null, null, new Date(academy.clock.now().getTime() - 2 * 86_400_000), '10000000-0000-4000-8000-000000000007', 51,
    ]);
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toContain('submission_board_idx');
    expect(text).not.toMatch(/Seq Scan on submission|Sort Key: \(coalesce\(s\./i);
  });
});

/** Works with two reviews and a claim each; everybody has reviewed the two after her own. Set by set. */
async function fill(academy: RunningAcademy, editionId: string): Promise<void> {
  const series = `generate_series(0, ${SIZE - 1}) AS n`;
  const insert = (sql: string) => academy.database.query(sql);
  await insert(
    `INSERT INTO users (id, email, email_verified_at, display_name, certificate_name, country, locale, reads, time_zone)
     SELECT ${id(2, 'n')}, n || '@many.test', now(), 'Teacher ' || n, 'Teacher ' || n, 'PT', 'en', ARRAY['en'], 'Europe/Lisbon' FROM ${series}`,
  );
  await insert(`INSERT INTO enrolment (id, edition_id, user_id, state, activated_at) SELECT ${id(3, 'n')}, '${editionId}', ${id(2, 'n')}, 'active', academy_now() FROM ${series}`);
  await insert(
    `INSERT INTO submission (id, edition_id, activity_key, version_id, author_ids, state, content, language, submitted_at, is_late, is_held, review_by, wanted, finished, lent)
     SELECT ${id(1, 'n')}, d.id, 'many', d.version_id, ARRAY[${id(2, 'n')}], 'in-review', jsonb_build_object('markdown', repeat('We count swifts. ', 60)), (ARRAY['en', 'de', 'fr', 'pt'])[1 + n % 4],
            academy_now() - make_interval(mins => n), n % 100 = 0, n < 10, academy_now() + interval '3 days', 4, 2, 1
     FROM edition d, ${series} WHERE d.id = '${editionId}'`,
  );
  await insert(`INSERT INTO submission_author (enrolment_id, activity_key, round, submission_id, user_id) SELECT ${id(3, 'n')}, 'many', 1, ${id(1, 'n')}, ${id(2, 'n')} FROM ${series}`);
  await insert(`INSERT INTO review_duty (edition_id, activity_key, round, user_id, enrolment_id, to_give, given, reads, owed_by) SELECT '${editionId}', 'many', 1, ${id(2, 'n')}, ${id(3, 'n')}, 3, 2, ARRAY['en'], academy_now() + interval '3 days' FROM ${series}`);
  await insert(
    `INSERT INTO review (submission_id, edition_id, activity_key, round, reviewer_id, enrolment_id, state, done_at, expires_at, scores)
     SELECT ${id(1, `(n + step) % ${SIZE}`)}, '${editionId}', 'many', 1, ${id(2, 'n')}, ${id(3, 'n')}, CASE step WHEN 3 THEN 'claimed' ELSE 'done' END,
            CASE step WHEN 3 THEN NULL ELSE academy_now() END, academy_now() + interval '1 day', '{"aims": "l2", "pupils": "l1"}' FROM ${series}, generate_series(1, 3) AS step`,
  );
  await insert(`INSERT INTO review_case (edition_id, activity_key, submission_id, kind, reason, due_at) SELECT '${editionId}', 'many', ${id(1, 'n')}, 'flagged-submission', 'other', academy_now() FROM generate_series(0, 9) AS n`);
  await insert('ANALYZE users, enrolment, submission, submission_author, review_duty, review, review_case');
}
