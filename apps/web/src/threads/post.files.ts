import type { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { Storage } from '@academy/platform';
import type { Actor } from '@academy/people';
import { isShown } from '@academy/courses';
import { LARGEST_POST_FILE, Pace, PostFiles } from '@academy/discussions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { TakesFiles, withUpload } from '../http/multipart';
import { Me } from '../http/request';
import { Id } from '../http/shapes';

const PostFileDocument = z.object({ id: z.string(), url: z.string(), kind: z.string(), fileName: z.string(), bytes: z.number(), description: z.string(), width: z.number().nullable(), height: z.number().nullable() });

/** Files beside posts. */
@Controller()
export class PostFilesRoutes {
  constructor(
    private readonly files: PostFiles,
    private readonly storage: Storage,
    private readonly pace: Pace,
  ) {}

  /** As browsers load it: for those who may read the space, and never as a page. */
  @Get('discussions/files/:id')
  @Allow('discussion.join', { 'post-file': 'id' })
  async show(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable | string> {
    const { kind, contentType, bytes, sha256, storageKey, fileName } = await this.files.find(id, me.userId);
    const etag = `"${sha256.toString('hex')}"`;
    const plainName = fileName.normalize('NFKD').replace(/[^\x20-\x7e]|["\\%]/g, '_');
    const fullName = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
    void reply.headers({
      'content-type': contentType,
      'content-disposition': `${isShown(kind) ? 'inline' : 'attachment'}; filename="${plainName}"; filename*=UTF-8''${fullName}`,
      // Asked for again each time: a post may be hidden, and a person leave.
      'cache-control': 'private, no-cache',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      etag,
    });
    if (request.headers['if-none-match'] === etag) {
      void reply.code(304);
      return '';
    }
    const { stream } = await this.storage.open(storageKey);
    void reply.header('content-length', bytes);
    return stream;
  }

  /** Takes a file up for a post that comes: its id goes into `fileIds`. `description`: what a picture shows, for those who do not see it. */
  @Post('api/v1/editions/:id/discussion-files')
  @HttpCode(201)
  @Allow('discussion.join', { space: 'id' })
  @TakesFiles('file')
  @Answers({ 201: PostFileDocument })
  async add(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<z.infer<typeof PostFileDocument>> {
    await this.pace.step(me.userId);
    return withUpload(request, 'file', LARGEST_POST_FILE, (file) => this.files.add(id, me.userId, file, file.fields['description'] ?? ''));
  }
}
