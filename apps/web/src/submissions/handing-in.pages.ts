import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Messages, NotFound } from '@academy/platform';
import type { Actor } from '@academy/people';
import { missingParts, OwnWorks, PUBLICATION_LICENCES, Publications, SecondDrafts, Submissions } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { NothingForm } from '../learning/learning.forms';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { asReviewersSee, type Desk, Desks, deskView, workHref } from './desk';
import { readingView } from './reading.view';

const PublicationForm = z.strictObject({ licence: z.enum(PUBLICATION_LICENCES), named: z.literal('true').optional() });

/** From a draft to a work under review, and what may become of it afterwards. */
@Controller('learning/:enrolmentId/activities/:key/submission')
export class HandingInPages {
  constructor(
    private readonly desks: Desks,
    private readonly submissions: Submissions,
    private readonly secondDrafts: SecondDrafts,
    private readonly works: OwnWorks,
    private readonly publications: Publications,
    private readonly messages: Messages,
  ) {}

  /** The work as its reviewers will see it, with what is missing and what gives its author away. */
  @Get('check')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  check(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.shown(id, key, request, emptyForm());
  }

  @Post('hand-in')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  handIn(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.doing(id, key, body, request, async () => {
      const { late } = await this.submissions.submit(id, key);
      return late ? 'submission.nowSubmittedLate' : 'submission.nowSubmitted';
    });
  }

  @Post('take-back')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  takeBack(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.doing(id, key, body, request, async () => {
      await this.submissions.withdraw(id, key);
      return 'submission.nowTakenBack';
    });
  }

  @Post('second-draft')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  secondDraft(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.doing(id, key, body, request, async () => {
      await this.secondDrafts.begin(id, key);
      return 'submission.nowSecondDraft';
    });
  }

  @Post('publication')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  publish(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async ({ licence, named }: z.infer<typeof PublicationForm>) => {
      await this.publications.publish((await this.works.own(id, key)).id, { licence, isNamed: named === 'true' }, me.userId);
      return new SeeOther(workHref(id, key), { kind: 'success', message: 'submission.nowPublished' });
    };
    return submit(PublicationForm, body, work, (form) => this.again(id, key, request, form));
  }

  @Post('publication/withdrawal')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  unpublish(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.doing(id, key, body, request, async () => {
      await this.publications.unpublish((await this.works.own(id, key)).id, me.userId);
      return 'submission.nowUnpublished';
    });
  }

  private doing(id: string, key: string, body: unknown, request: FastifyRequest, work: () => Promise<string>): Promise<Page | SeeOther> {
    const command = async () => new SeeOther(workHref(id, key), { kind: 'success', message: await work() });
    return submit(NothingForm, body, command, (form) => this.again(id, key, request, form));
  }

  private async again(id: string, key: string, request: FastifyRequest, form: FormState): Promise<Page> {
    const page = await this.shown(id, key, request, form);
    if (page instanceof Page) return page;
    throw new NotFound('submission');
  }

  private async shown(id: string, key: string, request: FastifyRequest, form: FormState): Promise<Page | SeeOther> {
    const desk = await this.desks.at(id, key, request);
    if (desk instanceof SeeOther) return desk;
    const { alert } = formView(this.messages, desk.locale, 'submission', { ...form, errors: {} });
    if (!desk.isOpen) return new Page('submissions/reading', { ...readingView(desk), alert });
    return desk.work ? new Page('submissions/check', { ...(await this.checkView(desk, desk.work)), alert }) : new SeeOther(workHref(id, key));
  }

  private async checkView(desk: Desk, work: NonNullable<Desk['work']>) {
    const { form } = desk.assignment.activity;
    const missing = missingParts(work, form).map(({ pointer }) => form.fields.find(({ key }) => pointer === `/fields/${key}`)?.title ?? null);
    return {
      ...deskView(desk),
      work: asReviewersSee(desk, work),
      missing: missing.filter((title) => title !== null),
      isEmpty: missing.includes(null),
      mayHandIn: missing.length === 0,
      warnings: await this.desks.warnings(desk, work),
      isTogether: work.authors.length > 1,
    };
  }
}
