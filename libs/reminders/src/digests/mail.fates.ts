/** What became of a mail, as its reader hears it. `in-letter`: part of a letter that went. */
export const MAIL_FATES = ['sent', 'waiting', 'in-next-letter', 'in-letter', 'turned-off', 'over-cap', 'no-longer-needed', 'before-demonstration', 'address-failed', 'not-delivered', 'unknown'] as const;
export type MailFate = (typeof MAIL_FATES)[number];

/** A mail as its row has it, and the letter that it is part of, if any. */
export type Posted = Readonly<{ state: string; reason: string | null; letter: string | null; letterReason: string | null }>;

export const fateOf = ({ state, reason, letter, letterReason }: Posted): MailFate => (state === 'gathered' ? fateIn(letter, letterReason) : fateAlone(state, reason));

/** Reasons that their reader is told; what was done by then, or concerned her no more, is one for her. */
const FATES_BY_REASON: Readonly<Record<string, MailFate>> = { 'opted-out': 'turned-off', 'over-cap': 'over-cap', bounced: 'address-failed', complained: 'address-failed', 'before-demonstration': 'before-demonstration' };

function fateAlone(state: string, reason: string | null): MailFate {
  switch (state) {
    case 'sent':
      return 'sent';
    case 'held':
      return 'in-next-letter';
    case 'suppressed':
      return FATES_BY_REASON[reason ?? ''] ?? 'no-longer-needed';
    case 'failed':
      return 'not-delivered';
    case 'unknown':
      return 'unknown';
    default:
      return 'waiting';
  }
}

/** What was not left out of a letter shares its fate. */
function fateIn(letter: string | null, reason: string | null): MailFate {
  switch (letter) {
    case 'sent':
      return 'in-letter';
    case 'suppressed':
    case 'failed':
    case 'unknown':
      return fateAlone(letter, reason);
    default:
      return 'in-next-letter';
  }
}
