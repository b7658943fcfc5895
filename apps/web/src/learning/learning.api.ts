import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { renderMarkdown } from '@academy/platform';
import { Attendance, Attempts, LearningQueries, ProgressKeeper, Reflections } from '@academy/learning';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Id, PathKey } from '../http/shapes';
import { AttendanceForm } from './learning.forms';
import { activityJson, ActivityJson } from './activity.json';

const AnswerValues = z.record(z.string().max(64), z.unknown());
const Given = z.strictObject({ answers: AnswerValues });
const Reflected = z.strictObject({ markdown: z.string().max(50_000), shared: z.boolean().default(false) });
const Option = z.object({ key: z.string(), text: z.string() });
const OpenAttempt = z.object({
  id: z.string(),
  number: z.number(),
  startedAt: z.string(),
  answers: AnswerValues,
  questions: z.array(
    z.object({ key: z.string(), type: z.string(), prompt: z.string(), points: z.number(), options: z.array(Option).optional(), left: z.array(Option).optional(), right: z.array(Option).optional() }),
  ),
});
const Done = z.object({ activityKey: z.string(), completed: z.boolean() });
const Attended = z.object({ activityKey: z.string(), attended: z.boolean() });
const Saved = z.object({ id: z.string(), answers: AnswerValues });
const Result = z.object({
  id: z.string(),
  score: z.number(),
  maxScore: z.number(),
  passed: z.boolean(),
  answers: AnswerValues,
  finishedAt: z.string(),
  feedback: z.array(z.object({ key: z.string(), correct: z.boolean(), points: z.number(), maxPoints: z.number(), feedback: z.string(), answer: z.unknown().optional() })),
});
const SharedReflections = z.object({ items: z.array(z.object({ author: z.string(), markdown: z.string(), html: z.string(), updatedAt: z.string() })) });

@Controller('api/v1')
export class LearningApi {
  constructor(
    private readonly learning: LearningQueries,
    private readonly progress: ProgressKeeper,
    private readonly attempts: Attempts,
    private readonly reflections: Reflections,
    private readonly attendance: Attendance,
  ) {}

  /** Viewing records the view. */
  @Get('enrolments/:id/activities/:key')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: ActivityJson })
  async activity(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string): Promise<z.infer<typeof ActivityJson>> {
    return activityJson(await this.learning.activity(id, key));
  }

  @Post('enrolments/:id/activities/:key/complete')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: Done })
  async complete(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string): Promise<z.infer<typeof Done>> {
    await this.progress.mark(id, key);
    return { activityKey: key, completed: true };
  }

  @Post('enrolments/:id/activities/:key/attempts')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 201: OpenAttempt, 200: OpenAttempt })
  async start(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string): Promise<Answer> {
    const { isNew, ...attempt } = await this.attempts.start(id, key);
    return new Answer(isNew ? 201 : 200, attempt);
  }

  @Put('attempts/:id')
  @Allow('enrolment.use', { attempt: 'id' })
  @Answers({ 200: Saved })
  async save(@Param('id', { schema: Id }) id: string, @Body({ schema: Given }) { answers }: z.infer<typeof Given>): Promise<z.infer<typeof Saved>> {
    await this.attempts.save(id, answers);
    return { id, answers };
  }

  @Post('attempts/:id/finish')
  @Allow('enrolment.use', { attempt: 'id' })
  @Answers({ 200: Result })
  finish(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof Result>> {
    return this.attempts.finish(id);
  }

  /** The code that is shown at a live event. A right one counts once. */
  @Post('enrolments/:id/activities/:key/attendance')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: Attended })
  async attend(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body({ schema: AttendanceForm }) { code }: z.infer<typeof AttendanceForm>): Promise<z.infer<typeof Attended>> {
    await this.attendance.attend(id, key, code);
    return { activityKey: key, attended: true };
  }

  @Put('enrolments/:id/activities/:key/reflection')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: Reflected })
  async reflect(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body({ schema: Reflected }) entry: z.infer<typeof Reflected>): Promise<z.infer<typeof Reflected>> {
    await this.reflections.write(id, key, entry.markdown, entry.shared);
    return entry;
  }

  /** What colleagues of the same edition chose to share. */
  @Get('enrolments/:id/activities/:key/reflections')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: SharedReflections })
  async shared(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string): Promise<z.infer<typeof SharedReflections>> {
    const entries = await this.learning.sharedReflections(id, key);
    return { items: entries.map((entry) => ({ ...entry, html: renderMarkdown(entry.markdown), updatedAt: entry.updatedAt.toISOString() })) };
  }
}
