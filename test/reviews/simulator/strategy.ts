import type { Cohort } from './cohort';

/** Who is lent what. Members and works go by the member's number; times are hours. */
export interface Strategy {
  readonly name: string;
  submit(member: number, at: number): Promise<void>;
  /** The number of the work's author, or null. */
  next(member: number, at: number): Promise<number | null>;
  /** Whether the review was accepted. */
  finish(member: number, work: number, at: number): Promise<boolean>;
  release(member: number, work: number, at: number): Promise<void>;
  remove(work: number, at: number): Promise<void>;
  /** Time goes on. `isEventful`: something happens at this tick. */
  tick(at: number, isEventful: boolean): Promise<void>;
}

/** What came of a cohort. */
export type Outcome = Readonly<{
  name: string;
  /** By work: when its reviews were done. */
  reviews: ReadonlyMap<number, readonly number[]>;
  removed: ReadonlySet<number>;
  /** By member: when she asked for work. */
  asks: readonly (readonly number[])[];
  /** Reviews given to works that were removed later. */
  wasted: readonly number[];
  /** Works by member that she was lent and did not review. */
  missed: ReadonlyMap<number, ReadonlySet<number>>;
  mutual: number;
  sameSchool: number;
}>;

export const TICK = 0.5;

type Event = { at: number; run: () => Promise<void> };

/** Plays a cohort through a strategy, event by event. */
export async function play(cohort: Cohort, strategy: Strategy, until: number): Promise<Outcome> {
  const { members, removals } = cohort;
  const reviews = new Map<number, number[]>();
  const missed = new Map<number, Set<number>>();
  const pairs = new Set<string>();
  const removed = new Set<number>();
  const given = members.map(() => 0);
  const asks = members.map((): number[] => []);
  const wasted = members.map(() => 0);
  const used = members.map(() => 0);
  const busyUntil = members.map(() => -1);
  const ticks = new Map<number, Event[]>();
  const plan = (at: number, run: () => Promise<void>): void => {
    const tick = Math.ceil(at / TICK);
    ticks.set(tick, [...(ticks.get(tick) ?? []), { at, run }]);
  };
  const giversOf = (work: number): number[] => [...pairs].filter((pair) => pair.endsWith(`>${work}`)).map((pair) => Number(pair.split('>')[0]));

  const session = async (member: number, at: number): Promise<void> => {
    const person = members[member]!;
    const deed = person.deeds[used[member]!];
    if (!deed || busyUntil[member]! > at || (person.willing > 0 && given[member]! >= person.willing)) return;
    asks[member]!.push(at);
    const work = await strategy.next(member, at);
    if (work === null) return;
    used[member]! += 1;
    busyUntil[member] = at + deed.hours;
    if (deed.kind === 'abandon') {
      busyUntil[member] = at + 48;
      missed.set(member, (missed.get(member) ?? new Set()).add(work));
      return;
    }
    plan(at + deed.hours, async () => {
      if (deed.kind === 'release') {
        missed.set(member, (missed.get(member) ?? new Set()).add(work));
        await strategy.release(member, work, at + deed.hours);
      } else if (removed.has(work) || !(await strategy.finish(member, work, at + deed.hours))) {
        missed.set(member, (missed.get(member) ?? new Set()).add(work));
      } else {
        reviews.set(work, [...(reviews.get(work) ?? []), at + deed.hours]);
        given[member]! += 1;
        pairs.add(`${member}>${work}`);
      }
      if (deed.goesOn) await session(member, at + deed.hours);
    });
  };

  members.forEach((person, member) => {
    plan(person.submitsAt, () => strategy.submit(member, person.submitsAt));
    for (const at of person.sessions) plan(at, () => session(member, at));
  });
  for (const [work, at] of removals) {
    plan(at, async () => {
      removed.add(work);
      for (const giver of giversOf(work)) wasted[giver]! += 1;
      await strategy.remove(work, at);
    });
  }
  for (let tick = 0; tick * TICK <= until; tick++) {
    await strategy.tick(tick * TICK, ticks.has(tick));
    for (let events = ticks.get(tick); events; events = ticks.get(tick)) {
      ticks.delete(tick);
      for (const { run } of events.sort((one, other) => one.at - other.at)) await run();
    }
  }
  const mutual = [...pairs].filter((pair) => pairs.has(pair.split('>').reverse().join('>'))).length / 2;
  const sameSchool = [...pairs].filter((pair) => new Set(pair.split('>').map((number) => members[Number(number)]!.school)).size === 1).length;
  return { name: strategy.name, reviews, removed, asks, wasted, missed, mutual, sameSchool };
}
