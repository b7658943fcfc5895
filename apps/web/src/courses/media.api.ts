import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { LARGEST_FILE, MediaDocument, MediaFiles, type MediaView } from '@academy/courses';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { TakesFiles, withUpload } from '../http/multipart';
import { Me } from '../http/request';
import { Id } from '../http/shapes';

const MediaList = z.object({ items: z.array(MediaDocument) });

@Controller('api/v1/courses/:id/media')
export class MediaApi {
  constructor(private readonly media: MediaFiles) {}

  @Get()
  @Allow('course.read-draft', { course: 'id' })
  @Answers({ 200: MediaList })
  async list(@Param('id', { schema: Id }) id: string): Promise<{ items: MediaView[] }> {
    return { items: await this.media.ofCourse(id) };
  }

  @Post()
  @Allow('course.author', { course: 'id' })
  @TakesFiles('file')
  @Answers({ 201: MediaDocument })
  add(@Param('id', { schema: Id }) id: string, @Req() request: FastifyRequest, @Me() me: Actor): Promise<MediaView> {
    return withUpload(request, 'file', LARGEST_FILE, (file) => this.media.add(id, file, me.userId));
  }
}
