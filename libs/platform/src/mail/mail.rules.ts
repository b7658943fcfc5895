/** What became of one attempt to hand a mail over. */
export type Outcome = 'retry' | 'failed' | 'unknown';

export type SmtpError = { responseCode?: number | undefined; command?: string | undefined };

/**
 * A server that answered said whether to come back (4xx) or not (5xx). Without an answer, the mail may
 * have been taken if its text was already under way (RFC 1047): transactional mail goes again under the same
 * Message-ID, a reminder stays unknown and is never sent again by itself.
 */
export function outcomeOf(error: SmtpError, isTransactional: boolean): Outcome {
  if (error.responseCode !== undefined && error.responseCode >= 500) return 'failed';
  if (error.responseCode !== undefined) return 'retry';
  const wasUnderWay = error.command === 'DATA';
  return wasUnderWay && !isTransactional ? 'unknown' : 'retry';
}

export const MAX_ATTEMPTS = 12;

/** Seconds until the next attempt: 30 s, doubling, at most 6 hours, with up to a fifth of jitter (`chance` from 0 to 1). */
export function retryAfterSeconds(attempts: number, chance: number): number {
  const base = Math.min(30 * 2 ** Math.max(0, attempts - 1), 6 * 3600);
  return Math.round(base * (1 + chance / 5));
}
