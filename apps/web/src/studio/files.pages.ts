import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Messages } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { Drafts, LARGEST_FILE, MediaFiles, type MediaView } from '@academy/courses';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { TakesFiles, withUpload } from '../http/multipart';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page, SeeOther } from '../views/page';
import { frameOf } from './check.pages';
import { courseHref } from './outline.view';
import { uploading } from './uploads';

/** Pictures, films and documents of a course. */
@Controller('studio/courses/:id/media')
export class FilesPages {
  constructor(
    private readonly drafts: Drafts,
    private readonly media: MediaFiles,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('course.read-draft', { course: 'id' })
  list(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(id, me, request, null);
  }

  @Post()
  @Allow('course.author', { course: 'id' })
  @TakesFiles('file')
  add(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async () => {
      const { fileName } = await withUpload(request, 'file', LARGEST_FILE, (file) => this.media.add(id, file, me.userId));
      return new SeeOther(`${courseHref(id)}/media`, { kind: 'success', message: 'studio.fileAdded', values: { name: fileName } });
    };
    return uploading(this.messages, request.locale, work, (error) => this.page(id, me, request, error));
  }

  private async page(id: string, me: Actor, request: FastifyRequest, error: string | null): Promise<Page> {
    const files = await this.media.ofCourse(id);
    return new Page('studio/media', {
      ...frameOf(id, await this.drafts.view(id), request),
      mayWrite: can(me, 'course.author', { courseId: id }),
      megabytes: LARGEST_FILE / 1024 / 1024,
      files: files.map((file) => ({ ...file, markdown: markdownFor(file), kilobytes: Math.max(1, Math.round(file.bytes / 1024)) })),
      error,
    });
  }
}

/** What to write where the file is to stand. The text in brackets of a picture is its alternative text, still to be written. */
function markdownFor({ kind, url, fileName }: MediaView): string {
  if (kind === 'picture') return `![](${url})`;
  return kind === 'document' ? `[${fileName.replaceAll(/[[\]]/g, '')}](${url})` : url;
}
