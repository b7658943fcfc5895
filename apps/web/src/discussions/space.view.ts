import { baseOf, type SpaceSummary, THREAD_FILTERS, THREAD_KINDS, THREAD_SORTS, type VisitedSpace, whyNotPost } from '@academy/discussions';
import { type Messages, nameOfLanguage } from '@academy/platform';
import { activitiesOf } from '@academy/learning';
import type { VersionOutline } from '@academy/courses';
import { pauseOf } from '../civility/pause.view';
import { languageBeside } from '../learning/language';
import { beginHref, listHref, spaceHref } from './space.addresses';
import type { SpaceQuery } from './space.forms';

export type Asked = Readonly<{ space: VisitedSpace; query: SpaceQuery; outline: VersionOutline | null; mayModerate: boolean; locale: string; messages: Messages; now: Date }>;

/** The name of a space, where one is, and whether one may write there. */
export function headView({ space, query, locale, outline, mayModerate, now }: Asked) {
  const { edition, course, editionState } = space;
  return {
    id: space.id,
    address: spaceHref(space.id),
    edition: edition?.name ?? null,
    course: { ...course, lang: languageBeside(course.language, locale) },
    enrolmentId: space.enrolmentId,
    mayModerate,
    isArchive: editionState === 'closed' || editionState === 'archived',
    /** Where the talk goes on once the edition is over. */
    alumniHref: edition !== null && space.isAlumna ? spaceHref(course.id) : null,
    whyNotPost: whyNotPost(space, now),
    paused: pauseOf(space, now),
    activity: query.activity === undefined ? null : { key: query.activity, title: titlesOf(outline).get(query.activity) ?? query.activity },
    beginHref: beginHref(space.id, query.activity ?? null),
  };
}

/** Titles of activities by their keys, in the order of the course. */
export const titlesOf = (outline: VersionOutline | null): ReadonlyMap<string, string> =>
  new Map((outline?.modules ?? []).flatMap((module) => activitiesOf(module).map(({ key, title }) => [key, title] as const)));

/** What the form above a list offers, and what of it is chosen. */
export function findView({ space, query, outline, locale, messages }: Asked, summary: Pick<SpaceSummary, 'languages'>, shown: readonly string[] | null) {
  const text = (key: string) => messages.text(locale, `discussion.${key}`);
  const options = <Key extends string>(keys: readonly Key[], prefix: string) => keys.map((key) => ({ value: key, label: text(`${prefix}-${key}`) }));
  const languages = chipsOf(summary, shown, locale);
  return {
    q: query.q ?? '',
    filter: query.filter ?? '',
    sort: query.sort ?? '',
    kind: query.kind ?? '',
    activity: query.activity ?? '',
    kinds: options(THREAD_KINDS, 'kind'),
    sorts: options(THREAD_SORTS, 'sort'),
    activities: [...titlesOf(outline)].map(([value, label]) => ({ value, label })),
    languages,
    isRefined: query.kind !== undefined || query.activity !== undefined || (query.sort !== undefined && query.sort !== 'latest'),
    isFiltered: query.kind !== undefined || query.activity !== undefined || query.filter !== undefined,
    resetHref: spaceHref(space.id),
  };
}

/** A box for each language that somebody writes here, however it is tagged (`pt` and `pt-BR` are one). */
function chipsOf({ languages }: Pick<SpaceSummary, 'languages'>, shown: readonly string[] | null, locale: string) {
  const counted = new Map<string, number>();
  for (const { language, threads } of languages) counted.set(baseOf(language), (counted.get(baseOf(language)) ?? 0) + threads);
  const chosen = shown && new Set(shown.map(baseOf));
  return [...counted]
    .map(([value, threads]) => ({ value, threads, name: nameOfLanguage(value, locale), isChosen: chosen === null || chosen.has(value) }))
    .sort((a, b) => b.threads - a.threads || a.name.localeCompare(b.name, locale));
}

/** What is not shown because of its language, and the way to it; what is shown because everything is, and the way back. */
export function languagesView({ space, query, locale }: Asked, shown: readonly string[] | null, otherLanguages: number) {
  const hidden = shown === null ? [] : [...new Set(space.present.filter((tag) => !shown.includes(tag)).map(baseOf))].map((base) => nameOfLanguage(base, locale));
  return {
    others: otherLanguages,
    otherNames: new Intl.ListFormat(locale, { type: 'conjunction' }).format(hidden.slice(0, 4)) + (hidden.length > 4 ? ' …' : ''),
    allHref: listHref(space.id, query, { language: ['all'] }),
    /** Null where nothing was chosen: one sees what one reads already. */
    mineHref: space.languages === null ? null : listHref(space.id, query, { language: ['mine'] }),
  };
}

export function tabsView({ space, query, locale, messages }: Asked, unreadFollowed: number) {
  const label = (key: string) => messages.text(locale, `discussion.filter-${key}`);
  return [undefined, ...THREAD_FILTERS].map((filter) => ({
    label: label(filter ?? 'all'),
    href: listHref(space.id, query, { filter, q: undefined }),
    isCurrent: query.filter === filter,
    count: filter === 'following' ? unreadFollowed : 0,
    isCapped: true,
  }));
}
