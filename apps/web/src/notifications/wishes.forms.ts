import { type Change, type Choices, choosable, hasMail, isNews, presetOf, PRESETS } from '@academy/reminders';
import { z } from 'zod';
import { clocksOf, EMAIL_WISHES, MOST_REMINDERS, TimeOfDay } from './wishes';

const kinds = choosable();
const several = (most: number) => z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.enum(kinds as [string, ...string[]])).max(most));
/** `none`: no optional mail at all. */
const OnTheWhole = z.strictObject({ part: z.literal('whole'), preset: z.enum([...PRESETS, 'none']) });
const Hours = z.strictObject({ part: z.literal('hours'), quietFrom: TimeOfDay.optional(), quietTo: TimeOfDay.optional(), weeklyCap: z.coerce.number().int().min(0).max(MOST_REMINDERS).optional() }).superRefine(({ quietFrom, quietTo }, context) => {
  if ((quietFrom === undefined) !== (quietTo === undefined) || (quietFrom !== undefined && quietFrom === quietTo)) context.addIssue({ code: 'custom', path: ['quietTo'], message: 'notification.quietBoth' });
});
const emails = Object.fromEntries(kinds.filter(hasMail).map((kind) => [`email-${kind}`, z.enum(EMAIL_WISHES).optional()]));
/** `shown`: what the page asked about; all else stays. */
const Kinds = z.strictObject({ part: z.literal('kinds'), shown: several(kinds.length), inApp: several(kinds.length), ...emails });

export const WishesForm = z.discriminatedUnion('part', [OnTheWhole, Hours, Kinds]);
export type WishesForm = z.infer<typeof WishesForm>;
/** Of the same form, by whoever comes from a mail and is not signed in: mails alone. `ends`: who wanted none at all was told that what she chooses comes again. */
export const MailsForm = z.strictObject({ shown: several(kinds.length), ends: z.literal('silence').optional(), ...emails });

type Chosen = Readonly<Record<string, unknown>>;
const emailOf = (chosen: Chosen, kind: string) => ({ email: chosen[`email-${kind}`] as (typeof EMAIL_WISHES)[number] | undefined });

export const mailsChosen = (chosen: z.infer<typeof MailsForm>): NonNullable<Change['wishes']> => Object.fromEntries(chosen.shown.filter(hasMail).map((kind) => [kind, emailOf(chosen, kind)]));
export const kindsChosen = (chosen: z.infer<typeof Kinds>): NonNullable<Change['wishes']> =>
  Object.fromEntries(chosen.shown.map((kind) => [kind, { ...(isNews(kind) ? { inApp: chosen.inApp.includes(kind) } : {}), ...emailOf(chosen, kind) }]));

export const hoursChosen = ({ quietFrom, quietTo, weeklyCap }: z.infer<typeof Hours>): Change => ({ quietHours: quietFrom === undefined || quietTo === undefined ? null : { from: quietFrom, to: quietTo }, weeklyCap: weeklyCap ?? null });
/** What the fields hold before anybody types. */
export const hoursShown = ({ quietHours, weeklyCap }: Choices) => ({ quietFrom: clocksOf(quietHours)?.from ?? '', quietTo: clocksOf(quietHours)?.to ?? '', weeklyCap: weeklyCap ?? '' });

/** Which choice on the whole this is; null for one of her own. */
export const wholeOf = ({ isSilent, wishes }: Choices): (typeof PRESETS)[number] | 'none' | null =>
  isSilent ? 'none' : presetOf(Object.fromEntries(Object.entries(wishes).flatMap(([kind, { email }]) => (hasMail(kind) ? [[kind, email]] : []))));
