import { contributions } from './contributions';
import type { DemoPath, DemoPerson, DemoResident, ModuleNumber } from './demonstration.person';
import { diaryEntries } from './diaries';
import { bulgaria, georgia, greece, romania } from './residents/east';
import { finland, germany, italy, poland } from './residents/middle';
import { france, ireland, portugal, spain } from './residents/west';
import { seeded, shuffled } from './seeded';

const RESIDENTS: DemoResident[] = [portugal, spain, france, ireland, germany, italy, poland, finland, greece, bulgaria, romania, georgia].flat();
/** Not seen for this many days, by those who are away. */
const DAYS_AWAY = [8, 9, 11, 14, 23];
/** Beyond the last module. */
const FINISHED = 5;

/** The module that someone must have come to before they can have written in an activity; the general talk is open from the start. */
const WRITTEN_FROM: Readonly<Record<string, number>> = {
  'wall-my-street': 2, 'diary-my-street': 2, 'hard-cases': 3, 'diary-ten-minute-count': 3, 'grade-this-chart': 4, 'diary-what-i-keep': FINISHED,
};

/**
 * The sixty people of the demonstration, each with how far they came: the same for the same seed.
 * Whoever has written a diary or in a discussion has come at least as far as that.
 */
export function cohort(seedNumber: number): DemoPerson[] {
  const next = seeded(seedNumber);
  const deck = shuffled(paths(next), next);
  const people = shuffled(RESIDENTS, next).sort((a, b) => reachedBy(b.key) - reachedBy(a.key));
  const dealt = new Map(people.map(({ key }) => [key, takeFrom(deck, reachedBy(key))]));
  return RESIDENTS.map((person) => ({ ...person, email: `${person.key.replaceAll('-', '.')}@demo.academy.test`, path: dealt.get(person.key)! }));
}

/** Nobody is dealt a path that ends before they wrote; the furthest writers choose first. */
function takeFrom(deck: DemoPath[], atLeast: number): DemoPath {
  const found = deck.findIndex((path) => reach(path) >= atLeast && (atLeast === 0 || path.state !== 'withdrawn'));
  const [path] = deck.splice(found, 1);
  if (found < 0 || !path) throw new Error(`Nobody in the demonstration has come as far as module ${atLeast}.`);
  return path;
}

/** Of those registered about four in five begin, and about one in eight has finished: people are lost between modules, not in them. */
function paths(next: () => number): DemoPath[] {
  const within = (module: ModuleNumber) => ({ module, progress: Math.round(next() * 9) / 10 });
  const many = (count: number, path: (index: number) => DemoPath): DemoPath[] => Array.from({ length: count }, (_, index) => path(index));
  return [
    ...many(12, () => ({ state: 'not-started' })),
    ...many(8, () => ({ state: 'learning', ...within(1) })),
    ...many(8, () => ({ state: 'learning', ...within(2) })),
    ...many(9, () => ({ state: 'learning', ...within(3) })),
    ...many(8, () => ({ state: 'learning', ...within(4) })),
    ...many(DAYS_AWAY.length, (index) => ({ state: 'away', ...within(index < 3 ? 1 : 2), days: DAYS_AWAY[index]! })),
    ...many(2, (index) => ({ state: 'withdrawn', ...within(index === 0 ? 1 : 2) })),
    ...many(8, () => ({ state: 'finished' })),
  ];
}

function reach(path: DemoPath): number {
  if (path.state === 'not-started') return 0;
  return path.state === 'finished' ? FINISHED : path.module;
}

/** The furthest module that what this person wrote requires; 0 for those who have written nothing. */
function reachedBy(key: string): number {
  const fromDiaries = diaryEntries.filter(({ person }) => person === key).map(({ activityKey }) => WRITTEN_FROM[activityKey] ?? 0);
  const fromThreads = contributions.flatMap(({ activityKey, person, replies }) =>
    [person, ...replies.map((reply) => reply.person)].includes(key) ? [activityKey === null ? 1 : (WRITTEN_FROM[activityKey] ?? 0)] : [],
  );
  return Math.max(0, ...fromDiaries, ...fromThreads);
}
