import type { Composing, MailContent } from '@academy/platform';
import type { LiveEventDate } from '@academy/learning';
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
  /** What it turns on: a start, a deadline, an expiry, a last visit. */
  at: string | null;
  /** From the day of sending until then, or since then, on the reader's calendar. */
  days: number;
  link: string | null;
  words: ReminderText | null;
  /** The live event that it is about, for calendars. */
  event?: WrittenEvent | null;
}>;

/** Dates as JSON writes them. */
export type WrittenEvent = Omit<LiveEventDate, 'startsAt' | 'endsAt'> & Readonly<{ startsAt: string; endsAt: string }>;
export const readEvent = ({ startsAt, endsAt, ...event }: WrittenEvent): LiveEventDate => ({ ...event, startsAt: new Date(startsAt), endsAt: new Date(endsAt) });

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
