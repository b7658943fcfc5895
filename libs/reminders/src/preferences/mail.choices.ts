import { mailKind, mailKinds } from '@academy/platform';
import { NEWS_KINDS, type NewsKind } from '../news/news.kinds';

/** The letter that gathers others: there is nothing to choose about it but about what it gathers. */
export const DIGEST = 'digest';

export const isNews = (kind: string): kind is NewsKind => (NEWS_KINDS as readonly string[]).includes(kind);
export const hasMail = (kind: string): boolean => mailKind(kind) !== undefined;
/** Kinds of mail that nobody has to have. */
export const optionalMails = (): string[] => mailKinds().filter((kind) => kind !== DIGEST && mailKind(kind)?.mayUnsubscribe === true);
/** All kinds that somebody may choose about: what is told in the Academy first, then what comes by e-mail alone. */
export const choosable = (): string[] => [...NEWS_KINDS, ...optionalMails().filter((kind) => !isNews(kind))];
