import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { Question, QUESTION_TYPES, type QuestionType, Rubric } from '@academy/courses';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { parse } from '../http/schema.pipe';
import { Id, PathKey } from '../http/shapes';
import { Page, SeeOther } from '../views/page';
import { type Criterion, criterionFrom, criterionValues } from './criterion.form';
import { type Body as Sent, textOf } from './fields';
import { criteriaOf, questionsOf } from './part.view';
import { type PartKind, Parts } from './parts';
import { questionFrom, questionValues } from './question.form';

const PartsOf = z.enum(['questions', 'criteria']);
type PartsOf = z.infer<typeof PartsOf>;
const Step = z.object({ direction: z.enum(['up', 'down']) });
const Removal = z.object({ revision: z.coerce.number().int().catch(0) });

const typeOf = (body: Sent): QuestionType => QUESTION_TYPES.find((type) => type === textOf(body['type'])) ?? 'single';

const QUESTIONS: PartKind<Question> = {
  part: (key, body) => ({ of: 'question', key, type: typeOf(body) }),
  keysBegin: 'q',
  partsOf: questionsOf,
  shown: questionValues,
  from: (key, body, before) => parse(Question, questionFrom(before?.type ?? typeOf(body), key, body, before)),
  words: (question) => ({ prompt: question.prompt, points: String(question.points), feedback: question.feedback, answers: answersIn(question) }),
  patch: (questions) => ({ questions }),
};
const CRITERIA: PartKind<Criterion> = {
  part: (key) => ({ of: 'criterion', key }),
  keysBegin: 'c',
  partsOf: criteriaOf,
  shown: criterionValues,
  from: (key, body) => parse(Rubric, { criteria: [criterionFrom(key, body)] }).criteria[0]!,
  words: ({ title, levels }) => ({ title, steps: levels.map((level) => `${level.points} · ${level.title}\n${level.descriptor}`).join('\n') }),
  patch: (criteria) => ({ rubric: { criteria } }),
};

/** Options and right answers as lines, to be compared by eye. */
function answersIn(question: Question): string {
  const { feedback: _, prompt: __, points: ___, ...own } = questionValues(question);
  const right = [own['right'] ?? []].flat().map(String);
  return Object.entries(own)
    .filter(([name]) => !name.endsWith('.key') && name !== 'right')
    .map(([name, value]) => (right.includes(name.replace('option.', '')) ? `✓ ${textOf(value)}` : textOf(value)))
    .join('\n');
}

/** Questions of quizzes and criteria of rubrics. */
@Controller('studio/courses/:id/parts/:parts/:key')
export class PartsPages {
  constructor(private readonly parts: Parts) {}

  @Post()
  @Allow('course.author', { course: 'id' })
  add(
    @Param('id', { schema: Id }) courseId: string,
    @Param('key', { schema: PathKey }) activityKey: string,
    @Param('parts', { schema: PartsOf }) parts: PartsOf,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const where = { courseId, activityKey, partKey: null, actorId: me.userId };
    return parts === 'questions' ? this.parts.add(request, where, body, QUESTIONS) : this.parts.add(request, where, body, CRITERIA);
  }

  @Post(':part')
  @Allow('course.author', { course: 'id' })
  change(
    @Param('id', { schema: Id }) courseId: string,
    @Param('key', { schema: PathKey }) activityKey: string,
    @Param('parts', { schema: PartsOf }) parts: PartsOf,
    @Param('part', { schema: PathKey }) partKey: string,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const where = { courseId, activityKey, partKey, actorId: me.userId };
    return parts === 'questions' ? this.parts.save(request, where, body, QUESTIONS) : this.parts.save(request, where, body, CRITERIA);
  }

  @Post(':part/step')
  @Allow('course.author', { course: 'id' })
  step(
    @Param('id', { schema: Id }) courseId: string,
    @Param('key', { schema: PathKey }) activityKey: string,
    @Param('parts', { schema: PartsOf }) parts: PartsOf,
    @Param('part', { schema: PathKey }) partKey: string,
    @Body({ schema: Step }) { direction }: z.infer<typeof Step>,
    @Me() me: Actor,
  ): Promise<SeeOther> {
    const where = { courseId, activityKey, partKey, actorId: me.userId };
    return parts === 'questions' ? this.parts.step(where, direction, QUESTIONS) : this.parts.step(where, direction, CRITERIA);
  }

  @Post(':part/removal')
  @Allow('course.author', { course: 'id' })
  remove(
    @Param('id', { schema: Id }) courseId: string,
    @Param('key', { schema: PathKey }) activityKey: string,
    @Param('parts', { schema: PartsOf }) parts: PartsOf,
    @Param('part', { schema: PathKey }) partKey: string,
    @Body({ schema: Removal }) { revision }: z.infer<typeof Removal>,
    @Me() me: Actor,
  ): Promise<SeeOther> {
    const where = { courseId, activityKey, partKey, actorId: me.userId };
    return parts === 'questions' ? this.parts.remove(where, revision, QUESTIONS) : this.parts.remove(where, revision, CRITERIA);
  }
}
