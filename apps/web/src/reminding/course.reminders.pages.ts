import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { found } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Versions } from '@academy/courses';
import { ReminderRules } from '@academy/reminders';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { submit } from '../views/forms';
import { type Page, SeeOther } from '../views/page';
import { InLanguage, languageIn } from './edition.reminders.pages';
import { type ReminderScope, scopeOfCourse } from './reminder.scope';
import { changeOf, RuleForm } from './rule.form';
import { RulePages } from './rule.pages.view';

/** The reminders that all editions of a course begin with. */
@Controller('coordination/courses/:id/reminders')
export class CourseRemindersPages {
  constructor(
    private readonly rules: ReminderRules,
    private readonly pages: RulePages,
    private readonly versions: Versions,
  ) {}

  @Get()
  @Allow('edition.create', { course: 'id' })
  async list(@Param('id', { schema: Id }) id: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.pages.list(await this.scope(id), locale);
  }

  @Get(':kind')
  @Allow('edition.create', { course: 'id' })
  async show(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Query({ schema: InLanguage }) { language }: InLanguage, @Req() { locale }: FastifyRequest): Promise<Page> {
    const scope = await this.scope(id);
    return this.pages.page(scope, await this.pages.rule(scope, kind), locale, { language });
  }

  @Post(':kind')
  @Allow('edition.create', { course: 'id' })
  async save(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    const scope = await this.scope(id);
    const rule = await this.pages.rule(scope, kind);
    return submit(
      RuleForm,
      body,
      async (form) => {
        await this.rules.save({ courseId: id }, rule.kind, changeOf(form, rule), me.userId);
        return new SeeOther(`${scope.address}/${kind}?language=${form.language}`, { kind: 'success', message: form.isOn ? 'reminding.savedOn' : 'reminding.savedOff' });
      },
      (form) => this.pages.page(scope, rule, locale, { ...languageIn(form.values), form, rule: null }),
    );
  }

  /** Takes the course's own setting back. */
  @Post(':kind/reset')
  @Allow('edition.create', { course: 'id' })
  async reset(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Me() me: Actor): Promise<SeeOther> {
    const scope = await this.scope(id);
    await this.rules.reset({ courseId: id }, (await this.pages.rule(scope, kind)).kind, me.userId);
    return new SeeOther(`${scope.address}/${kind}`, { kind: 'success', message: 'reminding.wasReset' });
  }

  /** The address that taking back is sent to, asked for again. */
  @Get(':kind/reset')
  @Allow('edition.create', { course: 'id' })
  async back(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string): Promise<SeeOther> {
    const scope = await this.scope(id);
    return new SeeOther(`${scope.address}/${(await this.pages.rule(scope, kind)).kind}`);
  }

  private async scope(id: string): Promise<ReminderScope> {
    const { courseId, head } = await this.versions.outline(found(await this.versions.latest(id), 'version').id);
    return scopeOfCourse({ id: courseId, title: head.title, language: head.language });
  }
}
