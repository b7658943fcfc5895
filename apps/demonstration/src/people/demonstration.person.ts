import type { LEVELS, SUBJECTS } from '@academy/courses';

export type Level = (typeof LEVELS)[number];
export type Subject = (typeof SUBJECTS)[number];
export type ModuleNumber = 1 | 2 | 3 | 4;

/**
 * How far someone came. `module` is the one they are in: those before it are complete.
 * `progress` is the share of its required activities that they have done, below 1.
 */
export type DemoPath =
  | { state: 'not-started' }
  | { state: 'learning'; module: ModuleNumber; progress: number }
  | { state: 'away'; module: ModuleNumber; progress: number; days: number }
  | { state: 'withdrawn'; module: ModuleNumber; progress: number }
  | { state: 'finished' };

/** Someone who lives in the demonstration; `key` names them in diaries and discussions. */
export interface DemoResident {
  key: string;
  displayName: string;
  /** As it is printed, in the script of their country. */
  certificateName: string;
  country: string;
  /** One of the 24 official languages of the EU. */
  locale: string;
  reads: string[];
  timeZone: string;
  school: string;
  level: Level;
  subjects: Subject[];
}

export interface DemoPerson extends DemoResident {
  email: string;
  path: DemoPath;
}

type Own = Omit<DemoResident, 'country' | 'locale' | 'timeZone'> & { timeZone?: string };

/** People of one country. Who lives in another zone of it says so. */
export const residents = (country: string, locale: string, timeZone: string, people: Own[]): DemoResident[] =>
  people.map((person) => ({ country, locale, ...person, timeZone: person.timeZone ?? timeZone }));
