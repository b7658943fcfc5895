import { type Weight, weightOfStatus } from './delivery.report.rules';

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

/** What servers say of senders, not of mailboxes, where they give no enhanced code. */
const ABOUT_US = /relay|spam|polic|block|list|reput|authent|spf|dkim|dmarc/i;
/** Replies to a recipient (RFC 5321, RFC 7504) that say that nobody is there, and all that are about the address. */
const NOBODY_THERE = new Set([550, 551]);
const ABOUT_THE_ADDRESS = new Set([521, 550, 551, 552, 553, 554, 556]);

/**
 * What a refusal weighs against an address. Only what is said of the recipient for good (5xx) does: anything after the text is about
 * this mail. An enhanced code (RFC 3463) weighs as in a report of later; where there is none, or one that says nothing, the reply and its words do.
 */
export function weightOfRefusal({ responseCode, response, command }: SmtpError): Weight {
  if (command !== 'RCPT TO' || responseCode === undefined || responseCode < 500) return 'nothing';
  const enhanced = /^5\d\d[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  if (enhanced !== undefined && !enhanced.startsWith('5.0.')) return weightOfStatus(enhanced);
  if (!ABOUT_THE_ADDRESS.has(responseCode) || ABOUT_US.test(response ?? '')) return 'nothing';
  return NOBODY_THERE.has(responseCode) ? 'final' : 'counts';
}
