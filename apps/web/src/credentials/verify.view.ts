import type { Claim, FileVerdict, Verified } from '@academy/credentials';

type Status = FileVerdict['status'];
type Tone = 'valid' | 'revoked' | 'warning' | 'unknown';

/** What the page shows: the word, why, and what there is to read of a credential. */
export type VerdictView = {
  status: Status;
  tone: Tone;
  /** `verify.why-…`: how it is known, or why it is not. */
  why: string;
  fileName: string | null;
  credential: (Verified & { picture: string | null; isGone: boolean }) | null;
  claim: Claim | null;
};

const TONES: Readonly<Record<Status, Tone>> = { valid: 'valid', revoked: 'revoked', altered: 'revoked', superseded: 'warning', expired: 'warning', 'not-ours': 'unknown', unknown: 'unknown' };

const shown = (credential: Verified | null): VerdictView['credential'] =>
  credential && { ...credential, picture: credential.badgeId ? `/badges/${credential.badgeId}.svg` : null, isGone: credential.status !== 'valid' };

/** What a code stands for. */
export function viewOfCode(credential: Verified | null): VerdictView {
  const status = credential?.status ?? 'unknown';
  return { status, tone: TONES[status], why: credential ? `code-${status}` : 'code-unknown', fileName: null, credential: shown(credential), claim: null };
}

/** What a file is. */
export function viewOfVerdict({ status, why, credential, claim }: FileVerdict, fileName: string): VerdictView {
  return { status, tone: TONES[status], why, fileName, credential: shown(credential), claim };
}
