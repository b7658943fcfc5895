import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Clock, Messages } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { Conduct, Drafts, OPENED_KINDS, Spaces, THREAD_KINDS, ThreadOpenings, Threads, whyNotPost } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { pauseOf } from '../civility/pause.view';
import { Allow } from '../http/allow';
import { TakesFiles } from '../http/multipart';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { reasonText } from '../views/form.view';
import { Page, SeeOther } from '../views/page';
import { OpenForm, writingFrom } from './composer.form';
import { ComposerViews } from './composer.view';
import { type Again, Composers } from './composers';
import { SpaceHeads } from './space.head';
import { spaceHref, threadHref } from './thread.links';

const NewQuery = z.object({ kind: z.enum(THREAD_KINDS).catch('question').default('question'), activity: PathKey.optional().catch(undefined) });

/** New threads. */
@Controller('discussions/:spaceId')
export class OpeningPages {
  constructor(
    private readonly spaces: Spaces,
    private readonly places: ThreadOpenings,
    private readonly threads: Threads,
    private readonly drafts: Drafts,
    private readonly conduct: Conduct,
    private readonly composers: Composers,
    private readonly composerViews: ComposerViews,
    private readonly heads: SpaceHeads,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Allow('discussion.join', { space: 'spaceId' })
  async form(@Param('spaceId', { schema: Id }) spaceId: string, @Query({ schema: NewQuery }) { kind, activity }: z.infer<typeof NewQuery>, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    if (kind === 'poll' || kind === 'announcement') return new SeeOther(`${spaceHref(spaceId)}/new/${kind}`);
    return this.page(spaceId, me, request.locale, { kind, activity: activity ?? '' }, null);
  }

  @Post('threads')
  @Allow('discussion.join', { space: 'spaceId' })
  @TakesFiles('file')
  open(@Param('spaceId', { schema: Id }) spaceId: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return this.composers.receive(request, me, {
      schema: OpenForm,
      spaceId: () => Promise.resolve(spaceId),
      post: async ({ acceptsConduct, activity, ...input }) => {
        if (acceptsConduct) await this.conduct.accept(spaceId, me.userId, 'page');
        const { threadId, isHeld } = await this.threads.open(spaceId, me, { ...input, activityKey: activity ?? null }, 'page');
        return new SeeOther(threadHref(threadId), isHeld ? { kind: 'info', message: 'thread.nowHeld' } : { kind: 'success', message: 'thread.nowOpened' });
      },
      again: (again) => this.page(spaceId, me, request.locale, again.form.values, again),
    });
  }

  /** The address that threads are sent to, asked for again after one was refused. */
  @Get('threads')
  @Allow('discussion.join', { space: 'spaceId' })
  back(@Param('spaceId', { schema: Id }) spaceId: string): SeeOther {
    return new SeeOther(`${spaceHref(spaceId)}/new`);
  }

  private async page(spaceId: string, me: Actor, locale: string, values: Record<string, unknown>, again: Again | null): Promise<Page> {
    const [space, place] = await Promise.all([this.spaces.of(spaceId, me.userId), this.places.place(spaceId, me.userId)]);
    const typed = writingFrom(values);
    const draftPlace = typed.activity === '' ? `new:${spaceId}` : `new:${spaceId}:${typed.activity}`;
    const draft = again ? null : await this.drafts.of(me.userId, draftPlace);
    const reason = whyNotPost(space, this.clock.now());
    const activities = await this.heads.activities(place, locale);
    const writing = { ...typed, language: typed.language || me.locale, title: typed.title || (draft?.title ?? ''), markdown: typed.markdown || (draft?.markdown ?? '') };
    const say = (key: string) => this.messages.text(locale, key);
    return new Page('threads/new', {
      spaceId,
      crumbs: this.heads.crumbs(spaceId, place, locale),
      paused: pauseOf(space, this.clock.now()),
      refusal: reason && reasonText(this.messages, locale, reason),
      kind: writing.kind,
      mayAnnounce: can(me, 'edition.run', { courseId: space.courseId, editionId: space.editionId }),
      kinds: OPENED_KINDS.map((value) => ({ value, label: say(`thread.kind-${value}`), hint: say(`thread.kindHint-${value}`), isChosen: value === writing.kind })),
      activities: activities.map(({ key, title }) => ({ value: key, label: title })),
      composer: await this.composerViews.of({
        ...again, me, spaceId, editionId: space.editionId, locale, writing, action: `${spaceHref(spaceId)}/threads#composer`, heading: '', submit: say('thread.open'), needsConduct: !space.hasAcceptedConduct,
        cancelHref: spaceHref(spaceId), draft: { place: draftPlace, savedAt: draft?.savedAt ?? null },
      }),
    });
  }
}
