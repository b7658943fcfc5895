import { REMINDER_NOW } from '../../rules/in.app';
import { newsOf } from './news.kind';

/** What a rule reminds of, in the Academy itself. `params`: `reminderId` alone. It may be read days later, so it names dates and never how long there is. Over once there is nothing to do about it. */
export const REMINDER_NEWS = [
  newsOf({ kind: 'reminder', about: REMINDER_NOW, leadsTo: ({ path }) => path ?? '/', says: ({ decision, at }) => (at ? [`reminder-${decision}`, { at }] : [`reminder-${decision}`]), saysGone: 'reminderOver' }),
] as const;
