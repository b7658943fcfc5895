import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { found } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { EditionQueries } from '@academy/editions';
import { ReminderRules } from '@academy/reminders';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { emptyForm, submit } from '../views/forms';
import { type Page, SeeOther } from '../views/page';
import { type ReminderScope, scopeOfEdition } from './reminder.scope';
import { changeOf, Language, RuleForm } from './rule.form';
import { RulePages } from './rule.pages.view';

export const InLanguage = z.object({ language: Language.optional().catch(undefined), person: Id.optional().catch(undefined) });
export type InLanguage = z.infer<typeof InLanguage>;

/** The reminders of an edition: a line along its life, and a page for each with whom it would reach now. */
@Controller('coordination/editions/:id/reminders')
export class EditionRemindersPages {
  constructor(
    private readonly rules: ReminderRules,
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
  async show(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Query({ schema: InLanguage }) shown: InLanguage, @Req() { locale }: FastifyRequest): Promise<Page> {
    const scope = await this.scope(id);
    return this.pages.page(scope, await this.pages.rule(scope, kind), locale, shown);
  }

  @Post(':kind')
  @Allow('edition.run', { edition: 'id' })
  async save(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    const scope = await this.scope(id);
    const rule = await this.pages.rule(scope, kind);
    return submit(
      RuleForm,
      body,
      async (form) => {
        await this.rules.save({ editionId: id }, rule.kind, changeOf(form, rule), me.userId);
        return new SeeOther(`${scope.address}/${kind}?language=${form.language}`, { kind: 'success', message: form.isOn ? 'reminding.savedOn' : 'reminding.savedOff' });
      },
      (form) => this.pages.page(scope, rule, locale, { ...languageIn(form.values), form, rule: null }),
    );
  }

  /** The mail and whom it would reach, as the form has it; nothing is kept. */
  @Post(':kind/preview')
  @Allow('edition.run', { edition: 'id' })
  async preview(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Body() body: unknown, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    const scope = await this.scope(id);
    const kept = await this.pages.rule(scope, kind);
    return submit(
      RuleForm,
      body,
      async (form) => this.pages.page(scope, kept, locale, { language: form.language, person: form.person, form: emptyForm(body as Record<string, unknown>), rule: { ...kept, ...changeOf(form, kept) } }),
      (form) => this.pages.page(scope, kept, locale, { ...languageIn(form.values), form, rule: null }),
    );
  }

  /** Takes the edition's own setting back. */
  @Post(':kind/reset')
  @Allow('edition.run', { edition: 'id' })
  async reset(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string, @Me() me: Actor): Promise<SeeOther> {
    const scope = await this.scope(id);
    await this.rules.reset({ editionId: id }, (await this.pages.rule(scope, kind)).kind, me.userId);
    return new SeeOther(`${scope.address}/${kind}`, { kind: 'success', message: 'reminding.wasReset' });
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get([':kind/preview', ':kind/reset'])
  @Allow('edition.run', { edition: 'id' })
  async back(@Param('id', { schema: Id }) id: string, @Param('kind') kind: string): Promise<SeeOther> {
    const scope = await this.scope(id);
    return new SeeOther(`${scope.address}/${(await this.pages.rule(scope, kind)).kind}`);
  }

  private async scope(id: string): Promise<ReminderScope> {
    return scopeOfEdition(found(await this.editions.view(id), 'edition'));
  }
}

/** The language of a form that did not fit, where that at least does. */
export const languageIn = (values: Record<string, unknown>): InLanguage => InLanguage.parse({ language: values['language'], person: values['person'] });
