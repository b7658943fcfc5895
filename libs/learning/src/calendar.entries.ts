import type { CalendarEntry } from '@academy/platform';
import type { EditionDates } from './calendar.queries';
import { liveEventEntry, liveEventHref } from './live.event.calendar';

/** What is said of a date beside its title. */
export type DateKind = 'starts' | 'ends' | 'opens' | 'due' | 'reviews-due';
/** `title` in words that say what happens then. */
export type DateWords = (kind: DateKind, title: string) => string;

/** The dates of an edition as calendars keep them, by time. Each keeps its identifier when it moves; what is due is a moment. */
export function editionEntries(dates: EditionDates, url: (path: string) => string, words: DateWords): CalendarEntry[] {
  const { editionId, course } = dates;
  const moment = (kind: DateKind, key: string | null, title: string, path: string, at: Date | string): CalendarEntry => {
    const startsAt = new Date(at);
    return { uid: `${[kind, editionId, ...(key === null ? [] : [key])].join('-')}@academy`, title: words(kind, title), text: course, url: url(path), startsAt, endsAt: startsAt };
  };
  const about = `/courses/${dates.slug}`;
  const entries = [
    moment('starts', null, course, about, dates.startsAt),
    moment('ends', null, course, about, dates.endsAt),
    ...(dates.openings ?? []).map(({ key, title, at }) => moment('opens', key, title, about, at)),
    ...(dates.deadlines ?? []).flatMap(({ key, title, submitBy, reviewBy }) => [
      ...(submitBy === null ? [] : [moment('due', key, title, liveEventHref(editionId, key), submitBy)]),
      ...(reviewBy === null ? [] : [moment('reviews-due', key, title, liveEventHref(editionId, key), reviewBy)]),
    ]),
    ...(dates.events ?? []).map((event) => liveEventEntry({ ...event, editionId, course, startsAt: new Date(event.startsAt), endsAt: new Date(event.endsAt) }, url)),
  ];
  return entries.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}
