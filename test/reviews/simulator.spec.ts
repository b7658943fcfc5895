import { makeDatabase, onServer, urlOf } from '../support/template-database';
import { AcademyStrategy } from './simulator/academy.strategy';
import { type CohortSettings, END, makeCohort } from './simulator/cohort';
import { findingsOf, tableOf } from './simulator/findings';
import { CountOfIssued, OldestFirst, OneBatch } from './simulator/published.strategies';
import { ReviewStage } from './simulator/stage';
import { play } from './simulator/strategy';

const cohort = (people: number, noShows: number, late: number, languages: number, volunteers: number, removed: number, seed: number): CohortSettings => ({ people, noShows, late, languages, volunteers, removed, seed });
/** The larger ones are played by `npm run bench -- simulator`. */
const COHORTS: CohortSettings[] = [
  cohort(3, 0, 0, 1, 0, 0, 301),
  cohort(3, 0.3, 0.3, 1, 0.5, 0, 302),
  cohort(10, 0, 0, 1, 0, 0, 1001),
  cohort(10, 0.3, 0.2, 2, 0.3, 0.1, 1002),
  cohort(10, 0.5, 0, 1, 0, 0, 1003),
  cohort(60, 0, 0.1, 1, 0.2, 0, 6001),
  cohort(60, 0.2, 0.3, 4, 0.4, 0.05, 9009),
  cohort(60, 0.5, 0.1, 8, 0.1, 0, 6003),
  cohort(500, 0.5, 0.3, 8, 0.15, 0.02, 50002),
];

describe('a cohort over virtual weeks', () => {
  let stage: ReviewStage;
  let database: string;
  beforeAll(async () => {
    database = await makeDatabase();
    stage = await ReviewStage.open(urlOf(database));
  });
  afterAll(async () => {
    await stage.close();
    await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
  });

  it.each(COHORTS)('of $people, $noShows no-shows, $late late, $languages languages, $removed removed, seed $seed: everybody gets the reviews there are', async (settings) => {
    const members = makeCohort(settings);
    const played = [await AcademyStrategy.on(stage, members), new OldestFirst(members), new OneBatch(members), new CountOfIssued(members)];
    const findings = [];
    for (const strategy of played) findings.push(findingsOf(members, await play(members, strategy, END)));
    process.stdout.write(`${tableOf(`\n${JSON.stringify(settings)}`, findings)}\n`);

    const ours = findings[0]!;
    expect(await stage.wrongCounters()).toEqual([]);
    expect(ours.beyond).toBeLessThanOrEqual(1);
    if (ours.isEnough) expect(ours.complete).toBe(1);
    expect(ours.covered).toBeGreaterThanOrEqual(Math.min(ours.best - 1, Math.ceil(ours.best * 0.98)));
    expect(ours.medianWait).toBeLessThan(48);
    // Nobody is left waiting: each work is graded, or waits for a moderator who has named a day.
    expect(await stage.database.query(`SELECT state, phase FROM submission WHERE state IN ('submitted', 'in-review') AND phase <> 'moderators' AND review_by < academy_now() - interval '3 days 2 hours'`)).toEqual([]);
  });
});
