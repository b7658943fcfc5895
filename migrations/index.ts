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
import { SearchInLanguages1764001100000 } from './1764001100000-search-in-languages';
import { CreateDiscussions1764001200000 } from './1764001200000-create-discussions';
import { KeepDiscussionsCivil1764001300000 } from './1764001300000-keep-discussions-civil';
import { NotifyPeople1764001400000 } from './1764001400000-notify-people';
import { AnswerForDecisions1764001600000 } from './1764001600000-answer-for-decisions';
import { UnderstandMistypedWords1764001800000 } from './1764001800000-understand-mistyped-words';
import { FindThreadsFast1764002000000 } from './1764002000000-find-threads-fast';
import { SayWhatWasDone1764002200000 } from './1764002200000-say-what-was-done';
import { FindWhatIsFollowed1764002300000 } from './1764002300000-find-what-is-followed';
import { DesignBadges1764002400000 } from './1764002400000-design-badges';
import { PlanBatches1764002410000 } from './1764002410000-plan-batches';
import { KeepRecognitionTexts1764002500000 } from './1764002500000-keep-recognition-texts';
import { DesignCertificates1764002510000 } from './1764002510000-design-certificates';
import { FindCertificatesByFile1764002600000 } from './1764002600000-find-certificates-by-file';
import { ShareCredentials1764002610000 } from './1764002610000-share-credentials';
import { TimeMails1764002900000 } from './1764002900000-time-mails';
import { FindCertificatesOfEnrolments1764002910000 } from './1764002910000-find-certificates-of-enrolments';
import { CareForMail1764003000000 } from './1764003000000-care-for-mail';
import { FindMailsByState1764003010000 } from './1764003010000-find-mails-by-state';
import { PlanEditions1764003100000 } from './1764003100000-plan-editions';
import { RemindByRules1764003110000 } from './1764003110000-remind-by-rules';
import { LookBackOnChange1764003120000 } from './1764003120000-look-back-on-change';
import { FindWhoIsNearlyThere1764003130000 } from './1764003130000-find-who-is-nearly-there';
import { FindWhoCameLately1764003140000 } from './1764003140000-find-who-came-lately';
import { ChooseHoursOfMail1764003200000 } from './1764003200000-choose-hours-of-mail';
import { MuteThreads1764003210000 } from './1764003210000-mute-threads';
import { BeginDaysWherePeopleAre1764003220000 } from './1764003220000-begin-days-where-people-are';
import { SayHowTheClockworkRuns1764003300000 } from './1764003300000-say-how-the-clockwork-runs';
import { PassTimeInOrder1764003400000 } from './1764003400000-pass-time-in-order';
import { HoldLiveEvents1764003500000 } from './1764003500000-hold-live-events';
import { KeepSurveysApart1764003600000 } from './1764003600000-keep-surveys-apart';
import { ChangeAddresses1764003700000 } from './1764003700000-change-addresses';
import { KnowWhatMayHaveGone1764003900000 } from './1764003900000-know-what-may-have-gone';
import { OpenModulesInOnePlace1764004000000 } from './1764004000000-open-modules-in-one-place';
import { NameEventsThatWent1764004100000 } from './1764004100000-name-events-that-went';
import { TellOfAllInTheAcademy1764004250000 } from './1764004250000-tell-of-all-in-the-academy';
import { WriteOfBadges1764004260000 } from './1764004260000-write-of-badges';
import { FindMailsPutOff1764004300000 } from './1764004300000-find-mails-put-off';
import { WriteOfReviews1764004310000 } from './1764004310000-write-of-reviews';
import { KeepDatesThatWent1764004350000 } from './1764004350000-keep-dates-that-went';

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
  SearchInLanguages1764001100000,
  CreateDiscussions1764001200000,
  KeepDiscussionsCivil1764001300000,
  NotifyPeople1764001400000,
  AnswerForDecisions1764001600000,
  UnderstandMistypedWords1764001800000,
  FindThreadsFast1764002000000,
  SayWhatWasDone1764002200000,
  FindWhatIsFollowed1764002300000,
  DesignBadges1764002400000,
  PlanBatches1764002410000,
  KeepRecognitionTexts1764002500000,
  DesignCertificates1764002510000,
  FindCertificatesByFile1764002600000,
  ShareCredentials1764002610000,
  TimeMails1764002900000,
  FindCertificatesOfEnrolments1764002910000,
  CareForMail1764003000000,
  FindMailsByState1764003010000,
  PlanEditions1764003100000,
  RemindByRules1764003110000,
  LookBackOnChange1764003120000,
  FindWhoIsNearlyThere1764003130000,
  FindWhoCameLately1764003140000,
  ChooseHoursOfMail1764003200000,
  MuteThreads1764003210000,
  BeginDaysWherePeopleAre1764003220000,
  SayHowTheClockworkRuns1764003300000,
  PassTimeInOrder1764003400000,
  HoldLiveEvents1764003500000,
  KeepSurveysApart1764003600000,
  ChangeAddresses1764003700000,
  KnowWhatMayHaveGone1764003900000,
  OpenModulesInOnePlace1764004000000,
  NameEventsThatWent1764004100000,
  TellOfAllInTheAcademy1764004250000,
  WriteOfBadges1764004260000,
  FindMailsPutOff1764004300000,
  WriteOfReviews1764004310000,
  KeepDatesThatWent1764004350000,
];
