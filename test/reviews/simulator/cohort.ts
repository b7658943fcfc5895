/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** All times are hours since the edition began. */
export const SUBMIT_BY = 7 * 24;
export const GRACE = 72;
export const REVIEW_BY = 14 * 24;
export const END = 19 * 24;
export const WANTED = 3;

/** What somebody does with a work that she was lent: `hours` later. An abandoned claim is simply not heard of again. */
export type Deed = Readonly<{ kind: 'finish' | 'abandon' | 'release'; hours: number; goesOn: boolean }>;
export type Member = Readonly<{
  reads: readonly string[];
  language: string;
  school: string;
  submitsAt: number;
  isLate: boolean;
  /** Reviews she would give in all, of which she owes three. */
  willing: number;
  sessions: readonly number[];
  deeds: readonly Deed[];
}>;
export type CohortSettings = Readonly<{ people: number; noShows: number; late: number; languages: number; volunteers: number; removed: number; seed: number }>;
export type Cohort = Readonly<{ settings: CohortSettings; members: readonly Member[]; removals: ReadonlyMap<number, number> }>;

const LANGUAGES = ['en', 'de', 'fr', 'es', 'pl', 'el', 'mt', 'ga'];

/** People as they were seen to be: most hand in near the deadline, review in evenings that follow, and some break off. */
export function makeCohort(settings: CohortSettings): Cohort {
  const random = randomFrom(settings.seed);
  const languages = LANGUAGES.slice(0, settings.languages);
  const members = Array.from({ length: settings.people }, () => makeMember(random, languages, settings));
  const removals = new Map<number, number>();
  members.forEach(({ submitsAt }, index) => {
    if (random() < settings.removed) removals.set(index, submitsAt + 12 + random() * 96);
  });
  return { settings, members, removals };
}

/** Each language has about half as many writers as the one before. */
function pickLanguage(random: () => number, languages: readonly string[]): string {
  const shares = languages.map((_, index) => 0.55 ** index);
  let at = random() * shares.reduce((sum, share) => sum + share, 0);
  return languages.find((_, index) => (at -= shares[index]!) < 0) ?? languages[0]!;
}

function makeMember(random: () => number, languages: readonly string[], { noShows, late, volunteers }: CohortSettings): Member {
  const language = pickLanguage(random, languages);
  // Half read English beside their own language, a few read a third one.
  const reads = [...new Set([language, ...(random() < 0.5 ? [languages[0]!] : []), ...(random() < 0.1 ? [pickLanguage(random, languages)] : [])])];
  const isLate = random() < late;
  const submitsAt = isLate ? SUBMIT_BY + 1 + random() * (GRACE - 2) : SUBMIT_BY * (0.25 + 0.74 * Math.sqrt(random()));
  const isNoShow = random() < noShows;
  const isVolunteer = random() < volunteers;
  const willing = isNoShow ? 0 : isVolunteer ? 6 : 3;
  return { reads, language, school: `school ${Math.floor(random() * 40)}`, submitsAt, isLate, willing, sessions: makeSessions(random, submitsAt), deeds: makeDeeds(random, isNoShow) };
}

function makeSessions(random: () => number, submitsAt: number): number[] {
  const sessions: number[] = [];
  for (let at = submitsAt + 0.5 + random() * 4; at < END - 30; at += 6 + random() * 24) sessions.push(at);
  return sessions;
}

/** A no-show takes one work at most, and is gone. */
function makeDeeds(random: () => number, isNoShow: boolean): Deed[] {
  if (isNoShow) return random() < 0.3 ? [{ kind: 'abandon', hours: 0, goesOn: false }] : [];
  return Array.from({ length: 40 }, () => {
    const chance = random();
    const goesOn = random() < 0.75;
    if (chance < 0.04) return { kind: 'abandon', hours: 0, goesOn: false };
    if (chance < 0.07) return { kind: 'release', hours: 0.5, goesOn };
    // A few take longer than a claim lasts.
    return { kind: 'finish', hours: chance < 0.1 ? 49 + random() * 20 : 0.5 + random() * 5, goesOn };
  });
}
