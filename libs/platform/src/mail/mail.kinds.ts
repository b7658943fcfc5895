import type { CalendarEntry } from './calendar.rules';

/** What a mail says; the layouts for HTML and plain text are the same for all. */
export type MailContent = {
  subject: string;
  paragraphs: string[];
  /** What somebody wrote, in its own language. */
  quote?: { words: string; language: string };
  action?: { label: string; url: string };
  /** What a digest gathers, below the paragraphs. */
  items?: readonly MailItem[];
  /** Something with a date, attached as a calendar file. */
  calendar?: CalendarEntry;
  /** Smaller print below: why this was sent, how long a link lives. */
  footnote?: string;
};

/** One piece of news in a digest: what it is about, a sentence or two, and where it leads. `place`: the course that it and those after it are of. */
export type MailItem = { place?: string; heading: string; text: string; action?: { label: string; url: string } };

export type MailRecipient = { displayName: string; locale: string; timeZone: string };

/** What composing needs to know beside the stored data. */
export type Composing = {
  recipient: MailRecipient;
  /** A message in the recipient's language: `mail.<key>`. */
  t: (key: string, values?: Record<string, string | number | Date | null>) => string;
  /** An absolute address of ours. */
  url: (path: string) => string;
  /** `value.signature` for a link that proves itself. */
  seal: (purpose: string, value: string) => string;
  /** A date (and time) as the recipient reads it, zone named. */
  date: (instant: string, style?: 'day' | 'long') => string;
};

export type MailKind<Data = Record<string, unknown>> = Readonly<{
  kind: string;
  /** Sent at least once, under one Message-ID, at any hour: what cannot wait and must not be lost. Reminders and news are sent at most once. */
  isTransactional: boolean;
  /** False for verification, password reset and security notices alone. */
  mayUnsubscribe: boolean;
  compose: (data: Data, using: Composing) => MailContent;
}>;

const kinds = new Map<string, MailKind<never>>();

/** Declares a kind of mail. Its texts are the messages `mail.<kind>…`. */
export function defineMail<Data>(kind: MailKind<Data>): MailKind<Data> {
  if (kinds.has(kind.kind)) throw new Error(`The mail ${kind.kind} is declared twice.`);
  kinds.set(kind.kind, kind as MailKind<never>);
  return kind;
}

export const mailKind = (kind: string): MailKind<Record<string, unknown>> | undefined => kinds.get(kind) as MailKind<Record<string, unknown>> | undefined;
export const mailKinds = (): string[] => [...kinds.keys()];
