import type { ActivityOf } from './activity.schemas';
import { type Problem, warning } from './problem.rules';

/** Nothing of this forbids publishing: an edition says when and where of its own, and may run when the course's own date is long past. */
export function liveEventProblems({ title, startsAt, url }: ActivityOf<'live-event'>, path: string, now: Date): Problem[] {
  const date = startsAt === null ? 'liveEventWithoutDate' : new Date(startsAt) <= now ? 'liveEventPast' : null;
  return [...(date ? [warning(`${path}/startsAt`, date, { title })] : []), ...(url === '' ? [warning(`${path}/url`, 'liveEventWithoutLink', { title })] : [])];
}
