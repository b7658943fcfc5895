import { Matching } from './flow.rules';

/** What the open works of a language lack. `isOverdue`: some of them wait for long, or are in rescue. */
export type LanguageDemand = Readonly<{ language: string; openWorks: number; wanted: number; hasOverdue: boolean }>;
/** What those who read the same languages owe in all; `likely`: how much of it those who came lately. */
export type ReaderSupply = Readonly<{ reads: readonly string[]; owed: number; likely: number }>;
export type PoolState = Readonly<{ demands: readonly LanguageDemand[]; supplies: readonly ReaderSupply[] }>;

/**
 * A language as one reader sees it. `losses`: in how many futures somebody would go without if she served it now;
 * `isShort`: those who owe cannot serve it by themselves; `tightness`: what it lacks for each review that is owed by its readers.
 */
export type LanguageView = Readonly<{ language: string; losses: number; isShort: boolean; hasOverdue: boolean; tightness: number }>;

/** How many of those who did not come lately come at all, in the gloomier of two futures. */
const GLOOM = 0.5;

/** The languages with open works that a reader reads. Futures: everybody who owes comes, or only half of those who did not come lately. */
export function languagesFor(reads: readonly string[], { demands, supplies }: PoolState): LanguageView[] {
  const known = supplies.map((supply) => ({ ...supply, reads: supply.reads.filter((language) => demands.some((demand) => demand.language === language)) }));
  const mine = demands.filter(({ language }) => reads.includes(language));
  const futures = [
    known.map(({ owed }) => owed),
    known.map(({ owed, likely }) => Math.round(likely + (owed - likely) * GLOOM)),
  ].map((owed) => futureOf(demands, known, owed, mine));
  return mine.map(({ language, wanted, hasOverdue }) => {
    const owed = known.filter((supply) => supply.reads.includes(language)).reduce((sum, supply) => sum + supply.owed, 0);
    return {
      language,
      losses: futures.filter(({ isKept }) => !isKept(language)).length,
      isShort: futures[0]!.isShort(language),
      hasOverdue,
      tightness: wanted / (owed + 1),
    };
  });
}

type Future = { isKept: (language: string) => boolean; isShort: (language: string) => boolean };

/** The reader stands first, with one review of her own beside what the others owe. */
function futureOf(demands: readonly LanguageDemand[], supplies: readonly ReaderSupply[], owed: readonly number[], mine: readonly LanguageDemand[]): Future {
  const number = (language: string) => demands.findIndex((demand) => demand.language === language);
  const takersOf = (languages: readonly string[]) => languages.map(number);
  const lacks = demands.map(({ wanted }) => wanted);
  const others = supplies.map(({ reads }, index) => ({ owed: owed[index]!, takers: takersOf(reads) }));
  const me = { owed: 1, takers: takersOf(mine.map(({ language }) => language)) };
  const isKept = new Matching(lacks, [me, ...others], Infinity).keptBy(0);
  const isShort = new Matching(lacks, others, Infinity).spare();
  return { isKept: (language) => isKept(number(language)), isShort: (language) => isShort(number(language)) };
}

export type Top = Readonly<{ language: string; load: number; submittedAt: Date }>;

/**
 * In which order a reader's languages are served: first those whose serving leaves nobody without, then by need, then by
 * scarcity, then by waiting. `isVolunteer`: only what those who owe would not do, or what waits for long.
 */
export function languageOrder(views: readonly LanguageView[], tops: readonly Top[], isVolunteer: boolean): string[] {
  return tops
    .flatMap((top) => views.filter(({ language }) => language === top.language).map((view) => ({ ...view, ...top })))
    .filter((choice) => !isVolunteer || choice.isShort || choice.hasOverdue)
    .sort((one, other) => one.losses - other.losses || one.load - other.load || other.tightness - one.tightness || one.submittedAt.getTime() - other.submittedAt.getTime())
    .map(({ language }) => language);
}
