import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Key } from '@academy/courses';
import { Training } from '@academy/reviews';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Id, PathKey } from '../http/shapes';
import { ComparedJson, comparedJson, TrainingJson, trainingJson } from './review.json';

const Levels = z.strictObject({ scores: z.record(Key, Key) });

/** Learning to review on examples that staff have graded. */
@Controller('api/v1/enrolments/:id/activities/:key/training')
export class TrainingApi {
  constructor(private readonly training: Training) {}

  @Get()
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: TrainingJson })
  async list(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string): Promise<z.infer<typeof TrainingJson>> {
    return trainingJson(await this.training.list(id, key));
  }

  /** Answers how the levels compare with those of staff. The first answer counts. */
  @Post(':example')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: ComparedJson })
  async answer(
    @Param('id', { schema: Id }) id: string,
    @Param('key', { schema: PathKey }) key: string,
    @Param('example', { schema: PathKey }) example: string,
    @Body({ schema: Levels }) { scores }: z.infer<typeof Levels>,
  ): Promise<z.infer<typeof ComparedJson>> {
    return comparedJson(await this.training.answer(id, key, example, scores));
  }
}
