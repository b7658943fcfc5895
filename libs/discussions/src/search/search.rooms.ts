import type { Provider } from '@nestjs/common';
import { DiscussionSearch } from './search.queries';
import { WordsSubscriber } from './words.subscriber';

export { DiscussionSearch, type WordQuery } from './search.queries';

/** What this folder offers to other libs and apps. */
export const SEARCH_ROOMS: Provider[] = [DiscussionSearch];
/** What only listens. */
export const SEARCH_SUBSCRIBERS: Provider[] = [WordsSubscriber];
