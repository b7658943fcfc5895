import { Matching, type Supply } from './flow.rules';

/** One of the last open works of a pool. */
export type OpenWork = Readonly<{
  id: string;
  language: string;
  lacks: number;
  load: number;
  submittedAt: Date;
  isInRescue: boolean;
  authorIds: readonly string[];
  authorSchools: readonly string[];
  /** Study groups that handed it in, or that its authors belong to. */
  groupIds: readonly string[];
  /** Everybody it was ever lent to. */
  lentTo: readonly string[];
}>;

/** Somebody who may still review here. `isLikely`: came lately. */
export type Candidate = Readonly<{ userId: string; owed: number; reads: readonly string[]; groupId: string | null; isLikely: boolean }>;

/** Whoever asks. `owed`: at least 1; `avoids`: who reviewed her work; `seenGroups`: groups a work of which was lent to her. */
export type Asker = Readonly<{
  userId: string;
  owed: number;
  isVolunteer: boolean;
  reads: readonly string[];
  groupId: string | null;
  seenGroups: readonly string[];
  school: string | null;
  avoids: readonly string[];
}>;

/** `isComplete`: no more works are to come, so that who is here now is all there is. */
export type Moment = Readonly<{ now: Date; isComplete: boolean }>;

/** How long a work waits before preferences yield and volunteers may take it. Source: the issue, "only when someone would starve". */
export const PATIENCE_HOURS = 24;

export const isOverdue = (submittedAt: Date, now: Date): boolean => now.getTime() - submittedAt.getTime() >= PATIENCE_HOURS * 3_600_000;

/** Whether somebody may be lent a work at all. Source: domain.md, "Hard". */
export const mayReview = (person: Pick<Candidate, 'userId' | 'reads' | 'groupId'>, work: OpenWork): boolean =>
  person.reads.includes(work.language) &&
  !work.authorIds.includes(person.userId) &&
  !work.lentTo.includes(person.userId) &&
  (person.groupId === null || !work.groupIds.includes(person.groupId));

/**
 * Which of the last works to lend, or null where none should be lent to her now. Of those whose lending leaves no other
 * impossible to serve: what she does not have to avoid, then the neediest, then what fewest others could take, then the oldest.
 */
export function chooseWork(works: readonly OpenWork[], others: readonly Candidate[], me: Asker, { now, isComplete }: Moment): string | null {
  const mine = works.flatMap((work, index) => (mayReview(me, work) && !me.seenGroups.some((group) => work.groupIds.includes(group)) ? [index] : []));
  if (mine.length === 0) return null;
  const lacks = works.map((work) => work.lacks);
  const supply: Supply[] = others.map((person) => ({ owed: person.owed, takers: works.flatMap((work, index) => (mayReview(person, work) ? [index] : [])) }));
  const asker: Supply = { owed: me.owed, takers: mine };
  const isKept = keptBy(asker, lacks, supply);
  const isKeptByLikely = keptBy(asker, lacks, supply.filter((_, index) => others[index]!.isLikely));
  const isSpare = me.isVolunteer ? spareOf(lacks, supply) : () => true;
  const takersOf = giversOf(lacks, supply);
  const choices = mine
    .map((index) => {
      const work = works[index]!;
      const waits = work.isInRescue || isOverdue(work.submittedAt, now);
      const isAvoided = work.authorIds.some((author) => me.avoids.includes(author)) || (me.school !== null && work.authorSchools.includes(me.school));
      const takers = takersOf[index]!;
      const yields = waits || (isComplete && takers < work.lacks);
      return { ...work, losses: (isKept(index) ? 0 : 2) + (isKeptByLikely(index) ? 0 : 1), waits, isAvoided, takers, yields, isSpare: isSpare(index) };
    })
    .filter((choice) => (choice.isSpare || choice.waits) && (!choice.isAvoided || choice.yields))
    .sort(
      (one, other) =>
        one.losses - other.losses ||
        Number(one.isAvoided) - Number(other.isAvoided) ||
        one.load - other.load ||
        one.takers - other.takers ||
        one.submittedAt.getTime() - other.submittedAt.getTime(),
    );
  return choices[0]?.id ?? null;
}

/** How many could still give to each taker. */
function giversOf(lacks: readonly number[], supply: readonly Supply[]): number[] {
  const givers = lacks.map(() => 0);
  for (const { owed, takers } of supply) if (owed > 0) for (const taker of takers) givers[taker]! += 1;
  return givers;
}

/**
 * What is lacked by those for whom it may be hard to find a giver: with as many givers as all lack together, somebody is
 * always left. `places`: theirs in the smaller problem, -1 for the others.
 */
function hardOnes(lacks: readonly number[], supply: readonly Supply[]): { places: number[]; hard: number[]; narrow: (giver: Supply) => Supply } {
  const all = lacks.reduce((sum, lack) => sum + lack, 0);
  const hard: number[] = [];
  const places = giversOf(lacks, supply).map((givers, taker) => (givers >= all ? -1 : hard.push(lacks[taker]!) - 1));
  return { places, hard, narrow: ({ owed, takers }) => ({ owed, takers: takers.flatMap((taker) => (places[taker] === -1 ? [] : [places[taker]!])) }) };
}

/** Which takers the asker can serve without taking from the whole: one for whom nobody is hard to find, where the others can do without that review of hers. */
function keptBy(asker: Supply, lacks: readonly number[], supply: readonly Supply[]): (taker: number) => boolean {
  const { places, hard, narrow } = hardOnes(lacks, supply);
  const others = supply.map(narrow);
  const whole = new Matching(hard, [narrow(asker), ...others]);
  const isKept = whole.keptBy(0);
  const isDispensable = places.includes(-1) && new Matching(hard, [narrow({ ...asker, owed: asker.owed - 1 }), ...others]).total === whole.total;
  return (taker) => (places[taker] === -1 ? isDispensable : isKept(places[taker]!));
}

/** Which takers would lack something if nobody but these gave. */
function spareOf(lacks: readonly number[], supply: readonly Supply[]): (taker: number) => boolean {
  const { places, hard, narrow } = hardOnes(lacks, supply);
  const isSpare = new Matching(hard, supply.map(narrow)).spare();
  return (taker) => places[taker] !== -1 && isSpare(places[taker]!);
}
