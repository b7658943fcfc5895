import type { Setting } from '../speed';
import { spentOn, timeStatements } from '../statement.times';
import { makePeople } from '../world';
import { type Measure, MEASURES } from './measures';
import { DiscussionStage } from './stage';
import { LARGE, makeDiscussions, SIZES, SMALL, type Size } from './world';

const MOST_RATIO = 2;
/** A median below this is the way to Postgres and back: twice as much is nothing that anybody notices. */
const LEAST_MILLISECONDS = 0.5;
const MOST_SEARCH_MILLISECONDS = 50;
const WARM_UP = 8;
const TURNS = 25;

type Figures = Readonly<{ statements: number; median: number; p95: number }>;

/** An edition with 1,000,000 posts beside one with 2,000 in the same database. Answers whether the lines are kept. */
export async function measureDiscussions({ databaseUrl, client }: Setting, only: string): Promise<boolean> {
  await makePeople(client);
  const begun = performance.now();
  await makeDiscussions(databaseUrl, (what) => process.stdout.write(`  ${what} after ${((performance.now() - begun) / 1_000).toFixed(0)} s\n`));
  return measureAll(databaseUrl, only);
}

/** The same in a database that has both. `only`: part of the names of what is measured. */
export async function measureAll(databaseUrl: string, only: string): Promise<boolean> {
  timeStatements();
  const stage = await DiscussionStage.open(databaseUrl);
  const wrong: string[] = [];
  try {
    process.stdout.write(`\nMilliseconds of the statements: median (95 of 100) with ${SMALL.threads} threads, with ${LARGE.threads}, and their ratio (at most ${MOST_RATIO})\n`);
    for (const measure of MEASURES.filter(({ name }) => name.includes(only))) {
      const [small, large] = await compare(stage, measure);
      const ratio = large.median / Math.max(small.median, LEAST_MILLISECONDS);
      const complaints = [
        ...(small.statements === large.statements ? [] : [`${small.statements} statements, and ${large.statements}`]),
        ...(ratio <= MOST_RATIO ? [] : ['too slow']),
        ...(measure.kind !== 'search' || large.median < MOST_SEARCH_MILLISECONDS ? [] : [`not under ${MOST_SEARCH_MILLISECONDS} ms`]),
      ];
      const said = ({ median, p95 }: Figures) => `${median.toFixed(2).padStart(8)} (${p95.toFixed(2)})`.padEnd(18);
      process.stdout.write(`  ${measure.name.padEnd(52)} ${large.statements} ${said(small)} ${said(large)} ${(large.median / small.median).toFixed(2).padStart(6)}  ${complaints.join(', ')}\n`);
      if (complaints.length > 0) wrong.push(measure.name);
    }
  } finally {
    await stage.close();
  }
  process.stdout.write(wrong.length === 0 ? 'Discussions keep their lines.\n' : `Not kept by: ${wrong.join('; ')}\n`);
  return wrong.length === 0;
}

/** Both sizes by turns: what disturbs one disturbs the other. */
async function compare(stage: DiscussionStage, measure: Measure): Promise<[Figures, Figures]> {
  const asked = await Promise.all(SIZES.map(async (size: Size) => ({ ask: await measure.ask(stage, size), times: [] as number[], statements: new Set<number>() })));
  for (let turn = 0; turn < WARM_UP; turn++) for (const { ask } of asked) await ask(turn);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const { ask, times, statements } of asked) {
      const spent = await spentOn(() => ask(turn));
      times.push(spent.milliseconds);
      statements.add(spent.statements);
    }
  }
  return asked.map(({ times, statements }): Figures => {
    const sorted = times.sort((one, other) => one - other);
    return { statements: Math.max(...statements), median: sorted[Math.floor(TURNS / 2)]!, p95: sorted[Math.floor(TURNS * 0.95)]! };
  }) as [Figures, Figures];
}
