import type { OutlineTalk } from '@academy/discussions';
import type { EnrolmentView } from '@academy/learning';
import type { ToldEnrolment } from './missing';
import { hoursOf } from './duration';
import { spaceHref } from '../discussions/space.addresses';
import { languageBeside } from './language';

type ActivityLine = EnrolmentView['modules'][number]['sections'][number]['activities'][number];
export type ModuleWords = 'locked' | 'closed' | 'done' | 'some' | 'optional';

/** A course as its teacher finds it: modules with what is done, the next step, and what still stands before completion. */
export type OutlineView = {
  enrolment: EnrolmentView;
  lang: string | null;
  modules: ReturnType<typeof moduleOf>[];
  next: { key: string; title: string; kind: ActivityLine['kind']; minutes: number | null; href: string; dueAt: string | null; module: string } | null;
  /** Where nothing open is left to do: the module that opens next. */
  later: { title: string; opensAt: string } | null;
  hasBegun: boolean;
  mayLeave: boolean;
  missing: MissingLine[];
  /** Null for whoever does not take part. `alumniHref`: where the talk goes on for who completed the course. */
  talk: { href: string; news: number; alumniHref: string | null } | null;
};
/** Open activities one by one; of a module that is not open yet, how many. */
export type MissingLine = { activityKey: string; text: string; href: string } | { number: number; count: number; opensAt: string | null };

export function outlineView(enrolment: ToldEnrolment, locale: string, now: Date, talk: OutlineTalk | null = null): OutlineView {
  const nextKey = enrolment.nextActivity?.key ?? null;
  const isActive = enrolment.state === 'active';
  const modules = enrolment.modules.map((module, index) => moduleOf(enrolment, module, index + 1, isActive ? nextKey : null, talk));
  const next = modules.flatMap((module) => module.sections.flatMap(({ activities }) => activities.map((activity) => ({ ...activity, module: module.title })))).find(({ state }) => state === 'here');
  const later = enrolment.modules
    .filter(({ opensAt }) => opensAt !== null && new Date(opensAt) > now)
    .sort((a, b) => a.opensAt!.localeCompare(b.opensAt!))[0];
  return {
    enrolment,
    lang: languageBeside(enrolment.course.language, locale),
    modules,
    next: next ? { key: next.key, title: next.title, kind: next.kind, minutes: next.minutes, href: next.href!, dueAt: next.dueAt, module: next.module } : null,
    later: isActive && !next && later?.opensAt ? { title: later.title, opensAt: later.opensAt } : null,
    hasBegun: new Date(enrolment.edition.startsAt) <= now,
    mayLeave: enrolment.state === 'active' || enrolment.state === 'waitlisted',
    missing: isActive ? missingLines(enrolment) : [],
    talk: talk && { href: spaceHref(enrolment.edition.id), news: talk.news, alumniHref: enrolment.state === 'completed' ? spaceHref(enrolment.course.id) : null },
  };
}

export const activityHref = (enrolmentId: string, key: string): string => `/learning/${enrolmentId}/activities/${key}`;

function moduleOf(enrolment: EnrolmentView, module: EnrolmentView['modules'][number], position: number, nextKey: string | null, talk: OutlineTalk | null) {
  const activities = module.sections.flatMap((section) => section.activities);
  const required = activities.filter((activity) => activity.required);
  const minutes = activities.reduce((sum, activity) => sum + (activity.minutes ?? 0), 0);
  const isHere = activities.some(({ key }) => key === nextKey);
  return {
    key: module.key,
    title: module.title,
    /** What awaits one; of what is open the activities speak for themselves. */
    summary: module.open ? null : module.summary,
    position,
    state: isHere ? ('here' as const) : module.completed ? ('done' as const) : module.open ? ('open' as const) : ('locked' as const),
    words: wordsFor(module, required.length),
    opensAt: module.opensAt,
    done: required.filter(({ completed }) => completed).length,
    required: required.length,
    count: activities.length,
    minutes,
    hours: hoursOf(minutes),
    sections: module.open ? module.sections.filter((section) => section.activities.length > 0).map((section) => sectionOf(enrolment, section, nextKey, module.sections.length > 1, talk)) : [],
  };
}

/** The name of a section says nothing where it is the only one. */
function sectionOf(enrolment: EnrolmentView, section: EnrolmentView['modules'][number]['sections'][number], nextKey: string | null, isNamed: boolean, talk: OutlineTalk | null) {
  return {
    title: isNamed ? section.title : null,
    activities: section.activities.map((activity) => ({
      ...activity,
      threads: talk?.threads.get(activity.key) ?? 0,
      when: { phase: activity.liveEvent?.phase ?? ('none' as const), startsAt: activity.liveEvent?.startsAt ?? null },
      href: activity.open ? activityHref(enrolment.id, activity.key) : null,
      state: activity.completed ? ('done' as const) : activity.key === nextKey ? ('here' as const) : ('todo' as const),
    })),
  };
}

function wordsFor({ open, completed, opensAt }: EnrolmentView['modules'][number], requiredCount: number): ModuleWords {
  if (!open) return opensAt === null ? 'closed' : 'locked';
  if (requiredCount === 0) return 'optional';
  return completed ? 'done' : 'some';
}

function missingLines(enrolment: ToldEnrolment): MissingLine[] {
  const byKey = new Map(enrolment.missing.map((missing) => [missing.activityKey, missing]));
  return enrolment.modules.flatMap((module, index): MissingLine[] => {
    const missing = module.sections.flatMap(({ activities }) => activities.flatMap(({ key }) => byKey.get(key) ?? []));
    if (missing.length === 0) return [];
    if (!module.open) return [{ number: index + 1, count: missing.length, opensAt: module.opensAt }];
    return missing.flatMap(({ activityKey, lines }) => lines.map((text) => ({ activityKey, text, href: activityHref(enrolment.id, activityKey) })));
  });
}
