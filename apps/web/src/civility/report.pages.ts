import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { PostCases, postHtml, REPORT_REASONS, ThreadPages } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { ReportForm } from './civility.forms';

/** Whoever takes part asks moderators to look at a post. */
@Controller('posts/:id/report')
export class ReportPages {
  constructor(
    private readonly cases: PostCases,
    private readonly threads: ThreadPages,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('discussion.join', { post: 'id' })
  ask(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.page(id, me, locale, emptyForm());
  }

  @Post()
  @Allow('discussion.join', { post: 'id' })
  report(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      ReportForm,
      body,
      async ({ reason, text }) => {
        await this.cases.report(id, me.userId, reason, text);
        return new SeeOther(`/posts/${id}`, { kind: 'success', message: 'civility.reported' });
      },
      (form) => this.page(id, me, locale, form),
    );
  }

  private async page(id: string, me: Actor, locale: string, form: FormState): Promise<Page> {
    const [post, reported] = await Promise.all([this.threads.post(id, me.userId), this.cases.reportedBefore(id, me.userId)]);
    const head = await this.threads.head(post.threadId, me.userId);
    const why = post.isMine ? 'own-post' : post.state === 'shown' ? null : 'post-hidden';
    return new Page('civility/report', {
      id,
      title: head.title,
      titleLanguage: head.language,
      post: { author: post.author.displayName, createdAt: post.createdAt.toISOString(), language: post.language, rendered: post.markdown === null ? null : postHtml(post.markdown, head) },
      why: why === null ? null : this.messages.text(locale, `reasons.${why}`),
      isReported: reported !== null,
      conduct: `/discussions/${head.spaceId}/conduct`,
      reasons: REPORT_REASONS.map((value) => ({ value, label: this.messages.text(locale, `civility.reason-${value}`), isChosen: form.values['reason'] === value })),
      form: formView(this.messages, locale, 'civility', form),
    });
  }
}
