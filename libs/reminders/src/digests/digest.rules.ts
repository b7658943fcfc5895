/** Kinds by how pressing they are: what asks for something, then what was decided about her or said to her, then what is good to know. A kind that is not named comes last. */
export const BY_URGENCY: readonly string[] = [
  'deadline', 'draft-not-sent', 'claim-expiring', 'reviews-owed', 'live-event', 'live-event-changed', 'seat-freed', 'edition-starts', 'credential-expiring', 'nearly-there', 'case-raised', 'post-case-opened', 'post-appealed', 'name-correction-asked',
  'grade-released', 'work-returned', 'appeal-decided', 'post-decided', 'post-appeal-decided', 'taken-out', 'with-moderators', 'name-correction-decided', 'enrolled', 'waitlisted', 'duty-waived', 'credential-revoked', 'certificate-ready', 'certificate-unfetched', 'badge-awarded',
  'mention', 'reply', 'announcement', 'answer-endorsed', 'review-received', 'review-answered', 'report-decided', 'post-report-decided', 'group-invitation', 'help-wanted',
  'module-opened', 'module-missed', 'not-started', 'away', 'survey', 'followed', 'new-threads',
];
const rankOf = (kind: string): number => (BY_URGENCY.includes(kind) ? BY_URGENCY.indexOf(kind) : BY_URGENCY.length);

type Gathered = Readonly<{ kind: string; place: string }>;

/** By courses, the one with the most pressing first; within each the most useful first, and as it came. */
export function inOrder<Item extends Gathered>(items: readonly Item[]): Item[] {
  const best = new Map<string, number>();
  for (const { kind, place } of items) best.set(place, Math.min(best.get(place) ?? Infinity, rankOf(kind)));
  const position = new Map(items.map((item, index) => [item, index]));
  return [...items].sort((one, other) => best.get(one.place)! - best.get(other.place)! || (one.place < other.place ? -1 : one.place > other.place ? 1 : 0) || rankOf(one.kind) - rankOf(other.kind) || position.get(one)! - position.get(other)!);
}
