import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import type { Actor } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { Page, SeeOther } from '../views/page';
import { ofKind, PARTS, type PartsOf } from './part.kinds';
import { Parts } from './parts';

const PartsPath = z.enum(PARTS);
const Step = z.object({ direction: z.enum(['up', 'down']) });
const Removal = z.object({ revision: z.coerce.number().int().catch(0) });

/** Questions of quizzes; criteria, fields and examples of assignments. */
@Controller('studio/courses/:id/parts/:parts/:key')
export class PartsPages {
  constructor(private readonly parts: Parts) {}

  @Post()
  @Allow('course.author', { course: 'id' })
  add(
    @Param('id', { schema: Id }) courseId: string,
    @Param('key', { schema: PathKey }) activityKey: string,
    @Param('parts', { schema: PartsPath }) parts: PartsOf,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const where = { courseId, activityKey, partKey: null, actorId: me.userId };
    return ofKind(parts, (kind) => this.parts.add(request, where, body, kind));
  }

  @Post(':part')
  @Allow('course.author', { course: 'id' })
  change(
    @Param('id', { schema: Id }) courseId: string,
    @Param('key', { schema: PathKey }) activityKey: string,
    @Param('parts', { schema: PartsPath }) parts: PartsOf,
    @Param('part', { schema: PathKey }) partKey: string,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const where = { courseId, activityKey, partKey, actorId: me.userId };
    return ofKind(parts, (kind) => this.parts.save(request, where, body, kind));
  }

  @Post(':part/step')
  @Allow('course.author', { course: 'id' })
  step(
    @Param('id', { schema: Id }) courseId: string,
    @Param('key', { schema: PathKey }) activityKey: string,
    @Param('parts', { schema: PartsPath }) parts: PartsOf,
    @Param('part', { schema: PathKey }) partKey: string,
    @Body({ schema: Step }) { direction }: z.infer<typeof Step>,
    @Me() me: Actor,
  ): Promise<SeeOther> {
    const where = { courseId, activityKey, partKey, actorId: me.userId };
    return ofKind(parts, (kind) => this.parts.step(where, direction, kind));
  }

  @Post(':part/removal')
  @Allow('course.author', { course: 'id' })
  remove(
    @Param('id', { schema: Id }) courseId: string,
    @Param('key', { schema: PathKey }) activityKey: string,
    @Param('parts', { schema: PartsPath }) parts: PartsOf,
    @Param('part', { schema: PathKey }) partKey: string,
    @Body({ schema: Removal }) { revision }: z.infer<typeof Removal>,
    @Me() me: Actor,
  ): Promise<SeeOther> {
    const where = { courseId, activityKey, partKey, actorId: me.userId };
    return ofKind(parts, (kind) => this.parts.remove(where, revision, kind));
  }
}
