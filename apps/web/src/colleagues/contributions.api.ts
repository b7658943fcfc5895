import { Controller, Get, Param, Req } from '@nestjs/common';
import type { Actor } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { ContributionsDownload } from './contributions.download';

/** One's own posts of an edition, to take along. */
@Controller('api/v1')
export class ContributionsApi {
  constructor(private readonly downloads: ContributionsDownload) {}

  /** A ZIP archive: one Markdown file a thread, one's attachments, `contributions.json` and an `index.html`. Also after withdrawing, and when the edition is over. */
  @Get('editions/:id/threads/mine.zip')
  @Allow('signed-in')
  @Answers({ 200: null })
  async archive(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Answer> {
    const { stream, headers } = await this.downloads.open(id, me, locale);
    return new Answer(200, stream, headers);
  }
}
