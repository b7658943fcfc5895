import 'reflect-metadata';
import { type DynamicModule, Module } from '@nestjs/common';
import { CoursesModule } from '@academy/courses';
import { CredentialsModule } from '@academy/credentials';
import { DiscussionsModule } from '@academy/discussions';
import { EditionsModule } from '@academy/editions';
import { EnrolmentsModule } from '@academy/enrolments';
import { LearningModule } from '@academy/learning';
import { PeopleModule } from '@academy/people';
import { PlatformModule, type readConfig } from '@academy/platform';
import { RemindersModule } from '@academy/reminders';
import { ReviewsModule } from '@academy/reviews';

/** All that the worker has but what makes it move. */
@Module({})
export class RoomsModule {
  static for(config: ReturnType<typeof readConfig>): DynamicModule {
    const rooms = [PeopleModule, CoursesModule, EditionsModule, EnrolmentsModule, LearningModule, ReviewsModule, DiscussionsModule, CredentialsModule, RemindersModule];
    return { module: RoomsModule, imports: [PlatformModule.for(config, 'worker'), ...rooms] };
  }
}
