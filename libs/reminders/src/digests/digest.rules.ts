/** What asks for something comes first, then what was said to her, then what is good to know. A kind that is not named comes last. */
const ORDER = [
  'deadline', 'draft-not-sent', 'claim-expiring', 'reviews-owed', 'edition-starts', 'nearly-there', 'case-raised', 'post-case-opened', 'post-appealed', 'name-correction-asked',
  'grade-released', 'appeal-decided', 'certificate-ready', 'certificate-unfetched', 'mention', 'reply', 'announcement', 'answer-endorsed', 'review-answered', 'group-invitation', 'help-wanted',
  'module-opened', 'module-missed', 'away', 'followed', 'new-threads',
];
const rankOf = (kind: string): number => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);

type Gathered = Readonly<{ kind: string; place: string }>;

/** By courses, the one with the most pressing first; within each the most useful first, and as it came. */
export function inOrder<Item extends Gathered>(items: readonly Item[]): Item[] {
  const best = new Map<string, number>();
  for (const { kind, place } of items) best.set(place, Math.min(best.get(place) ?? Infinity, rankOf(kind)));
  const position = new Map(items.map((item, index) => [item, index]));
  return [...items].sort((one, other) => best.get(one.place)! - best.get(other.place)! || (one.place < other.place ? -1 : one.place > other.place ? 1 : 0) || rankOf(one.kind) - rankOf(other.kind) || position.get(one)! - position.get(other)!);
}
