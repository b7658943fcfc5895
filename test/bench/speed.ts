import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { Client } from 'pg';
import type { Plan } from './plan';
import { freePort, Load, processorMilliseconds, startProgram } from './processes';
import { type Measured, REQUESTS } from './requests';
import { forget } from './world';
import { Witness } from './witness';

export type Choice = { rounds: number; seconds: number; only: string | null };
export type Setting = { client: Client; databaseUrl: string; data: string; environment: (port: number) => Record<string, string> };

/** Of the floor's requests per second. */
const LINES = { json: 0.5, page: 0.6 };
const MOST_STATEMENTS = 8;
const POOL = 15;
/** Requests before the first round: compilers need some hundreds to find what is hot. */
const WARM_UP = 1_000;

/** Writes down what each route does, and leaves the world as it was. */
export async function makePlans(witness: Witness, client: Client): Promise<Plan[]> {
  const plans: Plan[] = [];
  for (const measured of REQUESTS) {
    plans.push(await witness.plan(measured));
    if (measured.writes) await forget(client);
  }
  return plans;
}

export function printStatements(plans: readonly Plan[]): boolean {
  process.stdout.write('\nSQL statements a request, BEGIN and COMMIT among them (at most 8):\n');
  for (const { name, statements } of plans) process.stdout.write(`  ${name.padEnd(28)} ${statements.length}\n`);
  return plans.every(({ statements }) => statements.length <= MOST_STATEMENTS);
}

type Side = 'academy' | 'floor';
type Sides = Record<Side, { url: string; process: ChildProcess }>;
type Figures = { perSecond: number; milliseconds: number; p50: number };

/** The Academy and its floor by turns, in rounds. Answers whether every route keeps to its line. */
export async function measureSpeed(plans: readonly Plan[], { client, databaseUrl, data, environment }: Setting, choice: Choice): Promise<boolean> {
  const planFile = join(data, 'plans');
  writeFileSync(planFile, serialize(plans));
  const [webPort, floorPort] = [await freePort(), await freePort()];
  const sides: Sides = {
    academy: { url: `http://127.0.0.1:${webPort}`, process: await startProgram('apps/web/src/main.js', [], environment(webPort)) },
    floor: { url: `http://127.0.0.1:${floorPort}`, process: await startProgram('test/bench/floor.js', [String(floorPort), databaseUrl, String(POOL), planFile]) },
  };
  const load = new Load();

  process.stdout.write(`\nMedians of ${choice.rounds} rounds with 16 connections. CPU: milliseconds of the web process (of the floor's) a request.\n`);
  process.stdout.write(`  ${'route'.padEnd(28)} Academy/s  floor/s  ratio  line   p50 ms   CPU (floor)\n`);
  let isFastEnough = true;
  for (const measured of REQUESTS.filter(({ name }) => choice.only === null || name.includes(choice.only))) {
    const { academy, floor, ratio } = await compare(load, measured, sides, client, choice);
    const line = LINES[measured.kind];
    isFastEnough &&= ratio >= line;
    const figures = [academy.perSecond.toFixed(0).padStart(9), floor.perSecond.toFixed(0).padStart(8), ratio.toFixed(2).padStart(6), line.toFixed(1).padStart(5), academy.p50.toFixed(1).padStart(8)];
    process.stdout.write(`  ${measured.name.padEnd(28)} ${figures.join(' ')}   ${academy.milliseconds.toFixed(2)} (${floor.milliseconds.toFixed(2)})${ratio < line ? '  below its line' : ''}\n`);
  }
  return isFastEnough;
}

/** The ratio is the median of the rounds' own ratios: what disturbs a whole round disturbs both sides. */
async function compare(load: Load, { name, writes, most }: Measured, sides: Sides, client: Client, { rounds, seconds }: Choice) {
  const ask = async (side: Side, amount: number): Promise<Figures> => {
    if (writes) await forget(client);
    const { url, process: server } = sides[side];
    const before = processorMilliseconds(server);
    const { perSecond, p50, answered } = await load.measure({ name, url, seconds, most: amount });
    return { perSecond, p50, milliseconds: before === null ? NaN : (processorMilliseconds(server)! - before) / answered };
  };
  const amounts = { academy: Infinity, floor: Infinity };
  for (const side of ['academy', 'floor'] as const) {
    const { perSecond } = await ask(side, WARM_UP);
    // What writes is asked a number of times, so that it never runs out of people.
    if (writes) amounts[side] = Math.min(Math.ceil(perSecond * seconds), most);
  }
  const results: Record<Side, Figures>[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0 ? 'academy' : 'floor';
    const earlier = await ask(first, amounts[first]);
    const second = first === 'academy' ? 'floor' : 'academy';
    const later = await ask(second, amounts[second]);
    results.push(first === 'academy' ? { academy: earlier, floor: later } : { academy: later, floor: earlier });
  }
  if (writes) await forget(client);
  const of = (side: Side): Figures => ({
    perSecond: median(results.map((result) => result[side].perSecond)),
    p50: median(results.map((result) => result[side].p50)),
    milliseconds: median(results.map((result) => result[side].milliseconds)),
  });
  return { academy: of('academy'), floor: of('floor'), ratio: median(results.map(({ academy, floor }) => academy.perSecond / floor.perSecond)) };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
