import { type Change, choosable, type Choices, hasMail, type Hours, isNews } from '@academy/reminders';
import { z } from 'zod';

export const EMAIL_WISHES = ['now', 'daily', 'weekly', 'off'] as const;
export const MOST_REMINDERS = 50;

/** A time of the day, "22:00", in minutes after midnight. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/).transform((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
export const clocksOf = (hours: Hours | null): { from: string; to: string } | null => hours && { from: clockOf(hours.from), to: clockOf(hours.to) };

const QuietHours = z.strictObject({ from: TimeOfDay, to: TimeOfDay }).refine(({ from, to }) => from !== to, { message: 'Begin and end have to differ.', path: ['to'] });
const Email = { with: z.enum(EMAIL_WISHES).optional(), without: z.literal('off').optional() };
const InApp = { with: z.boolean().optional(), without: z.literal(false).optional() };
const kinds = Object.fromEntries(choosable().map((kind) => [kind, z.strictObject({ inApp: isNews(kind) ? InApp.with : InApp.without, email: hasMail(kind) ? Email.with : Email.without }).optional()]));

/** What may be changed: at each kind only where it comes. Hours are where the person is; a cap of null is the house's. */
export const Wishes = z.strictObject({ ...kinds, quietHours: QuietHours.nullable().optional(), weeklyCap: z.number().int().min(0).max(MOST_REMINDERS).nullable().optional(), silent: z.boolean().optional() });
export type Wishes = z.infer<typeof Wishes>;

export function changeOf({ quietHours, weeklyCap, silent, ...named }: Wishes): Change {
  const wishes = Object.fromEntries(Object.entries(named as Record<string, NonNullable<Change['wishes']>[string] | undefined>).flatMap(([kind, wish]) => (wish ? [[kind, wish]] : [])));
  return { wishes, quietHours, weeklyCap, isSilent: silent };
}

export const wishesShown = ({ wishes, quietHours, weeklyCap, isSilent }: Choices): Record<string, unknown> => ({ ...wishes, quietHours: clocksOf(quietHours), weeklyCap, silent: isSilent });
