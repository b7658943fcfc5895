import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { RateLimits } from '@academy/platform';
import type { Actor } from '@academy/people';
import { ImportDocument, Imports, type ImportView, LARGEST_PACKAGE } from '@academy/courses';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { TakesFiles, withUpload } from '../http/multipart';
import { Me } from '../http/request';
import { Id } from '../http/shapes';

@Controller('api/v1/imports')
export class ImportsApi {
  constructor(
    private readonly imports: Imports,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  @Allow('course.create')
  @Answers({ 200: z.object({ items: z.array(ImportDocument) }) })
  async list(@Me() me: Actor): Promise<{ items: ImportView[] }> {
    return { items: await this.imports.of(me.userId) };
  }

  @Post()
  @Allow('course.create')
  @TakesFiles('file')
  @Answers({ 202: z.object({ id: z.string() }) })
  async request(@Req() request: FastifyRequest, @Me() me: Actor): Promise<{ id: string }> {
    await this.limits.count('import', me.userId);
    return { id: await withUpload(request, 'file', LARGEST_PACKAGE, (file) => this.imports.request(file, me.userId)) };
  }

  @Get(':id')
  @Allow('import.see', { import: 'id' })
  @Answers({ 200: ImportDocument })
  show(@Param('id', { schema: Id }) id: string): Promise<ImportView> {
    return this.imports.view(id);
  }
}
