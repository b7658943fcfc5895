import { mailKind, mailKinds } from '@academy/platform';
import { NEWS_KINDS, type NewsKind, type Wish } from '@academy/reminders';
import { z } from 'zod';

/** Kinds of mail that nobody has to have. */
export const optionalMails = (): string[] => mailKinds().filter((kind) => mailKind(kind)?.mayUnsubscribe === true);
export const isNews = (kind: string): kind is NewsKind => (NEWS_KINDS as readonly string[]).includes(kind);
const hasMail = (kind: string): boolean => mailKind(kind) !== undefined;

/** All kinds that somebody may choose about: what is told in the Academy first, then what comes by e-mail alone. */
export const choosable = (): string[] => [...NEWS_KINDS, ...optionalMails().filter((kind) => !isNews(kind))];

const Email = { with: z.enum(['off', 'now']).optional(), without: z.literal('off').optional() };
const InApp = { with: z.boolean().optional(), without: z.literal(false).optional() };

/** What may be changed: at each kind only where it comes. Digests are not offered yet. */
export const Wishes = z.strictObject(
  Object.fromEntries(choosable().map((kind) => [kind, z.strictObject({ inApp: isNews(kind) ? InApp.with : InApp.without, email: hasMail(kind) ? Email.with : Email.without }).optional()])),
);
export type Wishes = z.infer<typeof Wishes>;

/** What holds for each kind: everything is wanted until somebody says otherwise. */
export const wishesShown = (chosen: ReadonlyMap<string, Wish>): Record<string, Wish> =>
  Object.fromEntries(choosable().map((kind) => [kind, { inApp: isNews(kind) && (chosen.get(kind)?.inApp ?? true), email: hasMail(kind) ? (chosen.get(kind)?.email ?? 'now') : 'off' }]));
