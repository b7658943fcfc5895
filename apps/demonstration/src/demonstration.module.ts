import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { type Config, PlatformModule } from '@academy/platform';
import { CoursesModule } from '@academy/courses';
import { CredentialsModule } from '@academy/credentials';
import { DiscussionsModule } from '@academy/discussions';
import { EditionsModule } from '@academy/editions';
import { EnrolmentsModule } from '@academy/enrolments';
import { LearningModule } from '@academy/learning';
import { PeopleModule } from '@academy/people';
import { RemindersModule } from '@academy/reminders';
import { ReviewsModule } from '@academy/reviews';
import { Accounts } from './load/accounts';
import { Aftermath } from './load/aftermath';
import { Conversations } from './load/conversations';
import { CourseLoader } from './load/courses';
import { Discussions } from './load/discussions';
import { EditionLoader } from './load/editions';
import { Hearing } from './load/hearing';
import { History } from './load/history';
import { Learner } from './load/learner';
import { Loader } from './load/loader';
import { Mailboxes } from './load/mailboxes';
import { Paperwork } from './load/paperwork';
import { PeerReview } from './load/peer.review';
import { Reminding } from './load/reminding';
import { Surveying } from './load/surveying';
import { Webinars } from './load/webinars';
import { Wishing } from './load/wishing';
import { Showcase } from './load/showcase';

/** The Academy with someone who fills it. */
@Module({})
export class DemonstrationModule {
  static for(config: Config): DynamicModule {
    return {
      module: DemonstrationModule,
      imports: [PlatformModule.for(config, 'demonstration'), PeopleModule, CoursesModule, EditionsModule, EnrolmentsModule, LearningModule, ReviewsModule, DiscussionsModule, CredentialsModule, RemindersModule, DiscoveryModule],
      providers: [Accounts, Aftermath, Conversations, CourseLoader, Discussions, EditionLoader, Hearing, History, Learner, Loader, Mailboxes, Paperwork, PeerReview, Reminding, Showcase, Surveying, Webinars, Wishing],
    };
  }
}
