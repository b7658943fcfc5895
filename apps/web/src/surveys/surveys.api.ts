import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { Surveys } from '@academy/learning';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Id, PathKey } from '../http/shapes';

/** By question key: the key of an option, a list of keys, a number on the scale, or a text. */
const Given = z.strictObject({ answers: z.record(z.string().max(64), z.unknown()) });
const Answered = z.object({ activityKey: z.string(), answered: z.literal(true) });

@Controller('api/v1')
export class SurveysApi {
  constructor(private readonly surveys: Surveys) {}

  /** Once, and for good: what was answered is neither changed nor shown again. An Idempotency-Key is not kept here, for its hash would tell the answers. */
  @Post('enrolments/:id/activities/:key/answers')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 201: Answered })
  async answer(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body({ schema: Given }) { answers }: z.infer<typeof Given>, @Req() request: FastifyRequest): Promise<z.infer<typeof Answered>> {
    await this.surveys.answer(id, key, answers, request.locale);
    return { activityKey: key, answered: true };
  }
}
