import type { OutlineActivity, VersionOutline } from '@academy/courses';
import type { Deadlines, EditionState } from '@academy/editions';
import type { EnrolmentState } from '@academy/enrolments';
import { activitiesOf, type Evidence, type Standing, standingOf } from './completion.rules';
import type { EnrolmentView, MyEnrolment } from './learning.schemas';
import { type LiveEventWhen, whenOf, type WrittenWhen } from './live.event.rules';
import { moduleOpensAt, type Opening } from './opening';

const WEEK = 7 * 86_400_000;

/** One enrolment as SQL answers it; evidence as [activity key, evidence, value]. */
export type EnrolmentRow = Opening &
  Readonly<{
    state: EnrolmentState;
    id: string;
    userId: string;
    position: number | null;
    completedAt: Date | null;
    editionId: string;
    editionName: string;
    editionState: EditionState;
    editionStateSince: Date;
    endsAt: Date;
    isSelfPaced: boolean;
    deadlines: Deadlines;
    versionId: string;
    facts: [string, Evidence['evidence'], number][] | null;
    /** When its live events are, by activity key. */
    liveEvents: Record<string, WrittenWhen> | null;
  }>;

export const evidenceOf = (row: EnrolmentRow): Evidence[] => (row.facts ?? []).map(([activityKey, evidence, value]) => ({ activityKey, evidence, value: Number(value) }));

/** How many posts in an activity counted for a teacher. */
export const postsIn = ({ facts }: Pick<EnrolmentRow, 'facts'>, key: string): number => Number(facts?.find(([activityKey, evidence]) => activityKey === key && evidence === 'posted')?.[2] ?? 0);

/** An enrolment with its outline, what is done and what still stands between the teacher and completion. */
export function enrolmentView(row: EnrolmentRow, outline: VersionOutline, now: Date): EnrolmentView {
  const standing = standingOf(outline.modules, evidenceOf(row));
  const modules = outline.modules.map((module, index) => {
    const opensAt = moduleOpensAt(row, { key: module.key, index });
    const open = isOpen(row, opensAt, now);
    return {
      key: module.key,
      title: module.title,
      summary: module.summary,
      opensAt: opensAt?.toISOString() ?? null,
      open,
      completed: standing.completedModules.includes(module.key),
      sections: module.sections.map((section) => ({
        key: section.key,
        title: section.title,
        activities: section.activities.map((activity) => ({ ...activity, completed: standing.done.has(activity.key), open, dueAt: dueAt(row, activity.key), liveEvent: liveEventOf(row, activity, now) })),
      })),
    };
  });
  const opensAt = new Map(modules.flatMap((module) => module.sections.flatMap((section) => section.activities.map(({ key }) => [key, module.opensAt] as const))));
  const next = nextOf(row, outline, standing, now);
  return {
    ...headOf(row, outline, standing),
    completedAt: row.completedAt?.toISOString() ?? null,
    modules,
    missing: standing.missing.map(({ key, kind, title, completion }) => ({
      activityKey: key,
      kind,
      title,
      rule: completion.rule,
      ...(completion.rule === 'score' ? { atLeast: completion.atLeast } : {}),
      ...(completion.rule === 'posted' ? { posts: { written: postsIn(row, key), wanted: completion.count } } : {}),
      opensAt: opensAt.get(key) ?? null,
    })),
    nextActivity: next.activity && { key: next.activity.key, title: next.activity.title },
  };
}

/** An enrolment as one line of "my learning". */
export function myEnrolment(row: EnrolmentRow, outline: VersionOutline, now: Date): MyEnrolment {
  const standing = standingOf(outline.modules, evidenceOf(row));
  const next = nextOf(row, outline, standing, now);
  const deadlines = outline.modules
    .flatMap(activitiesOf)
    .filter(({ key }) => !standing.done.has(key))
    .map(({ key, title }) => ({ activityKey: key, title, at: dueAt(row, key) }))
    .filter((deadline): deadline is { activityKey: string; title: string; at: string } => deadline.at !== null && new Date(deadline.at) > now)
    .sort((a, b) => a.at.localeCompare(b.at));
  return {
    ...headOf(row, outline, standing),
    nextActivity: next.activity && { key: next.activity.key, title: next.activity.title, kind: next.activity.kind, minutes: next.activity.minutes },
    nextOpensAt: next.opensAt,
    nextDeadline: deadlines[0] ?? null,
    liveEvents: comingEvents(row, outline, now),
  };
}

function headOf(row: EnrolmentRow, outline: VersionOutline, standing: Standing) {
  return {
    id: row.id,
    state: row.state,
    position: row.position,
    edition: {
      id: row.editionId,
      name: row.editionName,
      state: row.editionState,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      selfPaced: row.isSelfPaced,
    },
    course: { id: outline.courseId, slug: outline.slug, title: outline.head.title, language: outline.head.language },
    progress: { done: standing.requiredDone, required: standing.requiredCount },
  };
}

const isOpen = (row: EnrolmentRow, opensAt: Date | null, now: Date): boolean =>
  opensAt !== null && opensAt <= now && row.state !== 'waitlisted' && row.state !== 'withdrawn';

/** The date for handing in; once that is done, the one for reviewing others. */
function dueAt(row: EnrolmentRow, activityKey: string): string | null {
  const dates = row.deadlines[activityKey];
  const isHandedIn = dates?.reviewBy !== undefined && row.facts?.some(([key, evidence]) => key === activityKey && evidence === 'submitted');
  return (isHandedIn ? dates.reviewBy : dates?.submitBy) ?? null;
}

/** What is no live event any more, or not yet one, has no date. */
function liveEventOf(row: EnrolmentRow, { key, kind }: OutlineActivity, now: Date): LiveEventWhen | null {
  const written = kind === 'live-event' ? row.liveEvents?.[key] : undefined;
  return written ? whenOf(written, now) : null;
}

/** Live events that go on, or begin within a week, by time. */
const comingEvents = (row: EnrolmentRow, outline: VersionOutline, now: Date): MyEnrolment['liveEvents'] =>
  outline.modules
    .flatMap(activitiesOf)
    .flatMap((activity) => {
      const when = liveEventOf(row, activity, now);
      if (!when?.startsAt || !when.endsAt || (when.phase !== 'ahead' && when.phase !== 'open')) return [];
      return Date.parse(when.startsAt) - now.getTime() > WEEK ? [] : [{ activityKey: activity.key, title: activity.title, startsAt: when.startsAt, endsAt: when.endsAt }];
    })
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt));

/** The next thing to do: required before optional, in the order of the course, of what is open; else when more opens. */
function nextOf(row: EnrolmentRow, outline: VersionOutline, standing: Standing, now: Date): { activity: OutlineActivity | null; opensAt: string | null } {
  const modules = outline.modules.map((module, index) => ({ module, opensAt: moduleOpensAt(row, { key: module.key, index }) }));
  const open = modules.filter(({ opensAt }) => isOpen(row, opensAt, now)).flatMap(({ module }) => activitiesOf(module));
  const undone = open.filter(({ key }) => !standing.done.has(key));
  const activity = undone.find(({ required }) => required) ?? undone[0] ?? null;
  const later = modules.map(({ opensAt }) => opensAt).filter((opensAt): opensAt is Date => opensAt !== null && opensAt > now);
  const soonest = later.sort((a, b) => a.getTime() - b.getTime())[0];
  return { activity, opensAt: activity ? null : (soonest?.toISOString() ?? null) };
}
