import { Controller, Get, Param, Req } from '@nestjs/common';
import { Clock } from '@academy/platform';
import { LearningQueries } from '@academy/learning';
import type { Actor } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page } from '../views/page';
import { outlineView } from './outline.view';

@Controller('learning')
export class OutlinePages {
  constructor(
    private readonly learning: LearningQueries,
    private readonly clock: Clock,
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
  async outline(@Param('enrolmentId', { schema: Id }) id: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    return new Page('learning/outline', { ...outlineView(await this.learning.enrolment(id), locale, this.clock.now()), refusal: null });
  }
}
