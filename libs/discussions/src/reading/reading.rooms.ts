import type { Provider } from '@nestjs/common';
import { Contributions } from './contributions.queries';
import { DiscussionNews } from './news.queries';
import { Participants } from './participants.queries';
import { Readers } from './readers.service';
import { ThreadOpenings } from './thread.opening.queries';
import { PostSearch } from './post.search.queries';
import { SpaceNewsQueries } from './space.news.queries';
import { ThreadPages } from './thread.page.queries';
import { ThreadQueries } from './threads.queries';
import { Visits } from './visits.service';

export { Contributions, type ContributionsPlace, type OwnFile, type OwnPost, type RecentPost } from './contributions.queries';
export { DiscussionNews, MOST_NEWS } from './news.queries';
export { baseOf, choiceIn, type LanguageChoice, shownLanguages } from './language.rules';
export { type FoundPost, type FoundPosts, PostSearch, type Stretch } from './post.search.queries';
export { type Mentionable, Participants } from './participants.queries';
export { Readers } from './readers.service';
export { type OutlineTalk, SpaceNewsQueries, type SpaceSummary } from './space.news.queries';
export type { ThreadLine } from './thread.lines';
export { type SpacePlace, type ThreadOpening, ThreadOpenings } from './thread.opening.queries';
export { type PostRevisionView, type PostView, type ThreadHead, ThreadPages } from './thread.page.queries';
export { THREAD_FILTERS, THREAD_SORTS, THREADS_WALKED, type ThreadFilter, ThreadQueries } from './threads.queries';
export { type VisitedSpace, Visits } from './visits.service';

/** What this folder offers to other libs and apps. */
export const READING_ROOMS: Provider[] = [Contributions, DiscussionNews, Participants, PostSearch, Readers, SpaceNewsQueries, ThreadOpenings, ThreadPages, ThreadQueries, Visits];
/** What only listens. */
export const READING_SUBSCRIBERS: Provider[] = [];
