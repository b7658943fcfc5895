import { type DateStyle, formatInstant, type Messages } from '@academy/platform';
import type { EditionPerson } from '@academy/editions';
import type { EnrolmentView } from '@academy/learning';
import { countryName } from './people.filter';

type Reader = { locale: string; timeZone: string };

/** The course as one person stands in it, in the words and states that `partials/module` and `partials/activity` show. */
export function standingOf(messages: Messages, { locale, timeZone }: Reader, enrolment: EnrolmentView, waivers: EditionPerson['waivers']) {
  const text = (key: string, values = {}) => messages.text(locale, `coordination.${key}`, values);
  const isWaived = new Set(waivers.map(({ activityKey }) => activityKey));
  return enrolment.modules.map(({ title, completed, open, opensAt, sections }) => {
    const activities = sections.flatMap((section) => section.activities);
    const done = activities.filter((activity) => activity.completed).length;
    const isLocked = !open && opensAt !== null && done === 0;
    return {
      title,
      state: completed ? 'done' : isLocked ? 'locked' : 'open',
      words: isLocked ? text('opens', { day: formatInstant(opensAt, 'day', locale, timeZone) }) : text('moduleStanding', { done, count: activities.length }),
      activities: activities.map(({ key, kind, title: heading, required, minutes, completed: isDone }) => ({
        kind,
        heading,
        required,
        minutes,
        state: isDone ? 'done' : 'todo',
        note: isWaived.has(key) ? text('isWaived') : null,
      })),
    };
  });
}

/** Who it is, and since when. */
export function factsOf(messages: Messages, { locale, timeZone }: Reader, person: EditionPerson): { label: string; value: string; href?: string }[] {
  const text = (key: string) => messages.text(locale, `coordination.${key}`);
  const at = (instant: Date, style: DateStyle) => formatInstant(instant, style, locale, timeZone);
  return [
    { label: text('email'), value: person.email, href: `mailto:${person.email}` },
    { label: text('certificateName'), value: person.certificateName },
    { label: text('country'), value: countryName(locale, person.country) },
    ...(person.school ? [{ label: text('school'), value: person.school }] : []),
    { label: text('enrolledOn'), value: at(person.enrolledAt, 'date') },
    { label: text('lastHere'), value: person.lastActiveAt ? at(person.lastActiveAt, 'date') : text('neverHere') },
  ];
}

/** What could still be waived: required activities first, for these alone stand between a person and completion. */
export function waivable(messages: Messages, locale: string, enrolment: EnrolmentView): { value: string; label: string }[] {
  const undone = enrolment.modules.flatMap((module, index) =>
    module.sections.flatMap(({ activities }) => activities.filter(({ completed }) => !completed).map((activity) => ({ ...activity, number: index + 1 }))),
  );
  return [...undone.filter(({ required }) => required), ...undone.filter(({ required }) => !required)].map(({ key, title, number, required }) => ({
    value: key,
    label: messages.text(locale, required ? 'coordination.waivable' : 'coordination.waivableOptional', { number, title }),
  }));
}

/** An activity's title; its key where the course has it no more. */
export const titleOf = (enrolment: EnrolmentView, activityKey: string): string =>
  enrolment.modules.flatMap(({ sections }) => sections.flatMap(({ activities }) => activities)).find(({ key }) => key === activityKey)?.title ?? activityKey;
