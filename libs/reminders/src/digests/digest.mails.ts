import { defineMail, type MailItem } from '@academy/platform';
import { DIGEST } from '../preferences/mail.choices';

/** What somebody wants to get daily or weekly, in one letter. `more`: what a letter has no room for. Looked up when it is sent. */
export type Digest = Readonly<{ items: readonly MailItem[]; more: number }>;

/** At most once, as what it gathers may be. */
export const DigestMail = defineMail<Digest>({
  kind: DIGEST,
  isTransactional: false,
  mayUnsubscribe: true,
  compose: ({ items, more }, { t, url }) => ({
    subject: t('digest.subject', { count: items.length + more, first: items[0]?.heading ?? '' }),
    paragraphs: [t('digest.body', { count: items.length + more })],
    items,
    action: { label: t('digest.action', { more }), url: url('/me/notifications') },
    footnote: t('digest.note'),
  }),
});
