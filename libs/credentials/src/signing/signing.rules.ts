/** How a badge may be signed: EdDSA over Ed25519, and RS256 for verifiers that know no other. */
export type Algorithm = 'EdDSA' | 'RS256';
export const ALGORITHMS: readonly Algorithm[] = ['EdDSA', 'RS256'];

/** Both instants are stored with the key; a key is in the published set from the first and signs from the second. */
export type KeyTimes = { kid: string; algorithm: Algorithm; publishedAt: Date; signsFrom: Date };

const HOUR = 3_600_000;
/** How long a key is published before it signs, so that whoever keeps the published set for a day knows it by then. */
export const PUBLISHED_AHEAD = 24 * HOUR;
/** How long a key signs until the next one does. */
export const SIGNING_PERIOD = 90 * 24 * HOUR;

/** The key that signs now: the one whose turn began last. Null when there is none yet. */
export function whichKeySigns<K extends KeyTimes>(keys: readonly K[], algorithm: Algorithm, now: Date): K | null {
  const ready = keys.filter((key) => key.algorithm === algorithm && key.publishedAt <= now && key.signsFrom <= now);
  return ready.sort(laterFirst)[0] ?? null;
}

/** The keys anyone may see now: those that signed, sign, or will. Old ones stay, for what they signed stays valid. */
export function whichKeysArePublished<K extends KeyTimes>(keys: readonly K[], now: Date): K[] {
  return keys.filter((key) => key.publishedAt <= now).sort(laterFirst);
}

/** When the next key has to be made: at once where there is none, else a day before the newest one's period is over. */
export function whenIsTheNextKeyDue(keys: readonly KeyTimes[], algorithm: Algorithm, now: Date): Date {
  const newest = newestOf(keys, algorithm);
  return newest ? new Date(newest.signsFrom.getTime() + SIGNING_PERIOD - PUBLISHED_AHEAD) : now;
}

/**
 * The times of a key to be made now, or null when none is due. The first key signs at once: nobody can have kept a
 * published set without it. Every other is published for a day before its turn, even if it is made late.
 */
export function planNextKey(keys: readonly KeyTimes[], algorithm: Algorithm, now: Date): { publishedAt: Date; signsFrom: Date } | null {
  if (whenIsTheNextKeyDue(keys, algorithm, now) > now) return null;
  const newest = newestOf(keys, algorithm);
  if (!newest) return { publishedAt: now, signsFrom: now };
  const turn = Math.max(newest.signsFrom.getTime() + SIGNING_PERIOD, now.getTime() + PUBLISHED_AHEAD);
  return { publishedAt: now, signsFrom: new Date(turn) };
}

/** The times of a key that somebody asks for ahead of its time, or null where the next one waits for its turn already. */
export function planAskedKey(keys: readonly KeyTimes[], algorithm: Algorithm, now: Date): { publishedAt: Date; signsFrom: Date } | null {
  const newest = newestOf(keys, algorithm);
  if (newest && newest.signsFrom > now) return null;
  return { publishedAt: now, signsFrom: newest ? new Date(now.getTime() + PUBLISHED_AHEAD) : now };
}

const newestOf = (keys: readonly KeyTimes[], algorithm: Algorithm): KeyTimes | null =>
  keys.filter((key) => key.algorithm === algorithm).sort(laterFirst)[0] ?? null;

const laterFirst = (a: KeyTimes, b: KeyTimes): number => b.signsFrom.getTime() - a.signsFrom.getTime() || (a.kid < b.kid ? -1 : 1);
