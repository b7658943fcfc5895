import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Subjects } from '@academy/people';
import { Course, CourseDraft } from './course.entity';
import { CourseQueries } from './courses.queries';
import { Courses } from './courses.service';
import { DraftItems } from './draft.items.service';
import { Drafts } from './drafts.service';
import { CourseImport } from './import.entity';
import { ImportRun } from './import.run';
import { Imports } from './imports.service';
import { ImportsSubscriber } from './imports.subscriber';
import { Media } from './media.entity';
import { MediaFiles } from './media.service';
import { Pictures } from './pictures';
import { Publishing } from './publishing.service';
import { CourseVersion, VersionActivity } from './version.entity';
import { Versions } from './versions.queries';

const DOOR = [CourseQueries, Courses, DraftItems, Drafts, Imports, MediaFiles, Pictures, Publishing, Versions];

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Course, CourseDraft, CourseImport, CourseVersion, Media, VersionActivity])],
  providers: [...DOOR, ImportRun, ImportsSubscriber],
  exports: DOOR,
})
export class CoursesModule implements OnModuleInit {
  constructor(
    private readonly subjects: Subjects,
    private readonly courses: CourseQueries,
    private readonly imports: Imports,
  ) {}

  onModuleInit(): void {
    this.subjects.define('course', async (courseId) => ((await this.courses.isThere(courseId)) ? { courseId } : null));
    this.subjects.define('import', async (importId) => {
      const ownerId = await this.imports.ownerOf(importId);
      return ownerId === null ? null : { ownerId };
    });
  }
}
