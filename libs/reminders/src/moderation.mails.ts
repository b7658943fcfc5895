import { defineMail } from '@academy/platform';
import type { Work } from './reviews.mails';

const work = ({ enrolmentId, activityKey }: Work): string => `/learning/${enrolmentId}/activities/${activityKey}`;

/** To the author of a work that too few colleagues reviewed, or on which they disagree: by when a moderator decides. */
export const WithModeratorsMail = defineMail<Work & { why: 'short' | 'spread'; dueAt: string }>({
  kind: 'with-moderators',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url, date }) => ({
    subject: t('withModerators.subject', data),
    paragraphs: [t('withModerators.body', { ...data, date: date(data.dueAt) })],
    action: { label: t('withModerators.action'), url: url(`${work(data)}/submission`) },
  }),
});

export const AppealDecidedMail = defineMail<Work>({
  kind: 'appeal-decided',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('appealDecided.subject', data),
    paragraphs: [t('appealDecided.body', data)],
    action: { label: t('appealDecided.action'), url: url(`${work(data)}/grade`) },
  }),
});

/** To whoever reported something. */
export const ReportDecidedMail = defineMail<Work & { isUpheld: boolean }>({
  kind: 'report-decided',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('reportDecided.subject', { title: data.title }),
    paragraphs: [t('reportDecided.body', { title: data.title, course: data.course, upheld: String(data.isUpheld) })],
    action: { label: t('reportDecided.action'), url: url(work(data)) },
  }),
});

/** To whose work or review was taken out. */
export const TakenOutMail = defineMail<Work & { what: 'work' | 'review' }>({
  kind: 'taken-out',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('takenOut.subject', data),
    paragraphs: [t('takenOut.body', data)],
    action: { label: t('takenOut.action'), url: url(work(data)) },
  }),
});

/** To an edition's moderators and coordinators. */
export const CaseRaisedMail = defineMail<{ caseId: string; editionId: string; activityKey: string; title: string; course: string; edition: string; what: string; dueAt: string }>({
  kind: 'case-raised',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url, date }) => ({
    subject: t('caseRaised.subject', data),
    paragraphs: [t('caseRaised.body', { ...data, date: date(data.dueAt) })],
    action: { label: t('caseRaised.action'), url: url(`/coordination/editions/${data.editionId}/cases`) },
  }),
});
