import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { Messages, RevisionMissing, Stale } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Assignments, type OwnWork, OwnWorks, Submissions } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { including, languages } from '../account/choices';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { type Desk, Desks, workHref } from './desk';
import { readingView } from './reading.view';
import { inputFrom, roughInputFrom, type Typed, typedFrom } from './work.form';
import { typedOf, writingView } from './writing.view';

/** Where the button leads that sent the form. */
const NEXT: Record<string, string> = { check: '/check', files: '/files' };
type Again = { form: FormState; typed: Typed; newer: OwnWork | null };

/** Writing one's work, and reading it once it is handed in. */
@Controller('learning/:enrolmentId/activities/:key/submission')
export class WritingPages {
  constructor(
    private readonly desks: Desks,
    private readonly submissions: Submissions,
    private readonly works: OwnWorks,
    private readonly assignments: Assignments,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async show(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const desk = await this.desks.at(id, key, request);
    if (desk instanceof SeeOther) return desk;
    if (!desk.isOpen) return new Page('submissions/reading', readingView(desk));
    return this.form(desk, me, null);
  }

  @Post()
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async save(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const sent = (body ?? {}) as Record<string, unknown>;
    const typed = typedFrom(sent, (await this.assignments.ofEnrolment(id, key)).activity.form);
    const again = async (form: FormState, newer: OwnWork | null = null): Promise<Page> => {
      const desk = await this.desks.at(id, key, request);
      if (desk instanceof SeeOther || !desk.isOpen) return new Page('submissions/typed', { text: allTexts(typed), address: workHref(id, key), alert: formView(this.messages, request.locale, 'submission', form).alert });
      return this.form(desk, me, { form, typed, newer });
    };
    const work = async () => {
      try {
        await this.submissions.save(id, key, inputFrom(typed), typed.revision);
      } catch (error) {
        // What somebody else saved meanwhile is shown beside what was typed: neither is lost.
        if (!(error instanceof Stale || error instanceof RevisionMissing)) throw error;
        const page = await again({ values: {}, errors: {}, reason: 'stale-revision' }, await this.works.own(id, key));
        return new Page(page.template, page.view, 422);
      }
      const next = NEXT[String(sent['next'])];
      return new SeeOther(`${workHref(id, key)}${next ?? ''}`, next ? null : { kind: 'success', message: 'submission.nowSaved' });
    };
    return submit(AnyForm, sent, work, (form) => again(form));
  }

  /** What is kept while somebody writes. */
  @Post('draft')
  @HttpCode(200)
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async keep(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown): Promise<{ revision: number }> {
    const typed = typedFrom((body ?? {}) as Record<string, unknown>, (await this.assignments.ofEnrolment(id, key)).activity.form);
    const { work } = await this.submissions.save(id, key, roughInputFrom(typed), typed.revision);
    return { revision: work.revision };
  }

  /** The form as it stands with the work beside it as reviewers will see it; nothing is kept. */
  @Post('preview')
  @HttpCode(200)
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async preview(@Param('enrolmentId', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const desk = await this.desks.at(id, key, request);
    if (desk instanceof SeeOther) return desk;
    const typed = typedFrom((body ?? {}) as Record<string, unknown>, desk.assignment.activity.form);
    return this.form(desk, me, { form: emptyForm(), typed, newer: null });
  }

  private async form(desk: Desk, me: Actor, again: Again | null): Promise<Page> {
    const typed = again?.typed ?? typedOf(desk.work, me.locale);
    const words = formView(this.messages, desk.locale, 'submission', again?.form ?? emptyForm());
    const choices = including(languages(desk.locale), typed.language);
    return new Page('submissions/writing', writingView(desk, typed, words, choices, again?.newer ?? null));
  }
}

const AnyForm = z.record(z.string(), z.unknown());
const allTexts = ({ fields, markdown }: Typed): string => [...Object.values(fields), markdown].filter((text) => text.trim() !== '').join('\n\n');
