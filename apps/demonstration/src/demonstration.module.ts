import { type DynamicModule, Module } from '@nestjs/common';
import { type Config, PlatformModule } from '@academy/platform';
import { CoursesModule } from '@academy/courses';
import { CredentialsModule } from '@academy/credentials';
import { EditionsModule } from '@academy/editions';
import { EnrolmentsModule } from '@academy/enrolments';
import { LearningModule } from '@academy/learning';
import { PeopleModule } from '@academy/people';
import { RemindersModule } from '@academy/reminders';
import { ReviewsModule } from '@academy/reviews';
import { Accounts } from './load/accounts';
import { Aftermath } from './load/aftermath';
import { CourseLoader } from './load/courses';
import { EditionLoader } from './load/editions';
import { History } from './load/history';
import { Learner } from './load/learner';
import { Loader } from './load/loader';
import { PeerReview } from './load/peer.review';

/** The Academy with someone who fills it. */
@Module({})
export class DemonstrationModule {
  static for(config: Config): DynamicModule {
    return {
      module: DemonstrationModule,
      imports: [PlatformModule.for(config, 'demonstration'), PeopleModule, CoursesModule, EditionsModule, EnrolmentsModule, LearningModule, ReviewsModule, CredentialsModule, RemindersModule],
      providers: [Accounts, Aftermath, CourseLoader, EditionLoader, History, Learner, Loader, PeerReview],
    };
  }
}
