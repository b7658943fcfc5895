import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { Votes } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { threadHref } from '../threads/thread.links';
import { ThreadViews } from '../threads/thread.view';
import { submit } from '../views/forms';
import type { Page } from '../views/page';
import { SeeOther } from '../views/page';
import { VoteForm } from './kind.forms';

/** One's own vote in a poll. */
@Controller('threads/:id/vote')
export class PollPages {
  constructor(
    private readonly votes: Votes,
    private readonly views: ThreadViews,
  ) {}

  @Post()
  @Allow('discussion.join', { thread: 'id' })
  vote(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Body() body: unknown, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    const work = async ({ options }: z.infer<typeof VoteForm>) => {
      await this.votes.vote(id, me.userId, options);
      return new SeeOther(`${threadHref(id)}#poll`, { kind: 'success', message: 'kinds.nowVoted' });
    };
    return submit(VoteForm, body, work, (kindForm) => this.views.page(id, me, locale, { at: 1, kindForm }));
  }

  @Post('removal')
  @Allow('discussion.join', { thread: 'id' })
  async takeBack(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<SeeOther> {
    await this.votes.vote(id, me.userId, []);
    return new SeeOther(`${threadHref(id)}#poll`, { kind: 'success', message: 'kinds.nowTakenBack' });
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['', 'removal'])
  @Allow('discussion.join', { thread: 'id' })
  back(@Param('id', { schema: Id }) id: string): SeeOther {
    return new SeeOther(`${threadHref(id)}#poll`);
  }
}
