import { Injectable } from '@nestjs/common';
import { Messages } from '@academy/platform';
import { postHtml, type PostFileView, type PostView, REACTIONS, type ReactionKind, type ThreadHead, whyNotEdit, whyNotReply } from '@academy/discussions';
import { languageBeside } from '../learning/language';
import { personHref, postAnchor, postHref, threadHref } from './thread.links';

/** What of the thread, and of whoever reads it, decides how a post looks. */
export type Reading = Readonly<{
  thread: Pick<ThreadHead, 'id' | 'editionId' | 'kind' | 'state' | 'isLocked' | 'isMine' | 'answerPostId' | 'upTo'>;
  locale: string;
  isStaff: boolean;
  mayModerate: boolean;
  /** The space takes posts of this person. */
  mayPost: boolean;
  /** The first post of the page they stand on. */
  at: number;
}>;
const REACTION_ICONS: Record<ReactionKind, string> = { helpful: 'star', thanks: 'heart', agree: 'thumb', tried: 'check-circle' };

/** Turns posts into what `templates/threads/_post.hbs` shows: one post by itself, on the thread's page or sent to a browser that looks on. */
@Injectable()
export class PostViews {
  constructor(private readonly messages: Messages) {}

  of(post: PostView, reading: Reading) {
    const { thread, locale } = reading;
    const isEndorsed = thread.answerPostId === post.id;
    return {
      id: post.id,
      anchor: postAnchor(post.id),
      href: postHref(post.id),
      number: post.number,
      root: post.rootNumber,
      mark: post.mark,
      author: { id: post.author.id, displayName: post.author.displayName, href: personHref(thread.editionId, post.author.id) },
      role: post.author.role && this.messages.text(locale, `thread.role-${post.author.role}`),
      at: post.createdAt,
      html: post.markdown === null ? '' : postHtml(post.markdown, { editionId: thread.editionId }),
      lang: languageBeside(post.language, locale),
      isReply: post.number !== post.rootNumber,
      isEdited: post.editedAt !== null,
      isEndorsed,
      isNew: !post.isMine && post.number > thread.upTo,
      isHeld: post.state === 'held',
      isBlocked: post.isBlocked,
      goneWords: this.goneWords(post, locale),
      answers: post.answers && { displayName: post.answers.displayName, href: postHref(post.answers.postId) },
      files: post.files.map(fileView),
      reactions: REACTIONS.map((kind) => ({ kind, icon: REACTION_ICONS[kind], count: post.reactions[kind], isMine: post.myReactions.includes(kind) })),
      hasReactions: REACTIONS.some((kind) => post.reactions[kind] > 0),
      may: this.may(post, reading, isEndorsed),
      said: this.messages.text(locale, 'thread.said', { name: post.author.displayName }),
      historyHref: post.editedAt !== null && post.state === 'shown' ? `${postHref(post.id)}/history` : null,
      replyHref: `${threadHref(thread.id, reading.at)}${reading.at > 1 ? '&' : '?'}reply=${post.id}#composer`,
      quoteHref: `${threadHref(thread.id, reading.at)}${reading.at > 1 ? '&' : '?'}quote=${post.id}#composer`,
    };
  }

  private may(post: PostView, { thread, isStaff, mayModerate, mayPost }: Reading, isEndorsed: boolean) {
    const isShown = post.state === 'shown';
    const mayReply = mayPost && isShown && thread.kind !== 'wall' && !post.isBlocked && whyNotReply(thread, isStaff) === null;
    const mayEndorse = thread.kind === 'question' && thread.state === 'shown' && isShown && post.number > 1 && (thread.isMine || mayModerate);
    return {
      react: isShown && !post.isMine,
      reply: mayReply,
      edit: post.isMine && mayPost && whyNotEdit(thread, post.state, isStaff) === null,
      remove: post.isMine && (isShown || post.state === 'held'),
      report: isShown && !post.isMine,
      moderate: mayModerate && !post.isMine && post.state !== 'deleted',
      endorse: mayEndorse && !isEndorsed,
      unendorse: mayEndorse && isEndorsed,
    };
  }

  private goneWords({ state }: PostView, locale: string): string | null {
    if (state === 'deleted') return this.messages.text(locale, 'thread.postDeleted');
    return state === 'hidden' ? this.messages.text(locale, 'thread.postHidden') : null;
  }
}
export type PostShown = ReturnType<PostViews['of']>;

/** A file; one that nobody described is called by its name. */
export const fileView = (file: PostFileView) => ({ ...file, alt: file.description || file.fileName, isPicture: file.kind === 'picture', kilobytes: Math.max(1, Math.round(file.bytes / 1024)) });
