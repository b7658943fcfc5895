import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { type Actor, can } from '@academy/people';
import { Drafts, type DraftView, type ProblemView, Publishing, Versions } from '@academy/courses';
import { Messages } from '@academy/platform';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { languageBeside } from '../learning/language';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { textOf } from './fields';
import { shownForm } from './form.shown';
import { courseHref } from './outline.view';
import { hrefOfProblem } from './problem.places';

const PublishForm = z.object({ notes: z.string().max(10_000).default('') });

/** What the check finds, publishing, and what was published. */
@Controller('studio/courses/:id')
export class CheckPages {
  constructor(
    private readonly drafts: Drafts,
    private readonly publishing: Publishing,
    private readonly versions: Versions,
    private readonly messages: Messages,
  ) {}

  @Get('check')
  @Allow('course.read-draft', { course: 'id' })
  check(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(request, id, me, emptyForm());
  }

  @Post('versions')
  @Allow('course.author', { course: 'id' })
  publish(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      PublishForm,
      body,
      async ({ notes }) => {
        const { version } = await this.publishing.publish(id, notes.replaceAll('\r\n', '\n').trim(), me.userId);
        return new SeeOther(`${courseHref(id)}/versions`, { kind: 'success', message: 'studio.published', values: { number: version } });
      },
      (form) => this.page(request, id, me, form),
    );
  }

  @Get('versions')
  @Allow('course.read-draft', { course: 'id' })
  async list(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    const draft = await this.drafts.view(id);
    const mayDesignBadges = can(me, 'edition.create', { courseId: id });
    return new Page('studio/versions', { ...frameOf(id, draft, request), versions: await this.versions.ofCourse(id), mayDesignBadges });
  }

  private async page(request: FastifyRequest, id: string, me: Actor, state: FormState): Promise<Page> {
    const draft = await this.drafts.view(id);
    const problems = (await this.publishing.check(id, request.locale)).map((problem) => ({ ...problem, href: hrefOfProblem(id, draft, problem.path) }));
    const of = (wanted: ProblemView['severity']) => problems.filter(({ severity }) => severity === wanted);
    const form = shownForm(this.messages, request.locale, state);
    return new Page('studio/check', {
      ...frameOf(id, draft, request),
      mayWrite: can(me, 'course.author', { courseId: id }),
      mistakes: of('error'),
      warnings: of('warning'),
      form,
      notes: textOf(form.values['notes']),
    });
  }
}

/** What the pages of one course have in common. */
export const frameOf = (id: string, draft: DraftView, { locale }: FastifyRequest) => ({
  course: { id, title: draft.title, language: draft.language, lang: languageBeside(draft.language, locale) },
});
