import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Messages, RateLimits } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Imports, type ImportView, LARGEST_PACKAGE } from '@academy/courses';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { TakesFiles, withUpload } from '../http/multipart';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page, SeeOther } from '../views/page';
import { itemHref } from './outline.view';
import { uploading } from './uploads';

/** A package from elsewhere becomes a course. */
@Controller('studio')
export class ImportsPages {
  constructor(
    private readonly imports: Imports,
    private readonly limits: RateLimits,
    private readonly messages: Messages,
  ) {}

  @Get('import')
  @Allow('course.create')
  form(@Me() me: Actor): Promise<Page> {
    return this.page(me, null);
  }

  @Post('import')
  @Allow('course.create')
  @TakesFiles('file')
  request(@Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async () => {
      await this.limits.count('import', me.userId);
      const id = await withUpload(request, 'file', LARGEST_PACKAGE, (file) => this.imports.request(file, me.userId));
      return new SeeOther(`/studio/imports/${id}`);
    };
    return uploading(this.messages, request.locale, work, (error) => this.page(me, error));
  }

  @Get('imports/:id')
  @Allow('import.see', { import: 'id' })
  async show(@Param('id', { schema: Id }) id: string): Promise<Page> {
    const found = await this.imports.view(id);
    return new Page('studio/imported', { ...found, percent: Math.round(found.progress * 100), isRunning: isRunning(found), kinds: kindsOf(found), courseHref: found.courseId && itemHref(found.courseId, null) });
  }

  private async page(me: Actor, error: string | null): Promise<Page> {
    const imports = await this.imports.of(me.userId);
    return new Page('studio/import', { megabytes: LARGEST_PACKAGE / 1024 / 1024, error, imports });
  }
}

const isRunning = ({ state }: ImportView): boolean => state === 'queued' || state === 'running';

/** How many of each kind came over. */
function kindsOf({ report }: ImportView): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of report.converted) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}
