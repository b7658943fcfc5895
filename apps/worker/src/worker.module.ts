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
import { Crew } from './crew';
import { Deliveries } from './deliveries';
import { Processors } from './processors';
import { Relay } from './relay';
import { Ticker } from './ticker';
import { Upkeep } from './upkeep';

/** The Academy without its web face. */
@Module({})
export class WorkerModule {
  static for(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.for(config, 'worker'), DiscoveryModule, PeopleModule, CoursesModule, EditionsModule, EnrolmentsModule, LearningModule, ReviewsModule, DiscussionsModule, CredentialsModule, RemindersModule],
      providers: [Crew, Deliveries, Processors, Relay, Ticker, Upkeep],
    };
  }
}
