import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
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
import { AccountApi } from './account/account.api';
import { AddressApi } from './account/address.api';
import { ACCOUNT_PAGES } from './account/account.pages';
import { SessionsApi } from './account/sessions.api';
import { BatchesPages } from './badges/batches.pages';
import { DesignerPages } from './badges/designer.pages';
import { HolderPages } from './badges/holder.pages';
import { CERTIFICATES_CONTROLLERS } from './certificates/certificates.controllers';
import { COORDINATION_PAGES, COORDINATION_VIEWS } from './coordination/coordination.pages';
import { Catalogue } from './courses/catalogue';
import { CoursesApi } from './courses/courses.api';
import { CoursesPages } from './courses/courses.pages';
import { DraftsApi } from './courses/drafts.api';
import { ImportsApi } from './courses/imports.api';
import { MediaApi } from './courses/media.api';
import { MediaFilesRoute } from './courses/media.files';
import { CredentialsApi } from './credentials/credentials.api';
import { FormatsApi } from './credentials/formats.api';
import { SigningKeysApi } from './credentials/signing.keys.api';
import { BadgePages, WellKnownApi } from './credentials/credentials.pages';
import { VERIFYING_CONTROLLERS } from './credentials/verifying.controllers';
import { DemoClockApi } from './demo/clock.api';
import { DEMO_PAGES, DEMO_QUERIES } from './demo/demo.pages';
import { EditionsApi } from './editions/editions.api';
import { EVENTS_CONTROLLERS, EVENTS_VIEWS } from './events/events.controllers';
import { ErrorsFilter } from './errors.filter';
import { HealthApi } from './health/health.api';
import { HelpPages } from './help/help.pages';
import { HomePages } from './home/home.pages';
import { TextsPages } from './home/texts.pages';
import { ApiInterceptor } from './http/api.interceptor';
import { DocsApi } from './http/docs.api';
import { Guard } from './http/guard';
import { Idempotency } from './http/idempotency';
import { SchemaPipe } from './http/schema.pipe';
import { EnrolmentsApi } from './learning/enrolments.api';
import { LearningApi } from './learning/learning.api';
import { LEARNING_PAGES, LEARNING_VIEWS } from './learning/learning.pages';
import { GRADES_CONTROLLERS, GRADES_VIEWS } from './grades/grades.controllers';
import { GROUPS_CONTROLLERS, GROUPS_VIEWS } from './groups/groups.controllers';
import { MODERATION_CONTROLLERS, MODERATION_VIEWS } from './moderation/moderation.controllers';
import { CIVILITY_CONTROLLERS, CIVILITY_VIEWS } from './civility/civility.controllers';
import { COLLEAGUES_CONTROLLERS, COLLEAGUES_VIEWS } from './colleagues/colleagues.controllers';
import { DISCUSSIONS_CONTROLLERS, DISCUSSIONS_VIEWS } from './discussions/discussions.controllers';
import { KINDS_CONTROLLERS, KINDS_VIEWS } from './kinds/kinds.controllers';
import { LIVE_CONTROLLERS, LIVE_VIEWS } from './live/live.controllers';
import { NOTIFICATIONS_CONTROLLERS, NOTIFICATIONS_VIEWS } from './notifications/notifications.controllers';
import { THREADS_CONTROLLERS, THREADS_VIEWS } from './threads/threads.controllers';
import { REVIEWS_CONTROLLERS, REVIEWS_VIEWS } from './reviews/reviews.controllers';
import { SUBMISSIONS_CONTROLLERS, SUBMISSIONS_VIEWS } from './submissions/submissions.controllers';
import { OPERATIONS_CONTROLLERS, OPERATIONS_VIEWS } from './operations/operations.controllers';
import { REMINDING_CONTROLLERS, REMINDING_VIEWS } from './reminding/reminding.controllers';
import { BOUNCES_CONTROLLERS } from './bounces/bounces.controllers';
import { UnsubscribePages } from './reminders/unsubscribe.pages';
import { SURVEYS_CONTROLLERS } from './surveys/surveys.controllers';
import { STUDIO_EDITING, STUDIO_PAGES } from './studio/studio.pages';
import { PageInterceptor } from './views/page.interceptor';
import { Pages } from './views/pages';

const COURSES = [CoursesApi, CoursesPages, DraftsApi, ImportsApi, MediaApi, MediaFilesRoute];
const CREDENTIALS = [...CERTIFICATES_CONTROLLERS, BatchesPages, DesignerPages, HolderPages, CredentialsApi, BadgePages, FormatsApi, SigningKeysApi, ...VERIFYING_CONTROLLERS, WellKnownApi];
const REVIEWS = [...GRADES_CONTROLLERS, ...GROUPS_CONTROLLERS, ...MODERATION_CONTROLLERS, ...REVIEWS_CONTROLLERS, ...SUBMISSIONS_CONTROLLERS];
const REVIEW_VIEWS = [...GRADES_VIEWS, ...GROUPS_VIEWS, ...MODERATION_VIEWS, ...REVIEWS_VIEWS, ...SUBMISSIONS_VIEWS];
const DISCUSSIONS = [...DISCUSSIONS_CONTROLLERS, ...THREADS_CONTROLLERS, ...KINDS_CONTROLLERS, ...LIVE_CONTROLLERS, ...CIVILITY_CONTROLLERS, ...COLLEAGUES_CONTROLLERS, ...NOTIFICATIONS_CONTROLLERS];
const DISCUSSION_VIEWS = [...DISCUSSIONS_VIEWS, ...THREADS_VIEWS, ...KINDS_VIEWS, ...LIVE_VIEWS, ...CIVILITY_VIEWS, ...COLLEAGUES_VIEWS, ...NOTIFICATIONS_VIEWS];
const CONTROLLERS = [...EVENTS_CONTROLLERS, ...SURVEYS_CONTROLLERS, ...OPERATIONS_CONTROLLERS, ...REMINDING_CONTROLLERS, ...REVIEWS, ...DISCUSSIONS, ...COURSES, ...CREDENTIALS, ...BOUNCES_CONTROLLERS, UnsubscribePages, AccountApi, AddressApi, DocsApi, EditionsApi, EnrolmentsApi, HealthApi, LearningApi, SessionsApi, ...ACCOUNT_PAGES, HelpPages, HomePages, ...LEARNING_PAGES, ...COORDINATION_PAGES, ...STUDIO_PAGES, TextsPages];
const DEMONSTRATION = [DemoClockApi, ...DEMO_PAGES];

/** The web face: controllers over the libs' doors. */
@Module({})
export class WebModule {
  static for(config: Config): DynamicModule {
    return {
      module: WebModule,
      imports: [PlatformModule.for(config, 'web'), DiscoveryModule, PeopleModule, CoursesModule, EditionsModule, EnrolmentsModule, LearningModule, ReviewsModule, DiscussionsModule, CredentialsModule, RemindersModule],
      controllers: [...CONTROLLERS, ...(config.hasMovableClock ? DEMONSTRATION : [])],
      providers: [
        Catalogue,
        ...COORDINATION_VIEWS,
        ...EVENTS_VIEWS,
        Idempotency,
        ...LEARNING_VIEWS,
        ...OPERATIONS_VIEWS,
        Pages,
        ...REMINDING_VIEWS,
        ...REVIEW_VIEWS,
        ...DISCUSSION_VIEWS,
        ...STUDIO_EDITING,
        ...(config.hasMovableClock ? DEMO_QUERIES : []),
        { provide: APP_GUARD, useClass: Guard },
        { provide: APP_PIPE, useClass: SchemaPipe },
        { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ApiInterceptor },
        { provide: APP_FILTER, useClass: ErrorsFilter },
      ],
    };
  }
}
