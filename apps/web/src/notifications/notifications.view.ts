import { formatInstant, type Messages } from '@academy/platform';
import type { NotificationView } from '@academy/reminders';

type Line = Omit<NotificationView, 'sentence'> & Readonly<{ sentence: string }>;
export type Day = Readonly<{ day: string; at: string; lines: Line[] }>;

/** Notifications by the days of the reader's zone, in the order they come; each with its sentence. */
export function daysOf(messages: Messages, locale: string, timeZone: string, notifications: readonly NotificationView[]): Day[] {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone });
  const days: Day[] = [];
  for (const notification of notifications) {
    const day = dayOf.format(notification.createdAt);
    if (days.at(-1)?.day !== day) days.push({ day, at: notification.createdAt.toISOString(), lines: [] });
    const [key, { at, ...values } = {}] = notification.sentence;
    const date = at === undefined ? {} : { date: formatInstant(String(at), 'long', locale, timeZone) };
    days.at(-1)!.lines.push({ ...notification, sentence: messages.text(locale, `notification.${key}`, { ...values, ...date }) });
  }
  return days;
}
