import type { CourseDescription, OutlineModule } from '@academy/courses';
import { type EditionSummary, type EditionView, opensAt } from '@academy/editions';
import { freeSeats, isStanding, type MyEditionEnrolment } from '@academy/enrolments';
import { activitiesOf } from '@academy/learning';
import { hoursOf } from '../learning/duration';
import { languageBeside } from '../learning/language';
import type { CatalogueEntry } from './catalogue';
import { licenceOf } from './licence';
import { type Offer, offerOf } from './offer';

/** A course as a card of the catalogue. */
export function cardView(course: CatalogueEntry, locale: string, now: Date) {
  const { nextEdition } = course;
  const offer: Offer = nextEdition ? offerOf(nextEdition, now) : 'ended';
  return {
    href: `/courses/${course.slug}`,
    title: course.title,
    summary: course.summary,
    lang: languageBeside(course.language, locale),
    language: course.language,
    hours: course.workloadHours,
    offer,
    tone: offer === 'open' ? 'success' : 'outline',
    edition: nextEdition && { ...nextEdition, hasStarted: new Date(nextEdition.startsAt) <= now },
  };
}

export type EditionLine = ReturnType<typeof editionLine>;

/** An edition as a visitor reads of it. `mine`: the reader's own standing enrolment. */
export function editionLine(edition: EditionSummary, enrolments: readonly MyEditionEnrolment[], now: Date) {
  const own = enrolments.find(({ editionId, state }) => editionId === edition.id && (isStanding(state) || state === 'expired')) ?? null;
  return {
    ...edition,
    offer: offerOf(edition, now),
    hasStarted: new Date(edition.startsAt) <= now,
    /** Enrolment has a date that is still to come. */
    isDated: new Date(edition.enrolFrom) > now,
    free: edition.seats === null ? null : freeSeats(edition),
    mine: own && { state: own.state, position: own.position, href: `/learning/${own.id}` },
    enrolHref: `/editions/${edition.id}/enrolment`,
  };
}

/** Modules with when they open in an edition; without one, in their order. */
export function programmeView(course: CourseDescription, edition: EditionView | null) {
  return course.modules.map((module, index) => ({ ...module, position: index + 1, hours: hoursOf(module.minutes), ...openingOf(edition, module.key, index) }));
}

/** Whoever begins when they like is told weeks, everybody else days. */
function openingOf(edition: EditionView | null, key: string, index: number): { opensAt: string | null; week: number | null } {
  if (!edition) return { opensAt: null, week: null };
  if (edition.release.mode === 'relative') return { opensAt: null, week: index + 1 };
  const startsAt = new Date(edition.startsAt);
  return { opensAt: opensAt({ release: edition.release, startsAt }, { key, index }, startsAt).toISOString(), week: null };
}

/** What has to be done for the certificate, counted by how it counts. `reviewed`: how many works colleagues review. */
export function earningView(modules: readonly OutlineModule[]) {
  const required = modules.flatMap(activitiesOf).filter((activity) => activity.required);
  const rules = required.map(earnedBy);
  const kinds = ['viewed', 'score', 'submitted', 'answered', 'handed-in', 'posted', 'marked', 'reviewed', 'attended'] as const;
  const count = (rule: (typeof kinds)[number]) => rules.filter((each) => each === rule).length;
  return { count: required.length, reviewed: count('reviewed'), rules: kinds.map((rule) => ({ rule, count: count(rule) })).filter((line) => line.count > 0) };
}

type Required = OutlineModule['sections'][number]['activities'][number];

/** What is handed in is a diary entry, answers or a work. */
function earnedBy({ kind, completion: { rule } }: Required) {
  if (rule !== 'submitted') return rule;
  return kind === 'assignment' ? 'handed-in' : kind === 'survey' ? 'answered' : rule;
}

export function headView(course: CourseDescription, locale: string) {
  const { slug, title, summary, subjects, levels, workloadHours, outcomes, language, authors } = course;
  return { slug, title, summary, subjects, levels, hours: workloadHours, outcomes: outcomes.map((outcome) => ({ digcompedu: null, ...outcome })), language, lang: languageBeside(language, locale), authors, licence: licenceOf(course.licence) };
}
