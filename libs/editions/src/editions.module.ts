import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Subjects } from '@academy/people';
import { Edition } from './edition.entity';
import { EditionQueries } from './editions.queries';
import { Editions } from './editions.service';

@Global()
@Module({ imports: [TypeOrmModule.forFeature([Edition])], providers: [Editions, EditionQueries], exports: [Editions, EditionQueries] })
export class EditionsModule implements OnModuleInit {
  constructor(
    private readonly subjects: Subjects,
    private readonly queries: EditionQueries,
  ) {}

  onModuleInit(): void {
    this.subjects.define('edition', async (editionId) => {
      const courseId = await this.queries.courseOf(editionId);
      return courseId === null ? null : { editionId, courseId };
    });
  }
}
