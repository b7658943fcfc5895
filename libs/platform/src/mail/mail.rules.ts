/** What became of one attempt to hand a mail over. */
export type Outcome = 'retry' | 'failed' | 'unknown';

/** How far the conversation came: what the server answered to which command, and whether any of the mail's text was on its way. */
export type SmtpError = { responseCode?: number | undefined; command?: string | undefined; wasUnderWay?: boolean };

/** Commands about this one mail. A 5xx to any other (greeting, sign-in) is about us, and a person can mend it. */
const ABOUT_THE_MAIL = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/**
 * A server that answered said whether to come back (4xx) or not (5xx). Without an answer, the mail may
 * have been taken if its text was already under way (RFC 1047): transactional mail goes again under the same
 * Message-ID, a reminder stays unknown and is never sent again by itself.
 */
export function outcomeOf(error: SmtpError, isTransactional: boolean): Outcome {
  if (error.responseCode !== undefined) return error.responseCode >= 500 && ABOUT_THE_MAIL.has(error.command ?? '') ? 'failed' : 'retry';
  return error.wasUnderWay && !isTransactional ? 'unknown' : 'retry';
}

export const MAX_ATTEMPTS = 12;

/** Seconds until the next attempt: 30 s, doubling, at most 6 hours, with up to a fifth of jitter (`chance` from 0 to 1). */
export function retryAfterSeconds(attempts: number, chance: number): number {
  const base = Math.min(30 * 2 ** Math.max(0, attempts - 1), 6 * 3600);
  return Math.round(base * (1 + chance / 5));
}
