/**
 * What a mail server says became of a mail later on (RFC 3464), or what a mail program says its reader thought of it (RFC 5965),
 * read out of the parts that were made for machines. Everything in them was written by a stranger.
 */
export type DeliveryReport = Readonly<{
  kind: 'bounced' | 'complained';
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`; of a complaint its kind: `abuse`, `not-spam`. */
  action: string;
  /** Enhanced status code (RFC 3463), or null. */
  status: string | null;
  said: string;
}>;

/** How much a report weighs: final, to be counted, or nothing. */
export type Weight = 'final' | 'counts' | 'nothing';

/** Names of fields in lower case, folded lines unfolded. The first of a name counts. */
export function fieldsOf(block: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([!-9;-~]{1,100}):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value!.trim());
  }
  return fields;
}

/** The report about the one recipient of a mail of ours: blocks are parted by an empty line, the first is about the mail. */
export function bounceOf(deliveryStatus: string): DeliveryReport | null {
  const blocks = deliveryStatus.trim().split(/\r?\n[ \t]*\r?\n/).map(fieldsOf);
  const recipient = blocks.find((fields) => fields.has('action') || fields.has('status'));
  if (!recipient) return null;
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(recipient.get('status') ?? '')?.[1] ?? null;
  const action = (recipient.get('action') ?? '').toLowerCase() || (status?.startsWith('5') ? 'failed' : 'delayed');
  return { kind: 'bounced', action, status, said: withoutType(recipient.get('diagnostic-code') ?? '') || (status ?? action) };
}

/** The report of a reader's mail program. */
export function complaintOf(feedback: string): DeliveryReport | null {
  const fields = fieldsOf(feedback.trim());
  const action = fields.get('feedback-type')?.toLowerCase();
  return action ? { kind: 'complained', action, status: null, said: action } : null;
}

/**
 * Final is what says that nobody is there, by its code or for lack of one. What was only put off weighs nothing, for the server
 * goes on trying; a full mailbox and what else failed for now is counted. What filters say of us (5.7.x) is not about the address.
 */
export function weightOf({ kind, action, status }: DeliveryReport): Weight {
  if (kind === 'complained') return action === 'not-spam' ? 'nothing' : 'final';
  if (action !== 'failed') return 'nothing';
  return status === null ? 'final' : weightOfStatus(status);
}

/**
 * What an enhanced status code (RFC 3463) says of an address. Final: 5.1.x, a mailbox that is disabled, a domain that takes no
 * mail, and what is not told any nearer. Of us, and not of the address, are a bad sender (5.1.7, 5.1.8) and what the system, the protocol, the text or a filter refused.
 */
export function weightOfStatus(status: string): Weight {
  if (/^5\.(0\.\d+|1\.(?!7|8)\d+|2\.1|4\.4)$/.test(status)) return 'final';
  return /^5\.([7653]\.|1\.[78]$)/.test(status) ? 'nothing' : 'counts';
}

/** `smtp; 550 no such user` without the kind of server. */
const withoutType = (diagnostic: string): string => diagnostic.replace(/^[\w-]+;\s*/, '').slice(0, 500);
