import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { OwnCases, PostAppeals, postHtml } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { dated } from '../moderation/dated';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { AppealForm } from './civility.forms';

/** What was decided about one's own post: why, until when, and how to ask for a second look. */
@Controller('post-cases/:id')
export class OwnCasePages {
  constructor(
    private readonly cases: OwnCases,
    private readonly appeals: PostAppeals,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('post-case.answer', { 'post-case': 'id' })
  show(@Param('id', { schema: Id }) id: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.page(id, locale, emptyForm());
  }

  @Post('appeal')
  @Allow('post-case.answer', { 'post-case': 'id' })
  appeal(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      AppealForm,
      body,
      async ({ words }) => {
        await this.appeals.appeal(id, words, me.userId);
        return new SeeOther(`/post-cases/${id}`, { kind: 'success', message: 'civility.appealed' });
      },
      (form) => this.page(id, locale, form),
    );
  }

  /** The address that the form is sent to, asked for again after it was refused. */
  @Get('appeal')
  @Allow('post-case.answer', { 'post-case': 'id' })
  back(@Param('id', { schema: Id }) id: string): SeeOther {
    return new SeeOther(`/post-cases/${id}`);
  }

  private async page(id: string, locale: string, form: FormState): Promise<Page> {
    const own = await this.cases.one(id);
    return new Page('civility/decision', {
      case: { ...dated(own), rendered: postHtml(own.markdown, own), coordinators: new Intl.ListFormat(locale, { type: 'disjunction' }).format(own.coordinators) },
      form: formView(this.messages, locale, 'civility', form),
    });
  }
}
