import type { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { Contributions, postWords } from '@academy/discussions';
import type { Actor } from '@academy/people';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { languageBeside } from '../learning/language';
import { Page } from '../views/page';
import { ContributionsDownload } from './contributions.download';

const Place = z.object({ cursor: z.string().max(500).optional().catch(undefined) });
const PER_PAGE = 25;
const EXCERPT = 300;

/** What I wrote in a space: also when it is over, and after I left. Others are not even told that there is such a place. */
@Controller('discussions/:spaceId')
export class ContributionsPages {
  constructor(
    private readonly contributions: Contributions,
    private readonly downloads: ContributionsDownload,
  ) {}

  @Get('mine')
  @Allow('signed-in')
  async list(@Param('spaceId', { schema: Id }) id: string, @Query({ schema: Place }) { cursor }: z.infer<typeof Place>, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const place = await this.contributions.place(id, me.userId);
    const { items, nextCursor } = await this.contributions.own(id, me.userId, PER_PAGE, cursor);
    const address = `/discussions/${id}/mine`;
    return new Page('colleagues/contributions', {
      ...place,
      courseLang: languageBeside(place.course.language, locale),
      download: `${address}.zip`,
      posts: items.map(({ markdown, ...post }) => ({
        ...post,
        words: postWords(markdown, EXCERPT),
        lang: languageBeside(post.language, locale),
        titleLang: languageBeside(post.titleLanguage, locale),
      })),
      first: cursor ? address : null,
      next: nextCursor ? `${address}?cursor=${nextCursor}` : null,
    });
  }

  @Get('mine.zip')
  @Allow('signed-in')
  async archive(@Param('spaceId', { schema: Id }) id: string, @Me() me: Actor, @Req() { locale }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    const { stream, headers } = await this.downloads.open(id, me, locale);
    void reply.headers(headers);
    return stream;
  }
}
