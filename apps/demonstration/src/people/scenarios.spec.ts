import { resolve } from 'node:path';
import type { Activity } from '@academy/courses';
import { activitiesOf, measuringOurStreet } from '../course';
import { cohort, type DemoReview, draftScenarios, earlyScenarios, lateScenarios } from '.';

const course = measuringOurStreet(resolve(__dirname, '../../../..'));
const assignment = activitiesOf(course.content.modules).find(({ kind }) => kind === 'assignment') as Extract<Activity, { kind: 'assignment' }>;
const handedIn = [...earlyScenarios, ...lateScenarios];
const all = [...handedIn, ...draftScenarios];
const people = new Map(cohort(1).map((person) => [person.key, person]));
const wordsOf = ({ purpose, usable, keeps, suggests }: DemoReview) => [purpose, usable, keeps, suggests].join(' ');
const letters = (text: string) => [...text.matchAll(/\p{L}/gu)].length;

describe('The scenarios of the demonstration', () => {
  it('are written each by somebody else, in a language that the writer reads', () => {
    expect(new Set(all.map(({ person }) => person)).size).toBe(all.length);
    expect(all.filter(({ person, language }) => person !== 'teacher' && !people.get(person)?.reads.includes(language)).map(({ person }) => person)).toEqual([]);
    expect(new Set(all.map(({ language }) => language)).size).toBeGreaterThanOrEqual(8);
  });

  it('fill in the form of the course, drafts only some of it', () => {
    const keys = assignment.form.fields.map(({ key }) => key);
    const required = assignment.form.fields.filter((field) => field.required).map(({ key }) => key);
    expect(all.flatMap(({ fields }) => Object.keys(fields)).filter((key) => !keys.includes(key))).toEqual([]);
    const isWhole = ({ fields }: { fields: Record<string, string> }) => required.every((key) => (fields[key] ?? '').trim() !== '');
    expect(handedIn.filter((scenario) => !isWhole(scenario)).map(({ person }) => person)).toEqual([]);
    expect(draftScenarios.filter(isWhole)).toEqual([]);
  });

  it('have reviews with levels of the rubric, enough words, and none that is said twice', () => {
    const reviews = all.flatMap((scenario) => scenario.reviews);
    expect(reviews.length).toBeGreaterThanOrEqual(40);
    expect(reviews.flatMap(({ points }) => points).filter((point) => point < 0 || point > 3)).toEqual([]);
    expect(reviews.map(wordsOf).filter((text) => letters(text) < 80)).toEqual([]);
    expect(new Set(reviews.map(wordsOf)).size).toBe(reviews.length);
  });

  it('tell nobody who wrote them, but for the one that is flagged for it', () => {
    const telling = all.filter(({ person, fields }) => {
      const text = Object.values(fields).join(' ');
      const writer = people.get(person);
      return (writer ? [writer.displayName, writer.school] : ['Tereza Nováková']).some((name) => text.includes(name));
    });
    expect(telling.map(({ person }) => person)).toEqual(['giulia-santoro']);
  });
});
