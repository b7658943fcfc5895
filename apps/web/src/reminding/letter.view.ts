import { formatInstant, type Messages } from '@academy/platform';
import type { PreviewedMail, ReminderKind } from '@academy/reminders';

/** A paragraph of a letter, or its button with where that leads. */
export type LetterPart = Readonly<{ words: string; address: string | null }>;

/** The text part of a mail as it is read on a page: its paragraphs, the button as one, and without what stands below the line. */
export function letterParagraphs(text: string): LetterPart[] {
  const [letter = ''] = text.split(/^--\s*$/m);
  return letter.trim().split(/\n{2,}/).map((paragraph) => {
    const [, label, address] = /^(.+):\n(https?:\/\/\S+)$/.exec(paragraph) ?? [];
    return label && address ? { words: label, address } : { words: paragraph, address: null };
  });
}

/** The line under the bell that goes with a mail, in a language of the pages. Its words are the house's alone. */
export function toldLine(messages: Messages, locale: string, kind: ReminderKind, { at, timeZone }: PreviewedMail): string {
  return messages.text(locale, `notification.reminder-${kind}`, { date: at === null ? '' : formatInstant(at, 'long', locale, timeZone) });
}
