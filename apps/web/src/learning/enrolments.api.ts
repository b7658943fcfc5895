import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { ENROLMENT_STATES, Enrolments } from '@academy/enrolments';
import { EnrolmentView, LearningQueries, MissingView, MyEnrolment, ProgressKeeper } from '@academy/learning';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { Outlines } from './outlines';

const Enrolled = z.object({ id: z.string(), state: z.enum(ENROLMENT_STATES), position: z.number().optional() });
const Waiving = z.strictObject({ reason: z.string().trim().min(1).max(2_000) });
/** The outline, with what is missing in the teacher's own words. */
const Outline = EnrolmentView.extend({ missing: z.array(MissingView.extend({ text: z.string() })) });

@Controller('api/v1')
export class EnrolmentsApi {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly learning: LearningQueries,
    private readonly progress: ProgressKeeper,
    private readonly outlines: Outlines,
  ) {}

  @Post('editions/:id/enrolments')
  @Allow('signed-in')
  @Answers({ 201: Enrolled, 200: Enrolled })
  async enrol(@Param('id', { schema: Id }) editionId: string, @Me() me: Actor): Promise<Answer> {
    const { id, state, position, isNew } = await this.enrolments.enrol(editionId, me.userId);
    return new Answer(isNew ? 201 : 200, { id, state, ...(position === null ? {} : { position }) });
  }

  @Delete('enrolments/:id')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 204: null })
  async withdraw(@Param('id', { schema: Id }) id: string): Promise<void> {
    await this.enrolments.withdraw(id);
  }

  @Get('me/enrolments')
  @Allow('signed-in')
  @Answers({ 200: z.object({ items: z.array(MyEnrolment) }) })
  async mine(@Me() me: Actor): Promise<{ items: MyEnrolment[] }> {
    return { items: await this.learning.mine(me.userId) };
  }

  @Get('enrolments/:id')
  @Allow('enrolment.see', { enrolment: 'id' })
  @Answers({ 200: Outline })
  async show(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<z.infer<typeof Outline>> {
    const view = await this.outlines.enrolment(id, me.locale, me.timeZone);
    return { ...view, missing: view.missing.map(({ lines, ...missing }) => ({ ...missing, text: lines.join(' ') })) };
  }

  @Post('enrolments/:id/activities/:key/waiver')
  @Allow('edition.run', { enrolment: 'id' })
  @Answers({ 204: null })
  async waive(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body({ schema: Waiving }) { reason }: z.infer<typeof Waiving>, @Me() me: Actor): Promise<void> {
    await this.progress.waive(id, key, reason, me.userId);
  }
}
