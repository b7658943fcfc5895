import { fateOf, type Posted } from '../digests/mail.fates';
import { mailKey } from './due.parts';
import type { ReminderKind } from './reminder.kinds';

/** Why the mail of a reminder was kept back. */
export const NOT_GONE = ['turned-off', 'over-cap', 'no-longer-needed', 'address-failed', 'before-demonstration'] as const;
export type NotGone = (typeof NOT_GONE)[number];

/**
 * What became of the reminders of a kind that were decided about in an edition in the last seven days. `sent`: mails that went by themselves; `inLetters`:
 * as part of a letter; `waiting`: for an hour or a letter; `keptBack`: by why, the most first; `notDelivered`: failed, or nobody knows;
 * `withoutMail`: told in the Academy alone, or too late for a mail; `heldOut`: left out by lot.
 */
export type RecentReminders = Readonly<{ kind: ReminderKind; sent: number; inLetters: number; waiting: number; keptBack: readonly Readonly<{ why: NotGone; count: number }>[]; notDelivered: number; withoutMail: number; heldOut: number }>;
export const NOTHING_OF_LATE: Omit<RecentReminders, 'kind'> = { sent: 0, inLetters: 0, waiting: 0, keptBack: [], notDelivered: 0, withoutMail: 0, heldOut: 0 };

type Counted = { kind: ReminderKind; arm: 'sent' | 'held-out'; state: string | null; count: number } & Omit<Posted, 'state'>;

/** Those of the edition $1, counted by what became of them. */
export const RECENT = `SELECT r.kind, r.arm, m.state, m.reason, l.state AS letter, l.reason AS "letterReason", count(*)::int AS count
  FROM reminder r LEFT JOIN mail m ON r.arm = 'sent' AND m.natural_key = ${mailKey('r')} LEFT JOIN mail l ON l.id = m.digest_id
  WHERE r.edition_id = $1 AND r.decided_at > academy_now() - interval '7 days' GROUP BY 1, 2, 3, 4, 5, 6`;
export type RecentlyCounted = readonly Counted[];

/** Kinds about which nothing was decided are missing. */
export const recentsOf = (counted: RecentlyCounted): RecentReminders[] => [...new Set(counted.map(({ kind }) => kind))].map((kind) => ({ kind, ...summed(counted.filter((line) => line.kind === kind)) }));

function summed(lines: readonly Counted[]): Omit<RecentReminders, 'kind'> {
  const fate = ({ arm, state, ...posted }: Counted) => (arm === 'held-out' ? 'held-out' : state === null ? 'without-mail' : fateOf({ state, ...posted }));
  const count = (...fates: ReturnType<typeof fate>[]): number => lines.filter((line) => fates.includes(fate(line))).reduce((sum, line) => sum + line.count, 0);
  return {
    sent: count('sent'),
    inLetters: count('in-letter'),
    waiting: count('waiting', 'in-next-letter'),
    keptBack: NOT_GONE.map((why) => ({ why, count: count(why) })).filter((each) => each.count > 0).sort((a, b) => b.count - a.count),
    notDelivered: count('not-delivered', 'unknown'),
    withoutMail: count('without-mail'),
    heldOut: count('held-out'),
  };
}
