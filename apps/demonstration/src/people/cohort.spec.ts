import { resolve } from 'node:path';
import { LEVELS, SUBJECTS } from '@academy/courses';
import { EU_LOCALES } from '@academy/platform';
import { activitiesOf, measuringOurStreet } from '../course';
import { cohort, contributions, type DemoPerson, diaryEntries } from '.';

const ROOT = resolve(__dirname, '../../../..');
const SEEDS = [1, 2, 3, 7, 2027];
const people = cohort(1);
const byKey = (cohortOf: DemoPerson[]) => new Map(cohortOf.map((person) => [person.key, person]));
const distinct = (items: readonly string[]) => new Set(items).size;
/** The module that someone is in; 5 for who has finished. */
const moduleOf = ({ path }: DemoPerson) => (path.state === 'finished' ? 5 : path.state === 'not-started' ? 0 : path.module);
const activityModule = new Map(
  measuringOurStreet(ROOT).content.modules.flatMap((module, index) => activitiesOf([module]).map(({ key, kind }) => [key!, { kind, module: index + 1 }] as const)),
);

describe('The cohort', () => {
  it('is sixty people of twelve countries, each with an address of their own', () => {
    expect(people).toHaveLength(60);
    expect(distinct(people.map(({ country }) => country))).toBe(12);
    expect(distinct(people.map(({ email }) => email))).toBe(60);
    expect(people.filter(({ email }) => !/^[a-z.]+@demo\.academy\.test$/.test(email))).toEqual([]);
  });

  it('speaks languages that the Academy offers, in time zones that exist', () => {
    expect(people.filter(({ locale }) => !(EU_LOCALES as readonly string[]).includes(locale))).toEqual([]);
    expect(() => people.map(({ timeZone }) => new Intl.DateTimeFormat('en', { timeZone }))).not.toThrow();
    expect(people.flatMap(({ reads }) => Intl.getCanonicalLocales(reads)).sort()).toEqual(people.flatMap(({ reads }) => reads).sort());
    expect(distinct(people.map(({ timeZone }) => timeZone))).toBeGreaterThan(12);
  });

  it('teaches levels and subjects that the Academy lists', () => {
    expect(people.filter(({ level }) => !LEVELS.includes(level))).toEqual([]);
    expect(people.flatMap(({ subjects }) => subjects).filter((subject) => !SUBJECTS.includes(subject))).toEqual([]);
  });

  it('prints names in four scripts', () => {
    const scripts = ['Latin', 'Greek', 'Cyrillic', 'Georgian'];
    const used = scripts.filter((script) => people.some(({ certificateName }) => new RegExp(`\\p{Script=${script}}`, 'u').test(certificateName)));
    expect(used).toEqual(scripts);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(cohort(1)).toEqual(people);
    expect(cohort(2).map(({ path }) => path)).not.toEqual(people.map(({ path }) => path));
  });

  it.each(SEEDS)('holds every state of progress, in each module (seed %i)', (seed) => {
    const paths = cohort(seed).map(({ path }) => path);
    expect(new Set(paths.map(({ state }) => state))).toEqual(new Set(['not-started', 'learning', 'away', 'withdrawn', 'finished']));
    expect(new Set(paths.flatMap((path) => (path.state === 'learning' ? [path.module] : [])))).toEqual(new Set([1, 2, 3, 4]));
    const shares = paths.flatMap((path) => ('progress' in path ? [path.progress] : []));
    expect(shares.filter((share) => share < 0 || share >= 1)).toEqual([]);
  });

  it.each(SEEDS)('has come at least as far as what it has written (seed %i)', (seed) => {
    const found = byKey(cohort(seed));
    const written = [...diaryEntries, ...contributions.flatMap(({ activityKey, person, replies }) => [{ activityKey, person }, ...replies.map((reply) => ({ ...reply, activityKey }))])];
    const early = written.filter(({ person, activityKey }) => moduleOf(found.get(person)!) <= (activityKey === null ? 0 : activityModule.get(activityKey)!.module));
    expect(early).toEqual([]);
  });
});

describe('What the cohort has written', () => {
  it('is fifteen pages of diaries, at most one a person and activity', () => {
    expect(diaryEntries).toHaveLength(15);
    expect(distinct(diaryEntries.map(({ person, activityKey }) => `${person} ${activityKey}`))).toBe(15);
    expect(diaryEntries.filter(({ activityKey }) => activityModule.get(activityKey)?.kind !== 'reflection')).toEqual([]);
    expect(distinct(diaryEntries.map(({ language }) => language))).toBe(11);
    expect(distinct(diaryEntries.map(({ shared }) => String(shared)))).toBe(2);
  });

  it('is twelve threads in the discussions of the course', () => {
    expect(contributions).toHaveLength(12);
    const elsewhere = contributions.filter(({ activityKey }) => activityKey !== null && activityModule.get(activityKey)?.kind !== 'discussion');
    expect(elsewhere).toEqual([]);
    expect(distinct(contributions.map(({ language }) => language))).toBe(8);
  });

  it('comes from people of the cohort, in a language that they read', () => {
    const found = byKey(people);
    const written = [...diaryEntries, ...contributions, ...contributions.flatMap(({ replies }) => replies)];
    const foreign = written.filter(({ person, language }) => !found.get(person)?.reads.includes(language));
    expect(foreign).toEqual([]);
  });
});
