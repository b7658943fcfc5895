import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { found } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { Versions } from '@academy/courses';
import { EditionQueries } from '@academy/editions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { MailHtml } from '../views/mail.html';
import type { Page, SeeOther } from '../views/page';
import { type ReminderScope, scopeOfCourse } from './reminder.scope';
import { RuleActs } from './rule.acts';
import { Shown } from './rule.form';
import { RulePages } from './rule.pages.view';

/** The reminders that all editions of a course begin with. */
@Controller('coordination/courses/:id/reminders')
export class CourseRemindersPages {
  constructor(
    private readonly acts: RuleActs,
    private readonly pages: RulePages,
    private readonly versions: Versions,
    private readonly editions: EditionQueries,
  ) {}

  @Get()
  @Allow('edition.create', { course: 'id' })
  async list(@Param('id', { schema: Id }) id: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.pages.list(await this.scope(id), locale);
  }

  @Get(':kind')
  @Allow('edition.create', { course: 'id' })
  async show(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Query({ schema: Shown }) shown: Shown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const scope = await this.scope(id, me);
    return this.pages.page(scope, await this.pages.rule(scope, kind), locale, shown);
  }

  @Post(':kind')
  @Allow('edition.create', { course: 'id' })
  async save(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return this.acts.save(await this.scope(id, me), kind, body, locale, me.userId);
  }

  @Post(':kind/preview')
  @Allow('edition.create', { course: 'id' })
  async preview(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return this.acts.preview(await this.scope(id, me), kind, body, locale);
  }

  @Post(':kind/letter')
  @HttpCode(200)
  @Allow('edition.create', { course: 'id' })
  async letter(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | SeeOther | string> {
    const answer = await this.acts.letter(await this.scope(id, me), kind, body, locale);
    return answer instanceof MailHtml ? answer.answer(reply) : answer;
  }

  @Post(':kind/reset')
  @Allow('edition.create', { course: 'id' })
  async reset(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Me() me: Actor): Promise<SeeOther> {
    return this.acts.reset(await this.scope(id), kind, me.userId);
  }

  @Get([':kind/preview', ':kind/letter', ':kind/reset'])
  @Allow('edition.create', { course: 'id' })
  async back(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string): Promise<SeeOther> {
    return this.acts.back(await this.scope(id), kind);
  }

  /** `reader`: shows the mail as it would go to people of the newest edition that she runs. */
  private async scope(id: string, reader?: Actor): Promise<ReminderScope> {
    const { courseId, head } = await this.versions.outline(found(await this.versions.latest(id), 'version').id);
    const editions = reader ? await this.editions.ofCourse(id) : [];
    const mayRun = (editionId: string): boolean => reader !== undefined && can(reader, 'edition.run', { courseId, editionId });
    const example = editions.find((edition) => mayRun(edition.id)) ?? null;
    return scopeOfCourse({ id: courseId, title: head.title, language: head.language }, example, mayRun);
  }
}
