import { resolve } from 'node:path';
import { LEVELS, SUBJECTS } from '@academy/courses';
import { THREAD_KINDS } from '@academy/discussions';
import { EU_LOCALES } from '@academy/platform';
import { activitiesOf, measuringOurStreet } from '../course';
import { alumni, cohort, contributions, type DemoPerson, diaryEntries, disputes, past } from '.';

const ROOT = resolve(__dirname, '../../../..');
const SEEDS = [1, 2, 3, 7, 2027];
const people = cohort(1);
const byKey = (cohortOf: DemoPerson[]) => new Map(cohortOf.map((person) => [person.key, person]));
/** Who is not of the cohort: three of the accounts that visitors use. All of them write in English. */
const ACCOUNTS = ['teacher', 'coordinator', 'moderator'];
const ofCohort = ({ person }: { person: string }) => !ACCOUNTS.includes(person);
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
    const written = [...diaryEntries, ...contributions.flatMap(({ activityKey, person, replies }) => [{ activityKey, person }, ...replies.map((reply) => ({ ...reply, activityKey }))])].filter(ofCohort);
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

  it('is more than thirty threads with 150 posts in the discussions of the course, of every kind and in twelve languages', () => {
    expect(contributions.length).toBeGreaterThan(30);
    expect(contributions.flatMap(({ replies }) => replies).length + contributions.length).toBeGreaterThanOrEqual(150);
    expect(distinct(contributions.map(({ kind }) => kind))).toBe(THREAD_KINDS.length);
    const elsewhere = contributions.filter(({ activityKey }) => activityKey !== null && activityModule.get(activityKey)?.kind !== 'discussion');
    expect(elsewhere).toEqual([]);
    expect(distinct(contributions.flatMap(({ language, replies }) => [language, ...replies.map((reply) => reply.language)]))).toBe(12);
  });

  it('comes from people of the cohort, in a language that they read', () => {
    const found = byKey(people);
    const threads = [...contributions, ...past, ...alumni];
    const written = [...diaryEntries, ...threads, ...threads.flatMap(({ replies }) => replies)].filter(ofCohort);
    const foreign = written.filter(({ person, language }) => !found.get(person)?.reads.includes(language));
    expect(foreign).toEqual([]);
  });

  it('answers, thanks and reports what is there, each other’s and never their own', () => {
    const threads = [...contributions, ...past, ...alumni];
    const known = new Set([...people.map(({ key }) => key), ...ACCOUNTS]);
    const wrong = threads.flatMap((thread) => {
      const posts = [thread, ...thread.replies];
      const voters = thread.poll?.votes.flat() ?? [];
      const given = posts.flatMap(({ person, reactions }) => Object.values(reactions ?? {}).flatMap((givers) => givers.map((giver) => ({ person, giver }))));
      return [
        ...posts.filter(({ to }, index) => to !== undefined && to >= index).map(() => 'answers what comes later'),
        ...given.filter(({ person, giver }) => person === giver || !known.has(giver)).map(({ giver }) => `reaction of ${giver}`),
        ...voters.filter((voter, index) => !known.has(voter) || (!thread.poll?.isMultiple && voters.indexOf(voter) < index)).map((voter) => `vote of ${voter}`),
        ...(thread.answer !== undefined && (thread.kind !== 'question' || !thread.replies[thread.answer - 1]) ? ['no such answer'] : []),
      ].map((what) => `${thread.title}: ${what}`);
    });
    expect(wrong).toEqual([]);
    for (const { by, in: title, reportedBy } of [disputes.offence, disputes.advert]) {
      expect(contributions.find((thread) => thread.title === title)?.replies.filter(({ person }) => person === by)).toHaveLength(1);
      expect(reportedBy).not.toContain(by);
    }
  });

  it('has questions with an answer and without, and none of its threads twice', () => {
    const questions = contributions.filter(({ kind }) => kind === 'question');
    expect(questions.filter(({ answer }) => answer !== undefined).length).toBeGreaterThanOrEqual(5);
    expect(questions.filter(({ answer }) => answer === undefined).length).toBeGreaterThanOrEqual(3);
    expect(distinct(contributions.map(({ title }) => title))).toBe(contributions.length);
  });
});
