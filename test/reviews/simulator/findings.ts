import { Matching } from '../../../libs/reviews/src/allocation/flow.rules';
import { type Cohort, REVIEW_BY, WANTED } from './cohort';
import type { Outcome } from './strategy';

/** `best`: the reviews that could have been had; `isEnough`: all that were wanted. */
export type Findings = Readonly<{ name: string; wanted: number; covered: number; best: number; isEnough: boolean; complete: number; underTwo: number; beyond: number; medianWait: number; mutual: number; sameSchool: number }>;

/** From here on the best is found by languages alone, which can only flatter it. */
const MANY = 1_000;

export function findingsOf(cohort: Cohort, outcome: Outcome): Findings {
  const { members } = cohort;
  const kept = members.map((_, work) => work).filter((work) => !outcome.removed.has(work));
  const timely = kept.filter((work) => !members[work]!.isLate);
  const count = (work: number) => outcome.reviews.get(work)?.length ?? 0;
  const waits = timely.flatMap((work) => (outcome.reviews.get(work) ?? []).map((at) => at - members[work]!.submitsAt)).sort((one, other) => one - other);
  const best = bestOf(cohort, outcome, kept);
  return {
    name: outcome.name,
    wanted: kept.length * WANTED,
    covered: kept.reduce((sum, work) => sum + Math.min(WANTED, count(work)), 0),
    best,
    isEnough: best === kept.length * WANTED,
    complete: timely.filter((work) => count(work) >= WANTED).length / Math.max(timely.length, 1),
    underTwo: kept.filter((work) => count(work) < 2).length,
    beyond: Math.max(0, ...kept.map((work) => count(work) - WANTED)),
    medianWait: waits[Math.floor(waits.length / 2)] ?? 0,
    mutual: outcome.mutual,
    sameSchool: outcome.sameSchool,
  };
}

/** The most reviews that these people could have given these works: as many each as they were willing to, of works they read that were there when they asked, and that they did not let go. */
function bestOf({ members }: Cohort, outcome: Outcome, kept: readonly number[]): number {
  const willing = members.map((member, index) => Math.max(0, member.willing - outcome.wasted[index]!));
  if (members.length >= MANY) {
    const languages = [...new Set(kept.map((work) => members[work]!.language))];
    const lacks = languages.map((language) => kept.filter((work) => members[work]!.language === language).length * WANTED);
    return new Matching(lacks, members.map(({ reads }, index) => ({ owed: willing[index]!, takers: reads.flatMap((language) => (languages.includes(language) ? [languages.indexOf(language)] : [])) })), Infinity).total;
  }
  const givers = members.map(({ reads }, giver) => ({
    owed: willing[giver]!,
    takers: kept.flatMap((work, taker) => {
      const { language, submitsAt } = members[work]!;
      const isThere = outcome.asks[giver]!.some((at) => at >= submitsAt && at + 1 <= Math.max(REVIEW_BY, submitsAt + 7 * 24));
      return work !== giver && reads.includes(language) && isThere && !outcome.missed.get(giver)?.has(work) ? [taker] : [];
    }),
  }));
  return new Matching(kept.map(() => WANTED), givers).total;
}

/** What the Academy promises. Source: the issue, "What it must show". */
export const isKept = ({ beyond, isEnough, complete, covered, best, medianWait }: Findings): boolean =>
  beyond <= 1 && (!isEnough || complete === 1) && covered >= Math.min(best - 1, Math.ceil(best * 0.98)) && medianWait < 48;

const column = (text: string | number, width: number): string => String(text).padStart(width);

export function tableOf(title: string, findings: readonly Findings[]): string {
  const lines = findings.map((each) =>
    [each.name.padEnd(42), column(each.covered, 6), column(each.best, 6), column(`${(100 * each.complete).toFixed(1)}%`, 9), column(each.underTwo, 8), column(each.beyond, 7), column(each.medianWait.toFixed(1), 8), column(each.mutual, 7), column(each.sameSchool, 7)].join(' '),
  );
  return [title, `${'strategy'.padEnd(42)} given   best  complete under 2  beyond  wait h  mutual  school`, ...lines].join('\n');
}
