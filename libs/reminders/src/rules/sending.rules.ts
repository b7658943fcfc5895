/** What a reminder stands on at the moment of sending. */
export type ReminderStanding = Readonly<{
  isOn: boolean;
  enrolmentState: string;
  editionState: string;
  endsAt: Date;
  /** The date that was told, and what it is by now; null where it turns on none. */
  told: Date | null;
  dueAt: Date | null;
}>;

/** After the end of a course: these are for those who completed it, whatever became of the edition. */
const AFTERWARDS = new Set(['survey', 'certificate-unfetched', 'credential-expiring']);
/** What is told as a day that may move. */
const DATED = new Set(['deadline', 'draft-not-sent', 'edition-starts', 'live-event']);

/** Why a reminder that is not due any more stays unsent, in words for the send log. */
export function whyNoLongerDue(kind: string, { isOn, enrolmentState, editionState, endsAt, told, dueAt }: ReminderStanding, now: Date): string {
  if (!isOn) return 'rule-off';
  if (enrolmentState === 'withdrawn' || enrolmentState === 'waitlisted') return 'not-active';
  if (kind === 'survey' && editionState === 'archived') return 'edition-over';
  if (AFTERWARDS.has(kind)) return 'done-since';
  if (enrolmentState !== 'active' && !(kind === 'live-event' && enrolmentState === 'completed')) return 'done-since';
  if (!['open', 'running'].includes(editionState) || endsAt <= now) return 'edition-over';
  if (kind === 'live-event' && told && dueAt === null) return 'event-cancelled';
  if (DATED.has(kind) && told && dueAt?.getTime() !== told.getTime()) return 'deadline-moved';
  if (DATED.has(kind) && dueAt && dueAt <= now) return 'too-late';
  return kind === 'module-opened' ? 'no-news-any-more' : kind === 'away' ? 'came-back' : 'done-since';
}

/** Why a reminder that follows from a fact is not for its reader any more, or null. Of a seat hears who has it. */
export function whyNotForHer(kind: string, { isOn, enrolmentState, isForHer }: Pick<ReminderStanding, 'isOn' | 'enrolmentState'> & Readonly<{ isForHer: boolean }>): string | null {
  if (!isOn) return 'rule-off';
  if (enrolmentState === 'withdrawn' || enrolmentState === 'waitlisted') return 'not-active';
  if (!isForHer) return 'not-in-audience';
  return kind === 'seat-freed' && enrolmentState !== 'active' ? 'done-since' : null;
}
