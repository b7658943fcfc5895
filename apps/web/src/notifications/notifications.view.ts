import type { Messages } from '@academy/platform';
import type { NotificationView } from '@academy/reminders';

type Line = NotificationView & Readonly<{ sentence: string }>;
export type Day = Readonly<{ day: string; at: string; lines: Line[] }>;

/** Notifications by the days of the reader's zone, in the order they come; each with its sentence. */
export function daysOf(messages: Messages, locale: string, timeZone: string, notifications: readonly NotificationView[]): Day[] {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone });
  const days: Day[] = [];
  for (const notification of notifications) {
    const day = dayOf.format(notification.createdAt);
    if (days.at(-1)?.day !== day) days.push({ day, at: notification.createdAt.toISOString(), lines: [] });
    days.at(-1)!.lines.push({ ...notification, sentence: sentenceOf(messages, locale, notification) });
  }
  return days;
}

function sentenceOf(messages: Messages, locale: string, { kind, isGone, author, count, decision }: NotificationView): string {
  const say = (key: string, values: Record<string, string | number> = {}): string => messages.text(locale, key, values);
  if (isGone) return kind === 'group-invitation' ? say('notification.invitationOver') : say('notification.gone');
  const name = author?.displayName ?? '';
  switch (kind) {
    case 'announcement':
      return say('notification.announcement', { name });
    case 'mention':
      return say('notification.mention', { name });
    case 'reply':
      return say('notification.reply', { name });
    case 'followed':
      return say('notification.followed', { count });
    case 'new-threads':
      return say('notification.newThreads', { count, name });
    case 'answer-endorsed':
      return say('notification.answerEndorsed');
    case 'post-decided':
      return say(`notification.decided-${decision}`);
    case 'post-appeal-decided':
      return say(`notification.appeal-${decision}`);
    case 'group-invitation':
      return say('notification.invitation', { name });
  }
}
