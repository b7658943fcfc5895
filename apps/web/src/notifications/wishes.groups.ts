import { choosable, hasMail, isNews, type Choices, type EmailWish } from '@academy/reminders';

/** What kinds are about, in the order in which pages list them. A kind that is not named is about courses. */
const GROUPS = {
  courses: ['reminder', 'announcement', 'edition-starts', 'not-started', 'module-opened', 'module-missed', 'away', 'deadline', 'live-event', 'live-event-changed', 'nearly-there', 'survey', 'enrolled', 'waitlisted', 'seat-freed', 'group-invitation'],
  works: [
    'review-received', 'grade-released', 'draft-not-sent', 'work-returned', 'with-moderators', 'appeal-decided', 'reviews-owed', 'claim-expiring', 'review-answered', 'help-wanted', 'duty-waived', 'report-decided', 'taken-out',
  ],
  discussions: ['mention', 'reply', 'followed', 'new-threads', 'answer-endorsed', 'post-decided', 'post-appeal-decided', 'post-report-decided'],
  credentials: ['badge-awarded', 'certificate-ready', 'certificate-unfetched', 'credential-expiring', 'credential-revoked', 'name-correction-decided'],
  duties: ['case-raised', 'post-case-opened', 'post-appealed', 'name-correction-asked'],
} as const;
type GroupName = keyof typeof GROUPS;
const NAMES = Object.keys(GROUPS) as GroupName[];
const groupOf = (kind: string): GroupName => NAMES.find((name) => (GROUPS[name] as readonly string[]).includes(kind)) ?? 'courses';
const placeOf = (kind: string): number => (GROUPS[groupOf(kind)] as readonly string[]).indexOf(kind) + 1 || GROUPS.courses.length + 1;

export type WishLine = Readonly<{ kind: string; isNews: boolean; hasMail: boolean; inApp: boolean; email: EmailWish }>;
export type WishGroup = Readonly<{ name: GroupName; lines: WishLine[] }>;

/** `hasDuties`: whoever moderates or coordinates chooses about that too. `onlyMails`: where nobody is signed in. */
export function groupsOf({ wishes }: Choices, { hasDuties, onlyMails }: { hasDuties: boolean; onlyMails: boolean }): WishGroup[] {
  const lines = choosable().filter((kind) => hasMail(kind) || !onlyMails).sort((one, other) => placeOf(one) - placeOf(other));
  return NAMES.filter((name) => hasDuties || name !== 'duties')
    .map((name) => ({ name, lines: lines.filter((kind) => groupOf(kind) === name).map((kind) => ({ kind, isNews: isNews(kind), hasMail: hasMail(kind), ...wishes[kind]! })) }))
    .filter((group) => group.lines.length > 0);
}
