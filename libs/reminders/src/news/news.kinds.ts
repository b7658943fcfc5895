/** What people hear of: in the Academy, and most of it by e-mail too. */
export const NEWS_KINDS = ['announcement', 'mention', 'reply', 'followed', 'new-threads', 'answer-endorsed', 'post-decided', 'post-appeal-decided', 'group-invitation'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];
