import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { CourseContent, Courses, Drafts, MediaFiles, Publishing } from '@academy/courses';
import type { DemonstrationCourse } from '../course';

/** Brings a written course into being as a designer would: create, upload, write, publish. */
@Injectable()
export class CourseLoader {
  constructor(
    private readonly database: Database,
    private readonly courses: Courses,
    private readonly drafts: Drafts,
    private readonly media: MediaFiles,
    private readonly publishing: Publishing,
  ) {}

  async publish({ slug, content, pictures, files }: DemonstrationCourse, designerId: string): Promise<string> {
    const { modules, ...head } = content;
    const course = await this.courses.create({ ...CourseContent.omit({ modules: true }).parse(head), slug }, designerId);
    let text = JSON.stringify(modules);
    for (const { name, file } of [...pictures, ...files]) text = text.replaceAll(new RegExp(`/media/${name}(?![a-z0-9-])`, 'g'), await this.upload(course.id, file, designerId));
    const { revision } = await this.drafts.view(course.id);
    const parsed = CourseContent.parse({ ...head, modules: JSON.parse(text) });
    await this.drafts.replace(course.id, revision, parsed, designerId);
    await this.publishing.publish(course.id, 'First edition', designerId);
    return course.id;
  }

  private async upload(courseId: string, file: string, designerId: string): Promise<string> {
    const prepared = await this.media.prepare(await readFile(file), basename(file));
    const { url } = await this.database.transaction((tx) => this.media.keep(tx, courseId, prepared, designerId));
    return url;
  }
}
