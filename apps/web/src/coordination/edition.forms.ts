import { isDeepStrictEqual } from 'node:util';
import type { VersionOutline } from '@academy/courses';
import { DEADLINE_DATES, type DeadlineDate, deadlineDisorder, type Deadlines, type EditionChange, type EditionView, MOST_GRACE_HOURS, NewEdition, type Release } from '@academy/editions';
import { z } from 'zod';
import { instantOf, localOf, sha256 } from '@academy/platform';

export const RELEASE_MODES = ['weekly', 'all', 'dates', 'relative'] as const;

const CHANGEABLE = ['name', 'enrolFrom', 'enrolUntil', 'startsAt', 'endsAt', 'seats', 'release', 'deadlines', 'languages'] as const;

/** Fields that a form has once a module or once an assignment: `opens.<module key>`, `submitBy.<activity key>`. */
const GROUPS = ['opens', 'graceHours', ...DEADLINE_DATES] as const;
type Group = (typeof GROUPS)[number];
type Current = Readonly<Partial<Record<string, string | undefined>>>;

export const assignmentsOf = ({ modules }: Pick<VersionOutline, 'modules'>) =>
  modules.flatMap((module) => module.sections.flatMap(({ activities }) => activities.filter(({ kind }) => kind === 'assignment')));

/**
 * What the form of an edition asks, for one version of its course, with times in one zone. Where the edition is
 * there already, a time that comes back as it was shown is the same instant, seconds and all.
 */
export function editionForm(outline: VersionOutline, timeZone: string, edition: EditionView | null = null) {
  const time = (current?: string) => instantIn(timeZone, current);
  const times = (keys: string[], current: Current) => z.strictObject(Object.fromEntries(keys.map((key) => [key, time(current[key]).optional()])));
  const modules = outline.modules.map(({ key }) => key);
  const assignments = assignmentsOf(outline).map(({ key }) => key);
  return z.preprocess(
    nested,
    z
      .strictObject({
        name: z.string(),
        enrolFrom: time(edition?.enrolFrom),
        enrolUntil: time(edition?.enrolUntil),
        startsAt: time(edition?.startsAt),
        endsAt: time(edition?.endsAt),
        seats: z.coerce.number().optional(),
        mode: z.enum(RELEASE_MODES),
        opens: times(modules, edition?.release.dates ?? {}),
        graceHours: z.strictObject(Object.fromEntries(assignments.map((key) => [key, z.coerce.number().int().min(0).max(MOST_GRACE_HOURS).optional()]))),
        submitBy: times(assignments, deadlinesBy(edition, 'submitBy')),
        reviewFrom: times(assignments, deadlinesBy(edition, 'reviewFrom')),
        reviewBy: times(assignments, deadlinesBy(edition, 'reviewBy')),
        releaseAt: times(assignments, deadlinesBy(edition, 'releaseAt')),
        languages: z.preprocess((value) => [value ?? []].flat(), z.array(z.string())),
        selfPaced: z.literal('true').optional(),
        seen: z.string().max(40).optional(),
      })
      .transform(({ seen: _, mode, opens, selfPaced, seats, graceHours, submitBy, reviewFrom, reviewBy, releaseAt, ...form }): z.input<typeof NewEdition> => {
        const asked = (key: string) => ({ graceHours: graceHours[key], submitBy: submitBy[key], reviewFrom: reviewFrom[key], reviewBy: reviewBy[key], releaseAt: releaseAt[key] });
        return {
          ...form,
          seats: seats ?? null,
          selfPaced: selfPaced !== undefined,
          release: releaseOf(mode, { ...edition?.release.dates, ...Object.fromEntries(modules.map((key) => [key, opens[key]])) }),
          // What the form does not show, such as the deadline of a quiz, stays.
          deadlines: filled({ ...edition?.deadlines, ...Object.fromEntries(assignments.map((key) => [key, { ...edition?.deadlines[key], ...asked(key) }])) }),
        };
      })
      .superRefine(({ deadlines }, context) => {
        for (const key of assignments)
          for (const { field, before } of deadlineDisorder(deadlines?.[key] ?? {})) context.addIssue({ code: 'custom', path: [field, key], message: `lies before ${before}` });
      })
      .pipe(NewEdition),
  );
}

/** What a form changes of an edition; nothing that stays as it is. */
export const changesOf = (edition: EditionView, wanted: NewEdition): EditionChange =>
  Object.fromEntries(CHANGEABLE.filter((field) => !isDeepStrictEqual(wanted[field], edition[field])).map((field) => [field, wanted[field]]));

/** What a form was shown of an edition, in few letters: whoever sends it back may change that, and not what others made of it since. */
export const seenOf = (edition: Readonly<Record<(typeof CHANGEABLE)[number], unknown>>): string =>
  sha256(JSON.stringify(CHANGEABLE.map((field) => edition[field]))).toString('hex').slice(0, 16);

/** An edition as its form shows it. */
export function valuesOf(edition: EditionView, timeZone: string): Record<string, unknown> {
  const local = (instant: string) => localOf(instant, timeZone);
  const group = (name: Group, times: Current) => Object.entries(times).map(([key, at]) => [`${name}.${key}`, at ? local(at) : ''] as const);
  return {
    name: edition.name,
    enrolFrom: local(edition.enrolFrom),
    enrolUntil: local(edition.enrolUntil),
    startsAt: local(edition.startsAt),
    endsAt: local(edition.endsAt),
    seats: edition.seats ?? '',
    mode: edition.release.mode,
    languages: edition.languages,
    ...Object.fromEntries(group('opens', edition.release.dates ?? {})),
    ...Object.fromEntries(DEADLINE_DATES.flatMap((field) => group(field, deadlinesBy(edition, field)))),
    ...Object.fromEntries(Object.entries(edition.deadlines).map(([key, { graceHours }]) => [`graceHours.${key}`, graceHours ?? ''])),
  };
}

/** A typed time as an instant; `current` where it is what the field showed. */
export const instantIn = (timeZone: string, current?: string) =>
  z.string().transform((local, context): string => {
    if (current !== undefined && localOf(current, timeZone) === local) return current;
    const instant = instantOf(local, timeZone);
    if (instant !== null) return instant;
    context.addIssue({ code: 'custom', message: 'is no time' });
    return z.NEVER;
  });

const deadlinesBy = (edition: EditionView | null, by: DeadlineDate): Current =>
  Object.fromEntries(Object.entries(edition?.deadlines ?? {}).map(([key, deadline]) => [key, deadline[by]]));

function nested(body: unknown): Record<string, unknown> {
  const form: Record<string, unknown> = {};
  const groups = Object.fromEntries(GROUPS.map((group) => [group, {}])) as Record<Group, Record<string, unknown>>;
  for (const [name, value] of Object.entries(body ?? {})) {
    const dot = name.indexOf('.');
    const group = GROUPS.find((each) => each === name.slice(0, dot));
    if (group && dot > 0) groups[group][name.slice(dot + 1)] = value;
    else form[name] = value;
  }
  return { ...form, ...groups };
}

const releaseOf = (mode: Release['mode'], dates: Current): Release => ({ mode, ...(Object.keys(given(dates)).length > 0 ? { dates: given(dates) } : {}) });

const filled = (deadlines: Deadlines): Deadlines =>
  Object.fromEntries(Object.entries(deadlines).map(([key, deadline]) => [key, given(deadline)] as const).filter(([, deadline]) => Object.keys(deadline).length > 0));

const given = <Value>(fields: Readonly<Record<string, Value | undefined>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== undefined));
