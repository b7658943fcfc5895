import { defineMail } from '@academy/platform';

/** `place`: the edition, or the course among its alumni. `title`: of the thread. */
type Where = { caseId: string; spaceId: string; place: string; title: string };

/** To moderators, at most one an hour for each space: something waits there. */
export const PostCaseOpenedMail = defineMail<{ spaceId: string; place: string }>({
  kind: 'post-case-opened',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('postCaseOpened.subject', data),
    paragraphs: [t('postCaseOpened.body', data)],
    action: { label: t('postCaseOpened.action'), url: url(`/discussions/${data.spaceId}/moderation`) },
    footnote: t('postCaseOpened.note'),
  }),
});

/** To the author of a post: what was decided and why, never who reported it. `lifted`: her mute ended early. */
export const PostDecidedMail = defineMail<Where & { decision: 'hide' | 'warn' | 'mute' | 'restore' | 'lifted'; note: string; until: string | null }>({
  kind: 'post-decided',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url, date }) => ({
    subject: t('postDecided.subject', { decision: data.decision, place: data.place }),
    paragraphs: [
      t('postDecided.body', { decision: data.decision, title: data.title, date: data.until === null ? '' : date(data.until, 'long') }),
      ...(data.note === '' ? [] : [t('postDecided.why', { note: data.note })]),
      ...(data.decision === 'restore' || data.decision === 'lifted' ? [] : [t('postDecided.appeal')]),
    ],
    action: { label: t('postDecided.action'), url: url(`/post-cases/${data.caseId}`) },
  }),
});

/** To whoever reported it: that it was looked at, and whether anything was done. Not what. */
export const PostReportDecidedMail = defineMail<{ threadId: string; title: string; acted: boolean }>({
  kind: 'post-report-decided',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('postReportDecided.subject'),
    paragraphs: [t('postReportDecided.body', { title: data.title, acted: String(data.acted) })],
    action: { label: t('postReportDecided.action'), url: url(`/threads/${data.threadId}`) },
  }),
});

/** To coordinators who may answer. */
export const PostAppealedMail = defineMail<Where>({
  kind: 'post-appealed',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('postAppealed.subject', data),
    paragraphs: [t('postAppealed.body', data)],
    action: { label: t('postAppealed.action'), url: url(`/post-cases/${data.caseId}/decision`) },
  }),
});

export const PostAppealDecidedMail = defineMail<Where & { isOverturned: boolean; note: string }>({
  kind: 'post-appeal-decided',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (data, { t, url }) => ({
    subject: t('postAppealDecided.subject', { place: data.place }),
    paragraphs: [t('postAppealDecided.body', { title: data.title, overturned: String(data.isOverturned) }), t('postDecided.why', { note: data.note })],
    action: { label: t('postAppealDecided.action'), url: url(`/post-cases/${data.caseId}`) },
  }),
});
