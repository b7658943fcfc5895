import type { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Messages, NotFound, Refused } from '@academy/platform';
import { Attachments, LARGEST_ATTACHMENT, MOST_FILES, type OwnWork, OwnWorks, Submissions } from '@academy/reviews';
import type { Actor } from '@academy/people';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { TakesFiles, withUpload } from '../http/multipart';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { NothingForm } from '../learning/learning.forms';
import { uploading } from '../studio/uploads';
import { reasonText } from '../views/form.view';
import { submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { Desks, deskView, fileHref, kilobytesOf, workHref } from './desk';
import { sendFile } from './work.file';

/** The files of one's own work. */
@Controller('learning/:enrolmentId/activities/:key/submission')
export class FilesPages {
  constructor(
    private readonly desks: Desks,
    private readonly works: OwnWorks,
    private readonly submissions: Submissions,
    private readonly attachments: Attachments,
    private readonly messages: Messages,
  ) {}

  @Get('files')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async list(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.page(id, key, request, null);
  }

  /** Adds a file to the draft; the first file begins one. */
  @Post('files')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  @TakesFiles('file')
  add(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async () => {
      const own = (await this.works.standing(id, key)).work;
      if ((own?.attachments.length ?? 0) >= MOST_FILES) throw new Refused('too-many-files');
      const file = await withUpload(request, 'file', LARGEST_ATTACHMENT, (upload) => this.attachments.add(id, key, upload));
      await this.keep(id, key, own, [...(own?.attachments ?? []), file.id], me.locale);
      return new SeeOther(`${workHref(id, key)}/files`, { kind: 'success', message: 'submission.nowAdded', values: { name: file.ownName } });
    };
    return uploading(this.messages, request.locale, work, (error) => this.again(id, key, request, error));
  }

  @Post('files/:attachmentId/removal')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  remove(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Param('attachmentId', { schema: Id }) attachmentId: string, @Me() me: Actor, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async () => {
      const own = await this.works.own(id, key);
      await this.keep(id, key, own, own.attachments.filter((each) => each !== attachmentId), me.locale);
      await this.attachments.remove(id, key, attachmentId).catch(unlessKept);
      return new SeeOther(`${workHref(id, key)}/files`, { kind: 'success', message: 'submission.nowRemoved' });
    };
    return submit(NothingForm, body, work, (form) => this.again(id, key, request, reasonText(this.messages, request.locale, form.reason ?? 'refused')));
  }

  @Get('attachments/:attachmentId')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async file(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Param('attachmentId', { schema: Id }) attachmentId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    return sendFile(reply, await this.attachments.ofAuthor(id, key, attachmentId));
  }

  private async keep(id: string, key: string, own: OwnWork | null, attachments: string[], locale: string): Promise<void> {
    const { markdown = '', fields = {}, links = [], language = locale, revision = null } = own ?? {};
    await this.submissions.save(id, key, { markdown, fields, links, language, attachments }, revision);
  }

  private async again(id: string, key: string, request: FastifyRequest, error: string): Promise<Page> {
    const page = await this.page(id, key, request, error);
    return page instanceof Page ? page : new Page('submissions/typed', { text: '', address: workHref(id, key), alert: error });
  }

  private async page(id: string, key: string, request: FastifyRequest, error: string | null): Promise<Page | SeeOther> {
    const desk = await this.desks.at(id, key, request);
    if (desk instanceof SeeOther) return desk;
    if (!desk.isOpen || !desk.assignment.activity.attachments) return new SeeOther(workHref(id, key));
    const files = desk.work?.files ?? [];
    return new Page('submissions/files', {
      ...deskView(desk),
      files: files.map((file) => ({ ...file, href: fileHref(desk, file.id), kilobytes: kilobytesOf(file.bytes) })),
      mayAdd: files.length < MOST_FILES,
      mostFiles: MOST_FILES,
      megabytes: LARGEST_ATTACHMENT / 1024 / 1024,
      error,
    });
  }
}

/** The first draft may still show it, and who uploaded it may be somebody else of the group: then it stays stored. */
function unlessKept(error: unknown): void {
  if (!(error instanceof Refused || error instanceof NotFound)) throw error;
}
