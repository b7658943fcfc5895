import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Database, found, Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { ModerationQueue, PostCases, postHtml, type PostState } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { decisionForm } from './civility.forms';
import { Scenes } from './civility.scene';
import { noteOf } from './queue.pages';
import { QueuePage } from './queue.view';

const Later = z.looseObject({ later: z.literal('true') });
type Reached = { spaceId: string; title: string; threadLanguage: string; author: string; authorId: string; createdAt: Date; markdown: string; language: string; state: PostState; openCaseId: string | null };

/** A moderator looks at a post of her own accord. */
@Controller('posts/:id/moderation')
export class PostModerationPages {
  constructor(
    private readonly database: Database,
    private readonly scenes: Scenes,
    private readonly queue: ModerationQueue,
    private readonly cases: PostCases,
    private readonly pages: QueuePage,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.moderate', { post: 'id' })
  async show(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    const post = await this.reach(id);
    return post.openCaseId === null ? this.page(id, post, me, locale, emptyForm()) : new SeeOther(`/post-cases/${post.openCaseId}/decision`);
  }

  /** Decides about the post at once, or (`later`) opens a case that waits for other moderators too. */
  @Post()
  @Allow('edition.moderate', { post: 'id' })
  async decide(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    const post = await this.reach(id);
    if (Later.safeParse(body).success) {
      await this.cases.open(id, me.userId);
      return new SeeOther(`/discussions/${post.spaceId}/moderation`, { kind: 'success', message: 'civility.opened' });
    }
    return submit(
      decisionForm(me.timeZone),
      body,
      async ({ decision, until, hides, phrase, note }) => {
        await this.cases.openAndDecide(id, { decision, until: until ?? null, alsoHides: hides !== undefined, note: noteOf(this.messages, locale, phrase, note) }, me.userId);
        return new SeeOther(`/discussions/${post.spaceId}/moderation?view=decided`, { kind: 'success', message: 'civility.decided' });
      },
      (form) => this.page(id, post, me, locale, form),
    );
  }

  private async page(id: string, post: Reached, me: Actor, locale: string, form: FormState): Promise<Page> {
    const [scene, about] = await Promise.all([this.scenes.of(post.spaceId), this.queue.about(id)]);
    return new Page('civility/post', {
      scene,
      id,
      post: { ...post, rendered: postHtml(post.markdown, scene), createdAt: post.createdAt.toISOString() },
      isMine: post.authorId === me.userId,
      earlier: about.filter(({ state }) => state === 'decided').map((each) => this.pages.shown(each, scene, me, locale, emptyForm())),
      decisions: this.pages.decisions({ postState: post.state, reports: [] }, locale, form),
      form: formView(this.messages, locale, 'civility', form),
      ...this.pages.fields(me, locale),
    });
  }

  private async reach(id: string): Promise<Reached> {
    return found(
      await this.database.one<Reached>(
        `SELECT p.space_id AS "spaceId", t.title, t.language AS "threadLanguage", u.display_name AS author, p.author_id AS "authorId", p.created_at AS "createdAt", p.markdown, p.language, p.state,
                (SELECT k.id FROM post_case k WHERE k.post_id = p.id AND k.state = 'open') AS "openCaseId"
         FROM post p JOIN thread t ON t.id = p.thread_id JOIN users u ON u.id = p.author_id WHERE p.id = $1`,
        [id],
      ),
      'post',
    );
  }
}
