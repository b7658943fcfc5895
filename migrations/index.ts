import { CreatePlatform1764000000000 } from './1764000000000-create-platform';
import { CreatePeople1764000100000 } from './1764000100000-create-people';

/** In the order in which they run. Named one by one: a glob breaks between sources, dist and tests. */
export const MIGRATIONS = [CreatePlatform1764000000000, CreatePeople1764000100000];
