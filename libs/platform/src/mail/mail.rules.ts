/** What became of one attempt to hand a mail over. `away`: the server itself failed, and the mail was not brought to it at all. */
export type Outcome = 'retry' | 'failed' | 'unknown' | 'away';

/**
 * How far the conversation came: what the server answered to which command, whether any of the mail's text was on its way, and
 * whether the server had let us in at all. `isRefusedByUs`: the mail cannot be said in this conversation, whatever the server thinks.
 */
export type SmtpError = { responseCode?: number | undefined; response?: string | undefined; command?: string | undefined; wasUnderWay?: boolean; wasLetIn?: boolean; isRefusedByUs?: boolean };

/** Commands about this one mail. A 5xx to any other (greeting, sign-in) is about us, and a person can mend it. */
const ABOUT_THE_MAIL = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/**
 * A server that answered said whether to come back (4xx) or not (5xx). Without an answer, the mail may
 * have been taken if its text was already under way (RFC 1047): transactional mail goes again under the same
 * Message-ID, all else stays unknown and is never sent again by itself.
 */
export function outcomeOf(error: SmtpError, isTransactional: boolean): Outcome {
  if (error.isRefusedByUs) return 'failed';
  if (error.wasLetIn === false) return 'away';
  if (error.responseCode !== undefined) return error.responseCode >= 500 && ABOUT_THE_MAIL.has(error.command ?? '') ? 'failed' : 'retry';
  return error.wasUnderWay && !isTransactional ? 'unknown' : 'retry';
}

/** Seconds that a mail which a server puts off is tried again and again. */
export const TRIED_FOR_SECONDS = 24 * 3600;

/** Seconds until the next attempt: 30 s, doubling, at most an hour, with up to a fifth of jitter (`chance` from 0 to 1). */
export function retryAfterSeconds(attempts: number, chance: number): number {
  const base = Math.min(30 * 2 ** Math.max(0, attempts - 1), 3600);
  return Math.round(base * (1 + chance / 5));
}

/** Seconds that a server which failed so often in a row is left alone: 5 s, doubling, at most ten minutes, with up to a fifth of jitter. */
export function hostPauseSeconds(failures: number, chance: number): number {
  const base = Math.min(5 * 2 ** Math.max(0, failures - 1), 600);
  return Math.round(base * (1 + chance / 5));
}

/** Enhanced codes (RFC 3463) that say that nobody is there: 5.1.x but a bad sender, a mailbox that is disabled, a domain that takes no mail. */
const NOBODY_THERE = /^5\.(1\.(?!7|8)\d+|2\.1|4\.4)$/;

/** What servers say of senders, not of mailboxes, where they give no enhanced code. */
const ABOUT_US = /relay|spam|polic|block|list|reput|authent|spf|dkim|dmarc/i;

/**
 * Whether a refusal says that the address is dead, and not that this mail, or we, are not wanted: what filters and policies say
 * (5.7.x), full mailboxes (5.2.2) and anything after the text leaves the address as it is.
 */
export function isDeadAddress({ responseCode, response, command }: SmtpError): boolean {
  if (command !== 'RCPT TO' || responseCode === undefined) return false;
  const enhanced = /^5\d\d[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  if (enhanced !== undefined) return NOBODY_THERE.test(enhanced);
  return (responseCode === 550 || responseCode === 551) && !ABOUT_US.test(response ?? '');
}
