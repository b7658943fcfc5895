import { type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { SurveyStage } from './survey.course';

const PLANTED = 'My headmaster in Porto is unbearable';
type Place = { table: string; column: string };

/** What stands in the tables beside an answer: nothing that leads to whoever gave it. */
describe('an answer to a survey and whoever gave it', () => {
  let academy: RunningAcademy;
  let stage: SurveyStage;
  let eva: Awaited<ReturnType<SurveyStage['enrolled']>>;
  const said: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    stage = await SurveyStage.set(academy);
    process.stdout.write = ((chunk: string | Uint8Array, ...rest: []) => (said.push(String(chunk)), write(chunk, ...rest))) as typeof process.stdout.write;
    eva = await stage.enrolled({ displayName: 'Eva Evidente' });
  });
  afterAll(async () => {
    process.stdout.write = write;
    await academy.stop();
  });

  /** Rows of all tables in which a text stands, as text. */
  async function rowsWith(text: string): Promise<{ table: string; row: string }[]> {
    const tables = await academy.database.query<Place>(`SELECT DISTINCT table_name AS table FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`);
    const found = [];
    for (const { table } of tables) found.push(...(await academy.database.query<{ table: string; row: string }>(`SELECT '${table}' AS table, t::text AS row FROM "${table}" t WHERE strpos(t::text, $1) > 0`, [text])));
    return found;
  }

  it('stand in no row together: not while it waits, sealed and of one length, nor afterwards', async () => {
    must(await stage.answer(eva, 'end', { sure: 1, liked: ['pages'], words: PLANTED }, { 'idempotency-key': 'evas-own-key' }), 201);
    await stage.answers(1, 'end', () => ({ sure: 5 }));
    expect(await rowsWith(PLANTED)).toEqual([]);
    expect(await rowsWith('evas-own-key')).toEqual([]);
    expect(await academy.database.query('SELECT DISTINCT length(sealed) > 4096 AS "isPadded", count(*) OVER ()::int AS lengths FROM survey_box GROUP BY length(sealed)')).toEqual([{ isPadded: true, lengths: 1 }]);

    await stage.answers(4, 'end', (index) => ({ sure: 1 + index, words: 'More birds' }));
    await stage.empty();
    const holding = await rowsWith(PLANTED);
    expect(holding.map(({ table }) => table)).toEqual(['survey_answer']);
    for (const secret of [eva.id, eva.enrolmentId, eva.email, 'Evidente']) expect(holding[0]!.row).not.toContain(secret);
    const id = /^\(([0-9a-f-]{36}),/.exec(holding[0]!.row)![1]!;
    expect((await rowsWith(id)).map(({ table }) => table)).toEqual(['survey_answer']);
    const columns = await academy.database.query<Place>(`SELECT column_name AS column FROM information_schema.columns WHERE table_name = 'survey_answer' ORDER BY 1`);
    expect(columns.map(({ column }) => column)).toEqual(['activity_key', 'answers', 'edition_id', 'id', 'is_counted', 'language', 'version_id']);
    expect(said.join('')).not.toContain(PLANTED);
  });

  it('have nothing in common that Postgres itself keeps: transaction, place, or order', async () => {
    const order = async () => (await academy.database.query<{ sure: number; xmin: string }>(`SELECT (answers ->> 'sure')::int AS sure, xmin::text FROM survey_answer WHERE edition_id = $1 ORDER BY ctid`, [stage.editionId])).map(({ sure }) => sure).join('');
    const turnout = new Set((await academy.database.query<{ xmin: string }>('SELECT xmin::text FROM survey_turnout')).map(({ xmin }) => xmin));
    const orders = new Set<string>();
    for (let round = 0; round < 6; round++) {
      await stage.answers(round === 0 ? 10 : 5, 'end', (index) => ({ sure: 1 + (index % 5) }));
      expect(await stage.empty()).toBe(5);
      const stamps = await academy.database.query<{ xmin: string }>('SELECT DISTINCT xmin::text FROM survey_answer WHERE edition_id = $1', [stage.editionId]);
      expect(stamps).toHaveLength(1);
      expect(turnout.has(stamps[0]!.xmin)).toBe(false);
      orders.add((await order()).slice(0, 6));
    }
    // Six rounds in one order would be six answers that nobody shuffled.
    expect(orders.size).toBeGreaterThan(2);
  });

  it('are told of by no fact and no audit entry; completion is, for it is of the person', async () => {
    const facts = await academy.database.query<{ text: string }>('SELECT f::text AS text FROM fact f');
    expect(facts.filter(({ text }) => /survey|answers|sealed/.test(text))).toEqual([]);
  });

  it('part for good when she is erased: her turnout goes, the answer stays', async () => {
    const told = (await stage.results('end')).counted;
    await academy.database.query('DELETE FROM enrolment WHERE id = $1', [eva.enrolmentId]);
    expect(await academy.database.query('SELECT 1 FROM survey_turnout WHERE enrolment_id = $1', [eva.enrolmentId])).toEqual([]);
    expect((await rowsWith(PLANTED)).map(({ table }) => table)).toEqual(['survey_answer']);
    expect((await stage.results('end')).counted).toBe(told);
  });
});
