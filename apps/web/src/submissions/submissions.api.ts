import type { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { Attachments, AttachmentView, LARGEST_ATTACHMENT, OwnWork, OwnWorks, Publications, PublicationInput, ReceivedWork, SecondDrafts, SubmissionInput, Submissions } from '@academy/reviews';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { TakesFiles, withUpload } from '../http/multipart';
import { etagOf, IfMatch, Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { sendFile } from './work.file';

const Criterion = z.object({ key: z.string(), points: z.number(), maxPoints: z.number(), spread: z.number(), n: z.number() });
const Texts = z.record(z.string(), z.string());
/** One's own work, and once its grade is released the grade and the reviews. */
const WorkJson = OwnWork.extend({
  grade: z.looseObject({ points: z.number(), maxPoints: z.number(), passed: z.boolean(), criteria: z.array(Criterion) }).optional(),
  reviews: z.array(z.looseObject({ id: z.string(), scores: Texts, comments: Texts, overall: z.string() })).optional(),
});
const EnrolmentId = { schema: Id };
const tagged = (status: number, work: OwnWork): Answer => new Answer(status, work, { etag: etagOf(work.revision) });

/** One's own work for an assignment: the newest round of it. */
@Controller('api/v1/enrolments/:id/activities/:key/submission')
export class SubmissionsApi {
  constructor(
    private readonly submissions: Submissions,
    private readonly secondDrafts: SecondDrafts,
    private readonly works: OwnWorks,
    private readonly received: ReceivedWork,
    private readonly attachments: Attachments,
  ) {}

  @Get()
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: WorkJson })
  async show(@Param('id', EnrolmentId) id: string, @Param('key', { schema: PathKey }) key: string): Promise<Answer> {
    const work = await this.works.own(id, key);
    const received = await this.received.of(work.id);
    return tagged(200, { ...work, ...received });
  }

  /** Kept as a draft. `If-Match` names the revision it is based on, once there is one. */
  @Put()
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: OwnWork, 201: OwnWork })
  async save(@Param('id', EnrolmentId) id: string, @Param('key', { schema: PathKey }) key: string, @IfMatch('optional') revision: number | null, @Body({ schema: SubmissionInput }) input: SubmissionInput): Promise<Answer> {
    const { work, isNew } = await this.submissions.save(id, key, input, revision);
    return tagged(isNew ? 201 : 200, work);
  }

  @Post('submit')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: OwnWork })
  async submit(@Param('id', EnrolmentId) id: string, @Param('key', { schema: PathKey }) key: string): Promise<Answer> {
    return tagged(200, await this.submissions.submit(id, key));
  }

  @Post('withdraw')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: OwnWork })
  async withdraw(@Param('id', EnrolmentId) id: string, @Param('key', { schema: PathKey }) key: string): Promise<Answer> {
    return tagged(200, await this.submissions.withdraw(id, key));
  }

  @Post('second-draft')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 201: OwnWork })
  async secondDraft(@Param('id', EnrolmentId) id: string, @Param('key', { schema: PathKey }) key: string): Promise<Answer> {
    return tagged(201, await this.secondDrafts.begin(id, key));
  }

  /** Takes a file without what tells who made it. A work names it by its id. */
  @Post('attachments')
  @Allow('enrolment.use', { enrolment: 'id' })
  @TakesFiles('file')
  @Answers({ 201: AttachmentView })
  attach(@Param('id', EnrolmentId) id: string, @Param('key', { schema: PathKey }) key: string, @Req() request: FastifyRequest): Promise<AttachmentView> {
    return withUpload(request, 'file', LARGEST_ATTACHMENT, (file) => this.attachments.add(id, key, file));
  }

  @Get('attachments/:attachmentId')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: null })
  async file(@Param('id', EnrolmentId) id: string, @Param('key', { schema: PathKey }) key: string, @Param('attachmentId', { schema: Id }) attachmentId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    return sendFile(reply, await this.attachments.ofAuthor(id, key, attachmentId));
  }

  /** Deletes a file that no work names any more. */
  @Delete('attachments/:attachmentId')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 204: null })
  async detach(@Param('id', EnrolmentId) id: string, @Param('key', { schema: PathKey }) key: string, @Param('attachmentId', { schema: Id }) attachmentId: string): Promise<void> {
    await this.attachments.remove(id, key, attachmentId);
  }
}

/** Works that their authors give to everybody. */
@Controller('api/v1/submissions/:id/publication')
export class PublicationApi {
  constructor(private readonly publications: Publications) {}

  @Post()
  @Allow('submission.own', { submission: 'id' })
  @Answers({ 204: null })
  async publish(@Param('id', { schema: Id }) id: string, @Body({ schema: PublicationInput }) { licence, named }: PublicationInput, @Me() me: Actor): Promise<void> {
    await this.publications.publish(id, { licence, isNamed: named }, me.userId);
  }

  @Delete()
  @Allow('submission.own', { submission: 'id' })
  @Answers({ 204: null })
  async unpublish(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<void> {
    await this.publications.unpublish(id, me.userId);
  }
}
