import { defineMail } from '@academy/platform';

type Course = { enrolmentId: string; course: string; edition: string };
const mine = ({ enrolmentId }: Course): string => `/learning/${enrolmentId}`;

export const EnrolledMail = defineMail<Course & { startsAt: string }>({
  kind: 'enrolled',
  isTransactional: true,
  mayUnsubscribe: true,
  compose: (data, { t, url, date }) => ({
    subject: t('enrolled.subject', data),
    paragraphs: [t('enrolled.body', { ...data, date: date(data.startsAt) })],
    action: { label: t('enrolled.action'), url: url(mine(data)) },
    footnote: t('enrolled.note'),
  }),
});

export const WaitlistedMail = defineMail<Course & { position: number }>({
  kind: 'waitlisted',
  isTransactional: true,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('waitlisted.subject', data),
    paragraphs: [t('waitlisted.body', data)],
    action: { label: t('waitlisted.action'), url: url(mine(data)) },
    footnote: t('waitlisted.note'),
  }),
});

export const SeatFreedMail = defineMail<Course & { startsAt: string }>({
  kind: 'seat-freed',
  isTransactional: true,
  mayUnsubscribe: true,
  compose: (data, { t, url, date }) => ({
    subject: t('seatFreed.subject', data),
    paragraphs: [t('seatFreed.body', { ...data, date: date(data.startsAt) })],
    action: { label: t('seatFreed.action'), url: url(mine(data)) },
    footnote: t('seatFreed.note'),
  }),
});

export const CertificateReadyMail = defineMail<Course>({
  kind: 'certificate-ready',
  isTransactional: true,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('certificateReady.subject', data),
    paragraphs: [t('certificateReady.body', data)],
    action: { label: t('certificateReady.action'), url: url('/me/credentials') },
    footnote: t('certificateReady.note'),
  }),
});

export const ModuleOpenedMail = defineMail<Course & { moduleKey: string; module: string }>({
  kind: 'module-opened',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('moduleOpened.subject', data),
    paragraphs: [t('moduleOpened.body', data)],
    action: { label: t('moduleOpened.action'), url: url(mine(data)) },
  }),
});

export const AwayMail = defineMail<Course & { next: string; activityKey: string; since: string }>({
  kind: 'away',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('away.subject', data),
    paragraphs: [t('away.body', data)],
    action: { label: t('away.action'), url: url(`${mine(data)}/activities/${data.activityKey}`) },
  }),
});
