import type { Composing, MailContent } from '@academy/platform';
import type { ReminderText } from './reminder.kinds';
import { filledIn, paragraphsOf } from './rule.rules';

/** What a reminder says. All but the ids is looked up when it is sent; `words`: a coordinator's own, instead of the house's. */
export type Letter = Readonly<{
  enrolmentId: string;
  course: string;
  edition: string;
  module: string;
  activity: string;
  activityKey: string | null;
  /** What it turns on: a start, a deadline, an expiry. */
  at: string | null;
  days: number;
  link: string | null;
  words: ReminderText | null;
}>;

/** The values of the placeholders, beside the reader's name. */
export type Named = Readonly<Partial<Record<'course' | 'edition' | 'module' | 'activity' | 'date' | 'days' | 'count' | 'link', string>>>;

/** The house's letter, or a coordinator's words in its place: subject and paragraphs, never where it leads. */
export function worded(content: MailContent, words: ReminderText | null | undefined, named: Named, { recipient }: Composing): MailContent {
  if (!words) return content;
  const values = { ...named, name: recipient.displayName };
  const paragraphs = paragraphsOf(words.body).map((paragraph) => filledIn(paragraph, values));
  return { ...content, subject: filledIn(words.subject, values) || content.subject, paragraphs };
}

/** The same for a letter whose date is read as `date`. */
export const letterWords = (content: MailContent, letter: Letter, date: string, composing: Composing): MailContent => {
  const { course, edition, module, activity, days, link } = letter;
  return worded(content, letter.words, { course, edition, module, activity, date, days: String(days), link: link ?? '' }, composing);
};
