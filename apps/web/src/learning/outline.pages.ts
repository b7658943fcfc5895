import { Controller, Get, Param, Req } from '@nestjs/common';
import { LearningQueries } from '@academy/learning';
import type { Actor } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page } from '../views/page';
import { Outlines } from './outlines';

@Controller('learning')
export class OutlinePages {
  constructor(
    private readonly learning: LearningQueries,
    private readonly outlines: Outlines,
  ) {}

  @Get()
  @Allow('signed-in')
  async mine(@Me() me: Actor): Promise<Page> {
    const all = await this.learning.mine(me.userId);
    const current = all.filter(({ state }) => state === 'active' || state === 'waitlisted');
    return new Page('learning/mine', { current, over: all.filter((enrolment) => !current.includes(enrolment)) });
  }

  @Get(':enrolmentId')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async outline(@Param('enrolmentId', { schema: Id }) id: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return new Page('learning/outline', { ...(await this.outlines.page(id, locale, me.timeZone)), refusal: null });
  }
}
