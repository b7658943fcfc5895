/**
 * Who is due what, computed once more from plain rows, one person after the other, by a reading of the rules of its own: it
 * shares no line with the statements of the sweep.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type EditionRow = Readonly<{ id: string; state: string; startsAt: Date; endsAt: Date; deadlines: Record<string, { submitBy?: string }>; release: { mode: string } }>;
export type EnrolmentRow = Readonly<{ id: string; userId: string; editionId: string; state: string; activatedAt: Date; lastActiveAt: Date | null }>;
export type World = Readonly<{
  editions: readonly EditionRow[];
  enrolments: readonly EnrolmentRow[];
  /** `enrolment activity evidence` */
  progress: ReadonlySet<string>;
  /** `enrolment module` */
  completed: ReadonlySet<string>;
  /** When evidence last came, by enrolment. */
  latest: ReadonlyMap<string, Date>;
  /** Of the assignment, by enrolment. */
  works: ReadonlyMap<string, Readonly<{ state: string; createdAt: Date }>>;
}>;

const MODULES = [
  { key: 'm1', needs: ['read viewed', 'quiz score'] },
  { key: 'm2', needs: ['diary submitted', 'plan reviewed'] },
  { key: 'm3', needs: ['talk posted'] },
];
/** Hours of the house's rules. */
const HOURS = { starts: 24, notStarted: 72, missed: 168, away: [168, 336, 504], draft: 48, deadlines: [72, 24], nearly: 48 };

/** What fell due since an instant, or with null whatever would still be true to say. Lines `user kind subject occurrence`. */
export function dueOf(world: World, now: Date, since: Date | null): Set<string> {
  const lines = new Set<string>();
  const editions = new Map(world.editions.map((edition) => [edition.id, edition]));
  for (const enrolment of world.enrolments) {
    const edition = editions.get(enrolment.editionId)!;
    if (enrolment.state !== 'active' || !['open', 'running'].includes(edition.state) || edition.endsAt <= now) continue;
    for (const line of ofOne(world, edition, enrolment, now, since)) lines.add(`${enrolment.userId} ${line}`);
  }
  return lines;
}

function* ofOne(world: World, edition: EditionRow, enrolment: EnrolmentRow, now: Date, since: Date | null): Generator<string> {
  const has = (need: string): boolean => world.progress.has(`${enrolment.id} ${need}`);
  const isNow = (moment: number): boolean => moment <= now.getTime() && (since === null || moment > since.getTime());
  const [start, came, last] = [edition.startsAt.getTime(), enrolment.activatedAt.getTime(), enrolment.lastActiveAt?.getTime() ?? null];
  const opens = MODULES.map((_, index) => start + index * 7 * DAY);
  const work = world.works.get(enrolment.id);
  const isHandedIn = work !== undefined && ['submitted', 'in-review', 'graded'].includes(work.state);
  const missing = MODULES.flatMap(({ needs }, index) => needs.filter((need) => !has(need)).map((need) => ({ need, isOpen: opens[index]! <= now.getTime() })));
  const isSomethingHers = missing.some(({ need, isOpen }) => isOpen && !(need.startsWith('plan') && isHandedIn));

  const starts = start - HOURS.starts * HOUR;
  if (now.getTime() < start && isNow(starts) && came <= starts) yield `edition-starts ${enrolment.id} ${dayOf(start)}:24`;

  const begun = Math.max(start, came);
  if (last === null && start <= now.getTime() && isSomethingHers && isNow(begun + HOURS.notStarted * HOUR)) yield `not-started ${enrolment.id} ${dayOf(begun)}:72`;

  const newest = opens.findLastIndex((at) => at <= now.getTime());
  if (newest >= 0 && isNow(opens[newest]!) && came < opens[newest]! && !world.completed.has(`${enrolment.id} ${MODULES[newest]!.key}`)) yield `module-opened ${enrolment.id}:${MODULES[newest]!.key} `;

  const missed = opens.findLastIndex((at) => at + HOURS.missed * HOUR <= now.getTime());
  if (missed >= 0 && isNow(opens[missed]! + HOURS.missed * HOUR) && came <= opens[missed]! && last !== null && last > now.getTime() - 7 * DAY && !world.completed.has(`${enrolment.id} ${MODULES[missed]!.key}`))
    yield `module-missed ${enrolment.id}:${MODULES[missed]!.key} 168`;

  const gone = last === null ? undefined : [...HOURS.away].reverse().find((hours) => last + hours * HOUR <= now.getTime());
  if (last !== null && gone !== undefined && isSomethingHers && came <= last + gone * HOUR && isNow(last + gone * HOUR)) yield `away ${enrolment.id} ${dayOf(last)}:${gone}`;

  const nearly = Math.max(last ?? 0, world.latest.get(enrolment.id)?.getTime() ?? 0) + HOURS.nearly * HOUR;
  if (missing.length === 1 && isSomethingHers && came <= nearly && isNow(nearly)) yield `nearly-there ${enrolment.id} 48`;

  const due = edition.deadlines['plan']?.submitBy ? Date.parse(edition.deadlines['plan'].submitBy) : Number.NaN;
  if (now.getTime() < due && !has('plan reviewed')) {
    const draft = due - HOURS.draft * HOUR;
    if (work && ['draft', 'returned'].includes(work.state) && work.createdAt.getTime() <= draft && isNow(draft)) yield `draft-not-sent ${enrolment.id}:plan ${dayOf(due)}:48`;
    const ahead = [...HOURS.deadlines].reverse().find((hours) => due - hours * HOUR <= now.getTime());
    if (!isHandedIn && ahead !== undefined && came <= due - ahead * HOUR && isNow(due - ahead * HOUR)) yield `deadline ${enrolment.id}:plan ${dayOf(due)}:${ahead}`;
  }
}

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** The hour of the day that a clock on the wall shows. */
export const hourIn = (zone: string, instant: Date): number => Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(instant));
