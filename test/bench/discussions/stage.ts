import 'reflect-metadata';
import { ConsoleLogger, type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Database, PlatformModule, readConfig } from '@academy/platform';
import { PeopleModule } from '@academy/people';
import { CoursesModule } from '@academy/courses';
import { DiscussionSearch, DiscussionsModule, Posts, PostSearch, Readers, SpaceNewsQueries, ThreadOpenings, ThreadPages, ThreadQueries, Threads, Visits } from '@academy/discussions';
import { EditionsModule } from '@academy/editions';
import { EnrolmentsModule } from '@academy/enrolments';
import { LearningModule } from '@academy/learning';

@Module({})
class StageModule {
  static for(config: ReturnType<typeof readConfig>): DynamicModule {
    return { module: StageModule, imports: [PlatformModule.for(config, 'worker'), PeopleModule, CoursesModule, EditionsModule, EnrolmentsModule, LearningModule, DiscussionsModule] };
  }
}

/** The services of discussions on a database, without web, worker and queue. */
export class DiscussionStage {
  readonly database: Database;
  readonly lists: ThreadQueries;
  readonly openings: ThreadOpenings;
  readonly pages: ThreadPages;
  readonly search: DiscussionSearch;
  readonly found: PostSearch;
  readonly news: SpaceNewsQueries;
  readonly visits: Visits;
  readonly readers: Readers;
  readonly threads: Threads;
  readonly posts: Posts;

  private constructor(private readonly context: INestApplicationContext) {
    const room = <T>(type: abstract new (...given: never[]) => T): T => context.get(type, { strict: false });
    this.database = room(Database);
    this.lists = room(ThreadQueries);
    this.openings = room(ThreadOpenings);
    this.pages = room(ThreadPages);
    this.search = room(DiscussionSearch);
    this.found = room(PostSearch);
    this.news = room(SpaceNewsQueries);
    this.visits = room(Visits);
    this.readers = room(Readers);
    this.threads = room(Threads);
    this.posts = room(Posts);
  }

  /** As few connections as may be: each statement is planned once, as on one that has been at work for a while. */
  static async open(databaseUrl: string): Promise<DiscussionStage> {
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl, DATABASE_POOL: '2', ACADEMY_SECRET: 'the secret of the tests' });
    return new DiscussionStage(await NestFactory.createApplicationContext(StageModule.for(config), { logger: new ConsoleLogger({ colors: false, logLevels: ['error', 'fatal'] }) }));
  }

  close = (): Promise<void> => this.context.close();
}
