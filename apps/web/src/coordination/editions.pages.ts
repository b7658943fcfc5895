import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { found, Messages, NotAllowed } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { type VersionOutline, Versions } from '@academy/courses';
import { type CourseToRun, EditionQueries, Editions } from '@academy/editions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AllowSomewhere } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { editionFields } from './edition.fields';
import { editionForm } from './edition.forms';
import { withSuggestions } from './edition.suggestions';

/** `suggest`: fill in dates for assignments instead of creating anything. */
const Chosen = z.object({ course: Id.optional().catch(undefined), suggest: z.literal('true').optional().catch(undefined) });
type Chosen = z.infer<typeof Chosen>;
const OVER = new Set(['closed', 'archived']);

/** The editions that somebody runs, and new ones. */
@Controller('coordination')
export class EditionsPages {
  constructor(
    private readonly queries: EditionQueries,
    private readonly editions: Editions,
    private readonly versions: Versions,
    private readonly messages: Messages,
  ) {}

  @Get()
  @AllowSomewhere('edition.run')
  async mine(@Me() me: Actor): Promise<Page> {
    const editions = await this.queries.runBy(me.userId);
    return new Page('coordination/editions', {
      current: editions.filter(({ state }) => !OVER.has(state)),
      over: editions.filter(({ state }) => OVER.has(state)),
      mayCreate: mayCreateSome(me),
    });
  }

  @Get('new')
  @AllowSomewhere('edition.create')
  async new(@Query({ schema: Chosen }) chosen: Chosen, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    const courses = await this.queries.coursesToRun(me.userId);
    if (!chosen.course) return new Page('coordination/choose-course', { courses });
    const { course, outline } = await this.courseOf(courses, chosen.course, me);
    return this.page(request, me, course, outline, emptyForm({ mode: 'weekly', languages: [course.language] }));
  }

  @Post('new')
  @AllowSomewhere('edition.create')
  async create(@Query({ schema: Chosen }) chosen: Chosen, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const { course, outline } = await this.courseOf(await this.queries.coursesToRun(me.userId), found(chosen.course, 'course'), me);
    if (chosen.suggest) return this.page(request, me, course, outline, withSuggestions(outline, me.timeZone, (body ?? {}) as Record<string, unknown>), true);
    return submit(
      editionForm(outline, me.timeZone),
      body,
      async (input) => {
        const id = await this.editions.create(course.id, input, me.userId);
        return new SeeOther(`/coordination/editions/${id}`, { kind: 'success', message: 'coordination.created' });
      },
      (form) => this.page(request, me, course, outline, form),
    );
  }

  private async courseOf(courses: CourseToRun[], courseId: string, me: Actor): Promise<{ course: CourseToRun; outline: VersionOutline }> {
    if (!can(me, 'edition.create', { courseId })) throw new NotAllowed();
    const course = found(courses.find(({ id }) => id === courseId), 'course');
    const version = found(await this.versions.latest(courseId), 'version');
    return { course, outline: await this.versions.outline(version.id) };
  }

  private page(request: FastifyRequest, me: Actor, course: CourseToRun, outline: VersionOutline, form: FormState, isSuggested = false): Page {
    return new Page('coordination/new', { course, isSuggested, suggestHref: `/coordination/new?course=${course.id}&suggest=true`, ...editionFields(this.messages, request.locale, me.timeZone, outline, form), isNew: true });
  }
}

/** Whether there can be a course that this person may run: a role in one edition is no leave for others. */
const mayCreateSome = (me: Actor): boolean => me.roles.some(({ scope, id }) => can(me, 'edition.create', scope === 'course' ? { courseId: id } : {}));
