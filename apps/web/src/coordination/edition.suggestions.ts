import type { VersionOutline } from '@academy/courses';
import { opensAt, suggestedDates } from '@academy/editions';
import type { FormState } from '../views/forms';
import { assignmentsOf, RELEASE_MODES } from './edition.forms';
import { instantOf, localOf } from '@academy/platform';

const GRACE_HOURS = '24';
const END_OF_DAY = 'T23:59';

type Values = Readonly<Record<string, unknown>>;

/** A form as it was typed, with dates for every assignment that has none: counted from when its module opens. Without start and end it says so. */
export function withSuggestions(outline: VersionOutline, timeZone: string, values: Values): FormState {
  const typed = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const time = (name: string): Date | null => {
    const instant = instantOf(typed(name), timeZone);
    return instant === null ? null : new Date(instant);
  };
  const [startsAt, endsAt] = [time('startsAt'), time('endsAt')];
  if (!startsAt || !endsAt) {
    const missing = [...(startsAt ? [] : ['startsAt']), ...(endsAt ? [] : ['endsAt'])];
    return { values, errors: Object.fromEntries(missing.map((name) => [name, 'is no time'])), reason: null };
  }

  const dates = outline.modules.flatMap(({ key }) => (time(`opens.${key}`) ? [[key, time(`opens.${key}`)!.toISOString()] as const] : []));
  const release = { mode: RELEASE_MODES.find((mode) => mode === typed('mode')) ?? 'all', dates: Object.fromEntries(dates) };
  const suggestions = outline.modules.flatMap((module, index) =>
    assignmentsOf({ modules: [module] })
      .filter(({ key }) => typed(`submitBy.${key}`) === '' && typed(`reviewBy.${key}`) === '')
      .flatMap(({ key }) => {
        const { submitBy, reviewBy } = suggestedDates(opensAt({ release, startsAt }, { key: module.key, index }, startsAt), endsAt);
        const evening = (date: Date) => localOf(date, timeZone).slice(0, 'yyyy-mm-dd'.length) + END_OF_DAY;
        return [[`submitBy.${key}`, evening(submitBy)], [`graceHours.${key}`, typed(`graceHours.${key}`) || GRACE_HOURS], [`reviewBy.${key}`, evening(reviewBy)]] as const;
      }),
  );
  return { values: { ...values, ...Object.fromEntries(suggestions) }, errors: {}, reason: null };
}
