import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { Messages, PageQuery } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { CourseQueries, Courses, NewCourse } from '@academy/courses';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow, AllowSomewhere } from '../http/allow';
import { Me } from '../http/request';
import { parse } from '../http/schema.pipe';
import { languageBeside } from '../learning/language';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { newFrom } from './fields';
import { shownFields, shownForm } from './form.shown';
import { HEAD_FIELDS } from './head.fields';
import { itemHref } from './outline.view';

const MyCourses = z.object({ ...PageQuery, limit: z.coerce.number().int().min(1).max(100).catch(30) });
const AnyForm = z.record(z.string(), z.unknown());

/** The courses that somebody writes or reviews, and new ones. */
@Controller('studio')
export class OwnCoursesPages {
  constructor(
    private readonly queries: CourseQueries,
    private readonly courses: Courses,
    private readonly messages: Messages,
  ) {}

  @Get()
  @AllowSomewhere('course.read-draft')
  async mine(@Query({ schema: MyCourses }) query: z.infer<typeof MyCourses>, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    const { items, nextCursor } = await this.queries.writtenBy(me, query);
    return new Page('studio/courses', {
      courses: items.map((course) => ({
        id: course.id,
        title: course.title,
        version: course.version,
        lang: languageBeside(course.language, request.locale),
        changedAt: course.draftUpdatedAt,
        hasUnpublished: course.publishedAt !== null && course.draftUpdatedAt > course.publishedAt,
      })),
      next: nextCursor === null ? null : `/studio?cursor=${encodeURIComponent(nextCursor)}`,
      isFirst: query.cursor === undefined,
      mayCreate: can(me, 'course.create'),
    });
  }

  @Get('new')
  @Allow('course.create')
  new(@Me() me: Actor, @Req() request: FastifyRequest): Page {
    return this.page(request, emptyForm({ language: me.locale, licence: 'CC-BY-4.0' }));
  }

  @Post('new')
  @Allow('course.create')
  create(@Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      AnyForm,
      body,
      async (form) => {
        const { id } = await this.courses.create(parse(NewCourse, newFrom(HEAD_FIELDS, form)), me.userId);
        return new SeeOther(itemHref(id, null), { kind: 'success', message: 'studio.created' });
      },
      (form) => this.page(request, form),
    );
  }

  private page(request: FastifyRequest, state: FormState): Page {
    const form = shownForm(this.messages, request.locale, state);
    const around = { locale: request.locale, language: request.locale, kind: null, media: [], zone: '' };
    return new Page('studio/new', { form, fields: shownFields(this.messages, HEAD_FIELDS, form, around) });
  }
}
