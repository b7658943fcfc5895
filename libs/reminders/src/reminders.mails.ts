import { type CalendarEntry, defineMail } from '@academy/platform';
import { worded } from './rules/letters';
import type { ReminderText } from './rules/reminder.kinds';

type Course = { enrolmentId: string; course: string; edition: string };
const mine = ({ enrolmentId }: Course): string => `/learning/${enrolmentId}`;

/** The day on which an edition begins, for a calendar; the same entry whichever mail brings it. */
const start = ({ enrolmentId, course, edition, startsAt }: Course & { startsAt: string }, url: string): CalendarEntry => ({ uid: `start-${enrolmentId}@academy`, title: course, text: edition, url, startsAt: new Date(startsAt) });

export const EnrolledMail = defineMail<Course & { startsAt: string }>({
  kind: 'enrolled',
  isTransactional: true,
  mayUnsubscribe: true,
  compose: (data, { t, url, date }) => ({
    subject: t('enrolled.subject', data),
    paragraphs: [t('enrolled.body', { ...data, date: date(data.startsAt) })],
    action: { label: t('enrolled.action'), url: url(mine(data)) },
    footnote: t('enrolled.note'),
    calendar: start(data, url(mine(data))),
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

export const SeatFreedMail = defineMail<Course & { startsAt: string; words?: ReminderText | null }>({
  kind: 'seat-freed',
  isTransactional: true,
  mayUnsubscribe: true,
  compose: ({ words, ...data }, composing) => {
    const { t, url } = composing;
    const date = composing.date(data.startsAt);
    const house = {
      subject: t('seatFreed.subject', data),
      paragraphs: [t('seatFreed.body', { ...data, date })],
      action: { label: t('seatFreed.action'), url: url(mine(data)) },
      footnote: t('seatFreed.note'),
      calendar: start(data, url(mine(data))),
    };
    return worded(house, words, { course: data.course, edition: data.edition, date }, composing);
  },
});

/** `certificateId`: by which it is asked about when it goes. */
export const CertificateReadyMail = defineMail<Course & { certificateId: string }>({
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
