import { type Composing, defineMail, type MailContent } from '@academy/platform';

/** What a mail about a post says; all but the id is looked up when it is sent. `count`: new posts of others, or new threads, up to a hundred. */
export type PostNews = Readonly<{ postId: string; author: string; title: string; words: string; language: string; place: string; count: number }>;

/** The words are in their own language. */
const quoted = ({ words, language }: PostNews): NonNullable<MailContent['quote']> => ({ words, language });
const onward = (label: string, { postId }: PostNews, { t, url }: Composing): Pick<MailContent, 'action' | 'footnote'> => ({ action: { label, url: url(`/posts/${postId}`) }, footnote: t('news.note') });

export const MentionMail = defineMail<PostNews>({
  kind: 'mention',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (news, composing) => ({
    subject: composing.t('mention.subject', { author: news.author, title: news.title }),
    paragraphs: [composing.t('mention.body', { author: news.author, title: news.title, place: news.place })],
    quote: quoted(news),
    ...onward(composing.t('mention.action'), news, composing),
  }),
});

export const ReplyMail = defineMail<PostNews>({
  kind: 'reply',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (news, composing) => ({
    subject: composing.t('reply.subject', { author: news.author, title: news.title }),
    paragraphs: [composing.t('reply.body', { author: news.author, title: news.title, place: news.place })],
    quote: quoted(news),
    ...onward(composing.t('reply.action'), news, composing),
  }),
});

/** One until she has read on, however lively the thread is. */
export const FollowedMail = defineMail<PostNews>({
  kind: 'followed',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (news, composing) => ({
    subject: composing.t('followed.subject', { title: news.title }),
    paragraphs: [composing.t('followed.body', { count: news.count, title: news.title, place: news.place, author: news.author })],
    quote: quoted(news),
    ...onward(composing.t('followed.action'), news, composing),
  }),
});

/** One until she has been there again. */
export const NewThreadsMail = defineMail<PostNews>({
  kind: 'new-threads',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (news, composing) => ({
    subject: composing.t('newThreads.subject', { title: news.title, place: news.place }),
    paragraphs: [composing.t('newThreads.body', { count: news.count, title: news.title, place: news.place, author: news.author })],
    quote: quoted(news),
    ...onward(composing.t('newThreads.action'), news, composing),
  }),
});

export const AnswerEndorsedMail = defineMail<PostNews>({
  kind: 'answer-endorsed',
  isTransactional: false,
  mayUnsubscribe: true,
  compose: (news, composing) => ({
    subject: composing.t('answerEndorsed.subject', { title: news.title }),
    paragraphs: [composing.t('answerEndorsed.body', { title: news.title, place: news.place })],
    ...onward(composing.t('answerEndorsed.action'), news, composing),
  }),
});

export const NEWS_MAILS = [MentionMail, ReplyMail, FollowedMail, NewThreadsMail, AnswerEndorsedMail] as const;
