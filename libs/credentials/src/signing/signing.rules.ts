/** When keys come and go. All by the machine's clock: verifiers elsewhere know no other. */

const DAY = 24 * 3_600_000;
/** A key is published this long before it signs, so that whoever keeps a copy of the key set has it by then. */
export const PUBLISHED_AHEAD_DAYS = 2;
/** A key signs this long before the next takes over. Old keys stay published: what they signed still verifies. */
export const SIGNS_FOR_DAYS = 365;

type Key = Readonly<{ kid: string; algorithm: string; signsFrom: Date }>;

/** The key that signs now: the youngest of those that have begun; before any has, the one that begins first. */
export function signingKey<K extends Key>(keys: readonly K[], algorithm: string, now: Date): K | null {
  const ofKind = keys.filter((key) => key.algorithm === algorithm).sort((a, b) => a.signsFrom.getTime() - b.signsFrom.getTime());
  return ofKind.filter(({ signsFrom }) => signsFrom <= now).at(-1) ?? ofKind[0] ?? null;
}

/** From when the next key is to sign, where one has to be made now; null where there is no need. */
export function nextKeyFrom(keys: readonly Key[], algorithm: string, now: Date): Date | null {
  const newest = keys.filter((key) => key.algorithm === algorithm).reduce<Date | null>((latest, { signsFrom }) => (latest && latest > signsFrom ? latest : signsFrom), null);
  if (!newest) return now;
  const due = new Date(newest.getTime() + SIGNS_FOR_DAYS * DAY);
  if (due.getTime() - now.getTime() > PUBLISHED_AHEAD_DAYS * DAY) return null;
  const earliest = new Date(now.getTime() + PUBLISHED_AHEAD_DAYS * DAY);
  return due > earliest ? due : earliest;
}
