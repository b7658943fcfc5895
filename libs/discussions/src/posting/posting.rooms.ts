import type { Provider } from '@nestjs/common';
import { Conduct } from './conduct.service';
import { CreditSubscriber } from './credit.subscriber';
import { Drafts } from './drafts.service';
import { PostFiles } from './files.service';
import { Merging } from './merging.service';
import { Newcomers } from './newcomers.service';
import { Pace } from './pace.service';
import { Posts } from './posts.service';
import { Reactions } from './reactions.service';
import { Threads } from './threads.service';
import { Writers } from './writers.service';

export { Conduct, type Door } from './conduct.service';
export { DRAFT_PLACE, Drafts, type KeptDraft, type PostDraft } from './drafts.service';
export { LARGEST_POST_FILE, PostFiles, type PostFileView } from './files.service';
export { DISCUSSIONS_CHANNEL, type LiveSignal } from './live.signals';
export { mentionedIn, withoutMentionLinks } from './mentions.rules';
export { Merging } from './merging.service';
export { Pace } from './pace.service';
export { postHtml, postWords } from './post.html';
export { LONGEST_CONTRIBUTION, whyNotEdit, whyNotEndorse, whyNotReply } from './posting.rules';
export * from './posting.schemas';
export { Posts } from './posts.service';
export { quoted } from './quoting.rules';
export { Reactions } from './reactions.service';
export { Threads } from './threads.service';
export { type WordStretch, wordDiff } from './word.diff.rules';

/** What this folder offers to other libs and apps. */
export const POSTING_ROOMS: Provider[] = [Conduct, Drafts, Merging, Newcomers, Pace, PostFiles, Posts, Reactions, Threads, Writers];
/** What only listens. */
export const POSTING_SUBSCRIBERS: Provider[] = [CreditSubscriber];
