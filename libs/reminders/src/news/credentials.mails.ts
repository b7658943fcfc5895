import { defineMail } from '@academy/platform';

/** What is kept beside the mail; the rest is looked up when it goes. */
export type CredentialId = Readonly<{ awardId: string } | { certificateId: string }>;
export type CredentialNews = CredentialId & Readonly<{ what: 'badge' | 'certificate'; title: string; course: string; edition: string }>;

/** To whoever earned a badge that no certificate comes with: else the certificate's mail names it. */
export const BadgeAwardedMail = defineMail<CredentialNews>({
  kind: 'badge-awarded',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: ({ title, course, edition }, { t, url }) => ({
    subject: t('badgeAwarded.subject', { title }),
    paragraphs: [t('badgeAwarded.body', { title, course, edition })],
    action: { label: t('badgeAwarded.action'), url: url('/me/credentials') },
  }),
});

/** To its holder alone. The reason is read where she signs in. */
export const CredentialRevokedMail = defineMail<CredentialNews>({
  kind: 'credential-revoked',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: ({ what, title, course, edition }, { t, url }) => ({
    subject: t('credentialRevoked.subject', { what }),
    paragraphs: [t('credentialRevoked.body', { what, title, course, edition })],
    action: { label: t('credentialRevoked.action'), url: url('/me/credentials') },
  }),
});
