import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { found } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { EditionQueries } from '@academy/editions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { MailHtml } from '../views/mail.html';
import type { Page, SeeOther } from '../views/page';
import { type ReminderScope, scopeOfEdition } from './reminder.scope';
import { RuleActs } from './rule.acts';
import { Shown } from './rule.form';
import { RulePages } from './rule.pages.view';

/** The reminders of an edition: a line along its life, and a page for each with whom it would reach now. */
@Controller('coordination/editions/:id/reminders')
export class EditionRemindersPages {
  constructor(
    private readonly acts: RuleActs,
    private readonly pages: RulePages,
    private readonly editions: EditionQueries,
  ) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  async list(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const scope = await this.scope(id);
    const mayChangeCourse = can(me, 'edition.create', { courseId: scope.course.id });
    return this.pages.list(scope, locale, mayChangeCourse ? `/coordination/courses/${scope.course.id}/reminders` : null);
  }

  @Get(':kind')
  @Allow('edition.run', { edition: 'id' })
  async show(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Query({ schema: Shown }) shown: Shown, @Req() { locale }: FastifyRequest): Promise<Page> {
    const scope = await this.scope(id);
    return this.pages.page(scope, await this.pages.rule(scope, kind), locale, shown);
  }

  @Post(':kind')
  @Allow('edition.run', { edition: 'id' })
  async save(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return this.acts.save(await this.scope(id), kind, body, locale, me.userId);
  }

  @Post(':kind/preview')
  @Allow('edition.run', { edition: 'id' })
  async preview(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Body() body: unknown, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return this.acts.preview(await this.scope(id), kind, body, locale);
  }

  @Post(':kind/letter')
  @HttpCode(200)
  @Allow('edition.run', { edition: 'id' })
  async letter(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Body() body: unknown, @Req() { locale }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | SeeOther | string> {
    const answer = await this.acts.letter(await this.scope(id), kind, body, locale);
    return answer instanceof MailHtml ? answer.answer(reply) : answer;
  }

  @Post(':kind/reset')
  @Allow('edition.run', { edition: 'id' })
  async reset(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Me() me: Actor): Promise<SeeOther> {
    return this.acts.reset(await this.scope(id), kind, me.userId);
  }

  @Get([':kind/preview', ':kind/letter', ':kind/reset'])
  @Allow('edition.run', { edition: 'id' })
  async back(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string): Promise<SeeOther> {
    return this.acts.back(await this.scope(id), kind);
  }

  private async scope(id: string): Promise<ReminderScope> {
    return scopeOfEdition(found(await this.editions.view(id), 'edition'));
  }
}
