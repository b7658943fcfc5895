import { type MailKind, type OutgoingMail, queueMail, type Transaction } from '@academy/platform';
import type { NewsKind } from './news.kinds';
import { tell, type Told } from './telling';

/** SQL: the beginning of the next day of the person `u`. A mail that is due then tells no hour at which somebody else did something. */
export const NEXT_DAY = `beginning_of_day(beginning_of_day(academy_now(), u.time_zone) + interval '36 hours', u.time_zone)`;

/** A mail, and what the line of its kind in the Academy is about: ids alone, see the kind. Without `params` no line: it has a listener of its own, or its rule tells. */
export type Informing<Data> = OutgoingMail<Data> & Readonly<{ userId: string; params?: Told['params'] }>;

/** Tells people of one thing by e-mail and in the Academy, each once under one key: where the mail is turned off, left out or lost, the line is there all the same. Answers how many mails were new. */
export async function inform<Data extends object>(tx: Transaction, mail: MailKind<Data>, people: readonly Informing<Data>[]): Promise<number> {
  await tell(tx, mail.kind as NewsKind, people.flatMap(({ userId, key, params }) => (params ? [{ userId, key, params }] : [])));
  return queueMail(tx, mail, people.map(({ params: _, ...outgoing }) => outgoing));
}
