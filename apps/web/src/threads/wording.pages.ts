import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Messages, Refused, Stale } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Conduct, Drafts, Posts, Spaces, ThreadOpenings, ThreadPages, withoutMentionLinks, wordDiff } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { TakesFiles } from '../http/multipart';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { languageBeside } from '../learning/language';
import { Page, SeeOther } from '../views/page';
import { WordingForm, writingFrom } from './composer.form';
import { ComposerViews } from './composer.view';
import { type Again, Composers } from './composers';
import { SpaceHeads } from './space.head';
import { postHref, threadHref } from './thread.links';

/** The wordings of a post: the one that is written now, and those before. */
@Controller('posts/:id')
export class WordingPages {
  constructor(
    private readonly queries: ThreadPages,
    private readonly openings: ThreadOpenings,
    private readonly spaces: Spaces,
    private readonly posts: Posts,
    private readonly drafts: Drafts,
    private readonly conduct: Conduct,
    private readonly composers: Composers,
    private readonly composerViews: ComposerViews,
    private readonly heads: SpaceHeads,
    private readonly messages: Messages,
  ) {}

  /** Earlier wordings, newest first, and what changed from each to the next. */
  @Get('history')
  @Allow('discussion.join', { post: 'id' })
  async history(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    const [post, revisions] = await Promise.all([this.queries.post(id, me.userId), this.queries.history(id)]);
    const thread = await this.queries.head(post.threadId, me.userId);
    const place = await this.openings.place(thread.spaceId, me.userId);
    const words = revisions.map(({ heading, markdown }) => withoutMentionLinks(heading === null ? markdown : `${heading}\n\n${markdown}`));
    return new Page('threads/history', {
      crumbs: [...this.heads.crumbs(thread.spaceId, place, request.locale), { label: thread.title, href: threadHref(thread.id) }],
      href: postHref(id),
      author: post.author.displayName,
      lang: languageBeside(post.language, request.locale),
      revisions: revisions.map(({ revision, writtenAt }, index) => ({ revision, writtenAt, isFirst: revision === 1, isNow: index === 0, stretches: index + 1 < words.length ? wordDiff(words[index + 1]!, words[index]!) : [{ kind: 'same', text: words[index]! }] })),
    });
  }

  @Get('wording')
  @Allow('post.own', { post: 'id' })
  form(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.page(id, me, request.locale, null);
  }

  @Post('wording')
  @Allow('post.own', { post: 'id' })
  @TakesFiles('file')
  save(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.composers.receive(request, me, {
      schema: WordingForm,
      spaceId: async () => (await this.thread(id, me)).spaceId,
      post: async ({ acceptsConduct, basedOn, ...input }) => {
        if (acceptsConduct) await this.conduct.accept((await this.thread(id, me)).spaceId, me.userId, 'page');
        await this.posts.edit(id, me.userId, { ...input, revision: basedOn }).catch(refusedIfStale);
        return new SeeOther(postHref(id), { kind: 'success', message: 'thread.nowEdited' });
      },
      again: async (again) => {
        const page = await this.page(id, me, request.locale, again);
        return page instanceof Page ? page : new Page('submissions/typed', { text: writingFrom(again.form.values).markdown, address: postHref(id), alert: null });
      },
    });
  }

  private thread = async (postId: string, me: Actor) => this.queries.head((await this.queries.post(postId, me.userId)).threadId, me.userId);

  private async page(id: string, me: Actor, locale: string, again: Again | null): Promise<Page | SeeOther> {
    const post = await this.queries.post(id, me.userId);
    if (post.markdown === null) return new SeeOther(postHref(id));
    const [thread, draft] = await Promise.all([this.queries.head(post.threadId, me.userId), again ? null : this.drafts.of(me.userId, `edit:${id}`)]);
    const [space, place] = await Promise.all([this.spaces.of(thread.spaceId, me.userId), this.openings.place(thread.spaceId, me.userId)]);
    const now = { title: draft?.title || (post.heading ?? ''), markdown: draft?.markdown ?? withoutMentionLinks(post.markdown), language: post.language };
    // Somebody who was refused because of a newer wording has seen it then: what she sends next stands on it.
    const isStale = again?.form.reason === 'stale-revision';
    return new Page('threads/wording', {
      crumbs: [...this.heads.crumbs(space.id, place, locale), { label: thread.title, href: threadHref(thread.id) }],
      hasTitle: post.number === 1,
      basedOn: !again || isStale ? post.revision : again.form.values['basedOn'],
      newer: isStale ? withoutMentionLinks(post.markdown) : null,
      composer: await this.composerViews.of({
        ...again, me, spaceId: space.id, editionId: space.editionId, locale, writing: writingFrom({ language: post.language, ...(again?.form.values ?? now) }), action: `${postHref(id)}/wording#composer`, heading: '', takesFiles: false,
        submit: this.messages.text(locale, 'thread.saveWording'), needsConduct: !space.hasAcceptedConduct, cancelHref: postHref(id), draft: { place: `edit:${id}`, savedAt: draft?.savedAt ?? null },
      }),
    });
  }
}

/** The form comes back with the newer wording beside what was typed. */
function refusedIfStale(error: unknown): never {
  throw error instanceof Stale ? new Refused('stale-revision') : error;
}
