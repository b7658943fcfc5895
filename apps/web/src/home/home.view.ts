import type { MyEnrolment } from '@academy/learning';

const SOON = 3 * 86_400_000;
const MOST_DEADLINES = 5;

/** What the home page of a teacher shows of their courses. */
export type HomeView = {
  /** The one thing to do next: in the course used last. */
  next: { href: string; title: string; lang: string; course: string; minutes: number | null; words: Words; deadline: Deadline | null } | null;
  /** Where nothing open is left to do: when more opens. */
  later: { course: string; lang: string; opensAt: string; href: string } | null;
  courses: (Words & { href: string; title: string; lang: string; edition: string; state: MyEnrolment['state']; position: number | null })[];
  deadlines: Deadline[];
};
type Words = { done: number; required: number };
/** `isEvent`: a live event that begins then. */
type Deadline = { href: string; title: string; lang: string; at: string; tone: 'soon' | null; isEvent: boolean };

export function homeView(enrolments: readonly MyEnrolment[], now: Date): HomeView {
  const active = enrolments.filter(({ state }) => state === 'active');
  const next = active.find(({ nextActivity }) => nextActivity !== null);
  const waiting = active.filter(({ nextOpensAt }) => nextOpensAt !== null).sort((a, b) => a.nextOpensAt!.localeCompare(b.nextOpensAt!))[0];
  return {
    next: next?.nextActivity
      ? {
          href: activityHref(next, next.nextActivity.key),
          title: next.nextActivity.title,
          minutes: next.nextActivity.minutes,
          course: next.course.title,
          lang: next.course.language,
          words: next.progress,
          deadline: next.nextDeadline?.activityKey === next.nextActivity.key ? deadlineOf(next, now) : null,
        }
      : null,
    later: waiting?.nextOpensAt ? { course: waiting.course.title, lang: waiting.course.language, opensAt: waiting.nextOpensAt, href: courseHref(waiting) } : null,
    courses: enrolments.map((enrolment) => ({
      href: courseHref(enrolment),
      title: enrolment.course.title,
      lang: enrolment.course.language,
      edition: enrolment.edition.name,
      state: enrolment.state,
      position: enrolment.position,
      ...enrolment.progress,
    })),
    deadlines: active
      .flatMap((enrolment) => [deadlineOf(enrolment, now) ?? [], enrolment.liveEvents.map((event) => dateOf(enrolment, { ...event, at: event.startsAt }, true, now))].flat())
      .sort((a, b) => a.at.localeCompare(b.at))
      .slice(0, MOST_DEADLINES),
  };
}

const courseHref = ({ id }: MyEnrolment): string => `/learning/${id}`;
const activityHref = ({ id }: MyEnrolment, key: string): string => `/learning/${id}/activities/${key}`;

function deadlineOf(enrolment: MyEnrolment, now: Date): Deadline | null {
  return enrolment.nextDeadline && dateOf(enrolment, enrolment.nextDeadline, false, now);
}

function dateOf(enrolment: MyEnrolment, { activityKey, title, at }: { activityKey: string; title: string; at: string }, isEvent: boolean, now: Date): Deadline {
  const isSoon = new Date(at).getTime() - now.getTime() < SOON;
  return { href: activityHref(enrolment, activityKey), title, lang: enrolment.course.language, at, tone: isSoon ? 'soon' : null, isEvent };
}
