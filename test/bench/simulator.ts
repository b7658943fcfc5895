import { AcademyStrategy } from '../reviews/simulator/academy.strategy';
import { type CohortSettings, END, makeCohort } from '../reviews/simulator/cohort';
import { type Findings, findingsOf, isKept, tableOf } from '../reviews/simulator/findings';
import { CountOfIssued, OldestFirst, OneBatch } from '../reviews/simulator/published.strategies';
import { ReviewStage } from '../reviews/simulator/stage';
import { play } from '../reviews/simulator/strategy';
import type { Setting } from './speed';

/** Too large for every run of the tests. */
const COHORTS: CohortSettings[] = [
  { people: 500, noShows: 0.1, late: 0.15, languages: 4, volunteers: 0.3, removed: 0.02, seed: 50001 },
  { people: 500, noShows: 0.3, late: 0.3, languages: 8, volunteers: 0.3, removed: 0, seed: 50003 },
  { people: 5_000, noShows: 0.1, late: 0.1, languages: 8, volunteers: 0.3, removed: 0.01, seed: 500001 },
  { people: 5_000, noShows: 0.5, late: 0.3, languages: 8, volunteers: 0.1, removed: 0.01, seed: 500002 },
];

/** The simulator of test/reviews on large cohorts. Answers whether everybody got the reviews there were. */
export async function simulate({ databaseUrl }: Setting): Promise<boolean> {
  const stage = await ReviewStage.open(databaseUrl);
  const ours: Findings[] = [];
  try {
    for (const settings of COHORTS) {
      const cohort = makeCohort(settings);
      const findings: Findings[] = [];
      for (const strategy of [await AcademyStrategy.on(stage, cohort), new OldestFirst(cohort), new OneBatch(cohort), new CountOfIssued(cohort)]) {
        findings.push(findingsOf(cohort, await play(cohort, strategy, END)));
      }
      process.stdout.write(`\n${tableOf(JSON.stringify(settings), findings)}\n`);
      ours.push(findings[0]!);
    }
    return ours.every(isKept) && (await stage.wrongCounters()).length === 0;
  } finally {
    await stage.close();
  }
}
