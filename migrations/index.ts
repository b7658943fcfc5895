import { CreatePlatform1764000000000 } from './1764000000000-create-platform';
import { CreatePeople1764000100000 } from './1764000100000-create-people';
import { CreateCourses1764000200000 } from './1764000200000-create-courses';
import { CreateEditions1764000300000 } from './1764000300000-create-editions';
import { CreateLearning1764000400000 } from './1764000400000-create-learning';
import { CreateCredentials1764000500000 } from './1764000500000-create-credentials';
import { NoteEditionStates1764000600000 } from './1764000600000-note-edition-states';
import { CreateStudyGroups1764000700000 } from './1764000700000-create-study-groups';
import { CreateSubmissions1764000800000 } from './1764000800000-create-submissions';
import { CreateReviews1764000900000 } from './1764000900000-create-reviews';
import { FindWhatNeedsHelp1764001000000 } from './1764001000000-find-what-needs-help';

/** In the order in which they run. Named one by one: a glob breaks between sources, dist and tests. */
export const MIGRATIONS = [
  CreatePlatform1764000000000,
  CreatePeople1764000100000,
  CreateCourses1764000200000,
  CreateEditions1764000300000,
  CreateLearning1764000400000,
  CreateCredentials1764000500000,
  NoteEditionStates1764000600000,
  CreateStudyGroups1764000700000,
  CreateSubmissions1764000800000,
  CreateReviews1764000900000,
  FindWhatNeedsHelp1764001000000,
];
