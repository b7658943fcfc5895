import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { ACTIVITY_KINDS, type ActivityKind, Drafts, QUESTION_TYPES, SURVEY_QUESTION_TYPES } from '@academy/courses';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { Page, SeeOther } from '../views/page';
import type { Place } from './editing';
import { Editor } from './editor';
import { patchOf } from './fields';
import { HEAD_FIELDS } from './head.fields';
import { courseHref } from './outline.view';
import { Writing } from './writing';

const NEW = 'new';
/** Where the editor is open; what does not fit is left aside. */
const PlaceQuery = z.object({
  item: PathKey.optional().catch(undefined),
  add: z.enum(ACTIVITY_KINDS as [ActivityKind, ...ActivityKind[]]).optional().catch(undefined),
  question: PathKey.optional().catch(undefined),
  'survey-question': PathKey.optional().catch(undefined),
  criterion: PathKey.optional().catch(undefined),
  field: PathKey.optional().catch(undefined),
  example: PathKey.optional().catch(undefined),
  type: z.enum([...QUESTION_TYPES, ...SURVEY_QUESTION_TYPES]).catch('single'),
});
type PlaceQuery = z.infer<typeof PlaceQuery>;

const oneOf = <T extends string>(types: readonly [T, ...T[]], asked: string): T => types.find((type) => type === asked) ?? types[0];

function placeOf({ item, question, 'survey-question': surveyQuestion, type, ...parts }: PlaceQuery): Place {
  if (item === undefined) return { item: null };
  const keyOf = (key: string) => (key === NEW ? null : key);
  if (question !== undefined) return { item, part: { of: 'question', key: keyOf(question), type: oneOf(QUESTION_TYPES, type) } };
  if (surveyQuestion !== undefined) return { item, part: { of: 'survey-question', key: keyOf(surveyQuestion), type: oneOf(SURVEY_QUESTION_TYPES, type) } };
  for (const kind of ['criterion', 'field', 'example'] as const) {
    const key = parts[kind];
    if (key !== undefined) return { item, part: { of: kind, key: keyOf(key) } };
  }
  return { item, add: parts.add ?? null };
}

/** One course in the studio: outline and editor. */
@Controller('studio/courses/:id')
export class CoursePages {
  constructor(
    private readonly editor: Editor,
    private readonly writing: Writing,
    private readonly drafts: Drafts,
  ) {}

  @Get()
  @Allow('course.read-draft', { course: 'id' })
  show(@Param('id', { schema: Id }) id: string, @Query({ schema: PlaceQuery }) query: PlaceQuery, @Req() request: FastifyRequest): Promise<Page> {
    return this.editor.page(request, id, placeOf(query));
  }

  @Post('head')
  @Allow('course.author', { course: 'id' })
  changeHead(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.writing.save(request, id, body, {
      place: { item: null },
      ...this.writing.ofFields(request.locale, HEAD_FIELDS, (draft) => draft),
      write: (form, draft, revision) => this.drafts.changeHead(id, revision, patchOf(HEAD_FIELDS, form, draft), me.userId),
      done: () => new SeeOther(courseHref(id), { kind: 'success', message: 'studio.saved' }),
    });
  }
}
