import { Controller, Get, Param, Req } from '@nestjs/common';
import { SpaceNewsQueries } from '@academy/discussions';
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
    private readonly news: SpaceNewsQueries,
  ) {}

  @Get()
  @Allow('signed-in')
  async mine(@Me() me: Actor): Promise<Page> {
    const all = await this.learning.mine(me.userId);
    const news = await this.news.of(all.filter(({ state }) => state === 'active' || state === 'completed').map(({ edition }) => edition.id), me.userId);
    const shown = all.map((enrolment) => ({ ...enrolment, news: news.get(enrolment.edition.id) ?? 0 }));
    return new Page('learning/mine', { current: shown.filter(isCurrent), over: shown.filter((enrolment) => !isCurrent(enrolment)) });
  }

  @Get(':enrolmentId')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async outline(@Param('enrolmentId', { schema: Id }) id: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return new Page('learning/outline', { ...(await this.outlines.page(id, locale, me)), refusal: null });
  }
}

const isCurrent = ({ state }: { state: string }): boolean => state === 'active' || state === 'waitlisted';
