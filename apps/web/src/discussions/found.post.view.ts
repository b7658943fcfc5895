import type { FoundPost } from '@academy/discussions';
import { languageBeside } from '../learning/language';

/** A post that a search found. Title and snippet are stretches of plain text. */
export function foundPostView(post: FoundPost, locale: string, titleOf: (activityKey: string) => string | null) {
  const lang = languageBeside(post.language, locale);
  return {
    href: `/posts/${post.id}`,
    kind: post.kind,
    title: post.title,
    titleLang: languageBeside(post.threadLanguage, locale),
    snippet: post.snippet,
    lang,
    language: lang === null ? null : post.language,
    isOpening: post.number === 1,
    author: post.author,
    at: post.createdAt,
    activity: post.activityKey === null ? null : titleOf(post.activityKey),
  };
}
