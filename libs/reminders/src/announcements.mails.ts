import { defineMail } from '@academy/platform';

/** All but the id is looked up when it is sent. `edition` null: to the alumni of a course. `words`: how it begins, in its own language. */
export type Announced = { threadId: string; title: string; words: string; language: string; author: string; course: string; edition: string | null };

/** To everybody who takes part where it is announced. */
export const AnnouncementMail = defineMail<Announced>({
  kind: 'announcement',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: ({ threadId, title, words, language, author, course, edition }, { t, url }) => ({
    subject: t('announcement.subject', { title, course }),
    paragraphs: [edition === null ? t('announcement.bodyAlumni', { author, course }) : t('announcement.body', { author, course, edition })],
    quote: { words, language },
    action: { label: t('announcement.action'), url: url(`/threads/${threadId}`) },
    footnote: t('announcement.note'),
  }),
});
