import type { ThreadLine } from '@academy/discussions';
import { languageBeside } from '../learning/language';

export type ThreadLineView = ReturnType<typeof threadLineView>;

/** A thread as lists show it. `titleOf`: the title of an activity, where the list is not that activity's own. */
export function threadLineView(line: ThreadLine, locale: string, titleOf: (activityKey: string) => string | null) {
  const lang = languageBeside(line.language, locale);
  return {
    href: `/threads/${line.id}`,
    kind: line.kind,
    title: line.title,
    lang,
    /** Named where it is not the reader's own. */
    language: lang === null ? null : line.language,
    author: line.author.displayName,
    at: line.lastPostAt.toISOString(),
    replies: line.replyCount,
    unread: line.unreadCount,
    answered: line.answered,
    isPinned: line.isPinned,
    isLocked: line.isLocked,
    isFollowing: line.isFollowing,
    activity: line.activityKey === null ? null : titleOf(line.activityKey),
  };
}
