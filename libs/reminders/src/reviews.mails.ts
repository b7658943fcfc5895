import { type Composing, defineMail } from '@academy/platform';
import { worded } from './rules/letters';
import type { ReminderText } from './rules/reminder.kinds';

/** An assignment as its reader has it. All ids are the reader's own: nothing in a mail may tell who is on the other side. */
export type Work = { enrolmentId: string; activityKey: string; title: string; course: string; edition: string };

const work = ({ enrolmentId, activityKey }: Work): string => `/learning/${enrolmentId}/activities/${activityKey}`;
const reviews = (data: Work): string => `${work(data)}/reviews`;

const helpAt = ({ enrolmentId, editionId, activityKey, ...data }: Omit<Work, 'enrolmentId'> & { enrolmentId: string | null; editionId: string }): string =>
  enrolmentId === null ? `/coordination/editions/${editionId}/assignments/${activityKey}` : reviews({ ...data, activityKey, enrolmentId });

/** "German and French", as the reader says it. */
function languagesIn(languages: readonly string[], { recipient: { locale } }: Composing): string {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(languages.map((language) => names.of(language) ?? language));
}

/** To a reviewer: what she was lent goes back soon. `reviewId` is her own review. */
export const ClaimExpiringMail = defineMail<Omit<Work, 'enrolmentId'> & { reviewId: string; expiresAt: string; words?: ReminderText | null }>({
  kind: 'claim-expiring',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: ({ words, ...data }, composing) => {
    const { t, url } = composing;
    const date = composing.date(data.expiresAt, 'long');
    const house = {
      subject: t('claimExpiring.subject', data),
      paragraphs: [t('claimExpiring.body', { ...data, date })],
      action: { label: t('claimExpiring.action'), url: url(`/learning/reviews/${data.reviewId}`) },
      footnote: t('claimExpiring.note'),
    };
    return worded(house, words, { course: data.course, edition: data.edition, activity: data.title, date }, composing);
  },
});

export const ReviewsOwedMail = defineMail<Work & { round: number; owed: number; owedBy: string; words?: ReminderText | null }>({
  kind: 'reviews-owed',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: ({ words, ...data }, composing) => {
    const { t, url } = composing;
    const date = composing.date(data.owedBy, 'long');
    const house = {
      subject: t('reviewsOwed.subject', data),
      paragraphs: [t('reviewsOwed.body', { ...data, date })],
      action: { label: t('reviewsOwed.action'), url: url(reviews(data)) },
      footnote: t('reviewsOwed.note'),
    };
    return worded(house, words, { course: data.course, edition: data.edition, activity: data.title, date, count: String(data.owed) }, composing);
  },
});

/** To whoever may help out, in this edition or from an earlier one, or as a moderator. */
export const HelpWantedMail = defineMail<Omit<Work, 'enrolmentId'> & { enrolmentId: string | null; editionId: string; round: number; languages: string[] }>({
  kind: 'help-wanted',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, composing) => ({
    subject: composing.t('helpWanted.subject', { title: data.title }),
    paragraphs: [composing.t('helpWanted.body', { title: data.title, course: data.course, languages: languagesIn(data.languages, composing) })],
    action: { label: composing.t('helpWanted.action'), url: composing.url(helpAt(data)) },
    footnote: composing.t('helpWanted.note'),
  }),
});

export type ReviewsReceived = Work & { submissionId: string; count: number };
/** To each author, on the day after: how many reviews of her work there are by then. */
export const ReviewReceivedMail = defineMail<ReviewsReceived>({
  kind: 'review-received',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('reviewReceived.subject', { title: data.title, count: data.count }),
    paragraphs: [t('reviewReceived.body', { title: data.title, course: data.course, count: data.count })],
    action: { label: t('reviewReceived.action'), url: url(`${work(data)}/submission`) },
    footnote: t('reviewReceived.note'),
  }),
});

export const DutyWaivedMail = defineMail<Work & { waived: number }>({
  kind: 'duty-waived',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('dutyWaived.subject', data),
    paragraphs: [t('dutyWaived.body', data)],
    action: { label: t('dutyWaived.action'), url: url(work(data)) },
  }),
});

/** To each author. `isAgain`: an earlier grade was shown before; `mayRewrite`: a second draft is possible. */
export const GradeReleasedMail = defineMail<Work & { isAgain: boolean; mayRewrite: boolean }>({
  kind: 'grade-released',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('gradeReleased.subject', { title: data.title, again: String(data.isAgain) }),
    paragraphs: [t('gradeReleased.body', { title: data.title, course: data.course, again: String(data.isAgain) }), ...(data.mayRewrite ? [t('gradeReleased.rewrite')] : [])],
    action: { label: t('gradeReleased.action'), url: url(`${work(data)}/grade`) },
    footnote: t('gradeReleased.note'),
  }),
});

export const WorkReturnedMail = defineMail<Work>({
  kind: 'work-returned',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('workReturned.subject', data),
    paragraphs: [t('workReturned.body', data)],
    action: { label: t('workReturned.action'), url: url(`${work(data)}/submission`) },
  }),
});

/** To a reviewer: an author answered one of her reviews. Which author stays untold. */
export const ReviewAnsweredMail = defineMail<Work>({
  kind: 'review-answered',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('reviewAnswered.subject', data),
    paragraphs: [t('reviewAnswered.body', data)],
    action: { label: t('reviewAnswered.action'), url: url(reviews(data)) },
  }),
});
