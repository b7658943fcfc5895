import type { Act } from './cohort';

const DAY = 24 * 3_600_000;
const KINDS = ['away', 'module-opened', 'module-missed', 'deadline', 'not-started', 'reviews-owed', 'claim-expiring', 'edition-starts', 'credential-expiring', 'survey', 'seat-freed', 'nearly-there', 'certificate-unfetched', 'draft-not-sent'];
const ZONES = ['Atlantic/Azores', 'Europe/Helsinki', 'Europe/Paris', 'Asia/Nicosia'];
/** Minutes after midnight: overnight; the whole working day, so that no hour is left by day; lunch. */
const QUIET = [[20 * 60, 10 * 60 + 30], [8 * 60, 19 * 60], [12 * 60, 14 * 60 + 15]] as const;

/** A change of wishes as its service takes it, or one of the ready-made choices. */
export type WishAct = Readonly<{ preset?: string; change?: object }>;

/** What people say about how and when they want to hear, at some time in the weeks; a few take it back or say it twice. */
export function wishesOf(chance: () => number, enrolledAt: number): Act[] {
  const acts: Act[] = [];
  const some = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)]!;
  const someday = (): number => enrolledAt + Math.round(chance() ** 2 * 40 * DAY);
  const wish = (share: number, made: () => WishAct): void => void (chance() < share && acts.push({ at: someday(), does: 'wish', what: JSON.stringify(made()) }));
  const email = (kind: string, how: string) => ({ change: { wishes: { [kind]: { email: how } } } });

  wish(0.1, () => email(some(KINDS), 'off'));
  wish(0.1, () => email(some(KINDS), 'daily'));
  wish(0.08, () => email(some(KINDS), 'weekly'));
  wish(0.1, () => ({ preset: some(['daily', 'weekly', 'important']) }));
  wish(0.06, () => ({ change: { wishes: { reminder: { inApp: false } } } }));
  wish(0.08, () => {
    const [from, to] = some(QUIET);
    return { change: { quietHours: { from, to } } };
  });
  wish(0.07, () => ({ change: { weeklyCap: some([0, 1, 2, 9]) } }));
  wish(0.02, () => ({ change: { isSilent: true } }));
  if (chance() < 0.05) acts.push({ at: someday(), does: 'move', what: some(ZONES) });
  return acts;
}
