import type { Messages } from '@academy/platform';
import type { VersionOutline } from '@academy/courses';
import { type EditionState, type EditionView, nextStates } from '@academy/editions';
import type { EditionReport } from '@academy/reviews';
import { weekAt, weeksOf } from '../demo/weeks.rules';
import { assignmentsOf } from './edition.forms';

type Bar = { label: string; words: string; value: number };
type Upcoming = { label: string; at: string; tone: 'soon' | null };

const SOON = 3 * 86_400_000;
/** From these there is a way back, or nothing that others notice. */
const WITHOUT_ASKING = new Set<EditionState>(['announced', 'draft']);

/** Where an edition may go next; what cannot be taken back asks first. */
export const movesOf = (edition: EditionView) =>
  nextStates(edition.state, edition.selfPaced).map((to) => ({ to, asks: !WITHOUT_ASKING.has(to), kind: to === 'closed' ? 'danger' : null }));

/** From enrolled to completed, each with its share of those who enrolled. */
export function funnelOf(messages: Messages, locale: string, report: EditionReport, outline: VersionOutline): Bar[] {
  const bar = (label: string, value: number): Bar => ({
    label,
    value,
    words: messages.text(locale, 'coordination.share', { count: value, share: report.enrolled === 0 ? 0 : value / report.enrolled }),
  });
  const text = (key: string, values = {}) => messages.text(locale, `coordination.${key}`, values);
  return [
    { ...bar(text('enrolled'), report.enrolled), words: text('count', { count: report.enrolled }) },
    bar(text('started'), report.started),
    ...report.modules.map(({ title, completed }, index) => bar(text('moduleDone', { number: index + 1, title }), completed)),
    ...(assignmentsOf(outline).length > 0 ? [bar(text('submitted'), report.submitted)] : []),
    bar(text('completed'), report.completed),
  ];
}

/** What the calendar brings, the next first. */
export function upcomingOf(messages: Messages, locale: string, edition: EditionView, outline: VersionOutline, now: Date): Upcoming[] {
  const titles = new Map(outline.modules.flatMap(({ sections }) => sections.flatMap(({ activities }) => activities.map(({ key, title }) => [key, title] as const))));
  const event = (key: string, at: string | undefined, title?: string) => (at ? [{ at, label: messages.text(locale, `coordination.upcoming-${key}`, { title }) }] : []);
  const events = [
    ...event('enrolFrom', edition.enrolFrom),
    ...event('enrolUntil', edition.enrolUntil),
    ...event('startsAt', edition.startsAt),
    ...event('endsAt', edition.endsAt),
    ...Object.entries(edition.deadlines).flatMap(([key, { submitBy, reviewBy }]) => {
      const title = titles.get(key);
      return title === undefined ? [] : [...event('submitBy', submitBy, title), ...event('reviewBy', reviewBy, title)];
    }),
  ];
  return events
    .filter(({ at }) => new Date(at) > now)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map((each) => ({ ...each, tone: Date.parse(each.at) - now.getTime() < SOON ? 'soon' : null }));
}

/** "Week 4 of 5", while an edition with common dates runs. */
export function weekOf(edition: EditionView, now: Date): { week: number; weeks: number } | null {
  const dates = { startsAt: new Date(edition.startsAt), endsAt: new Date(edition.endsAt) };
  const week = weekAt(dates, now);
  const weeks = weeksOf(dates).length;
  return edition.selfPaced || week < 1 || week > weeks ? null : { week, weeks };
}
