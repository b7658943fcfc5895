import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { type ChangeThread, DiscussionSearch, Merging, ThreadOpenings, ThreadPages, ThreadQueries, Threads, ThreadTitle } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { languageBeside } from '../learning/language';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { SpaceHeads } from './space.head';
import { threadHref } from './thread.links';

const CHANGES = { pin: { isPinned: true }, unpin: { isPinned: false }, lock: { isLocked: true }, unlock: { isLocked: false } } as const satisfies Record<string, ChangeThread>;
const ChangeForm = z.strictObject({ change: z.enum(['pin', 'unpin', 'lock', 'unlock']) });
const NameForm = z.strictObject({ title: ThreadTitle });
const PlaceForm = z.strictObject({ activity: PathKey.optional() });
const MergeForm = z.strictObject({ into: Id });
const SearchQuery = z.object({ q: z.string().trim().max(200).catch('').default('') });
/** Threads that a search for the other one offers. */
const OFFERED = 10;

/** What moderators do to keep threads in order. */
@Controller('threads/:id')
export class OrderPages {
  constructor(
    private readonly threads: Threads,
    private readonly merging: Merging,
    private readonly queries: ThreadPages,
    private readonly lists: ThreadQueries,
    private readonly search: DiscussionSearch,
    private readonly openings: ThreadOpenings,
    private readonly heads: SpaceHeads,
    private readonly messages: Messages,
  ) {}

  /** Names it otherwise, gives it another place, or finds the thread that it belongs into. */
  @Get('order')
  @Allow('edition.moderate', { thread: 'id' })
  show(@Param('id', { schema: Id }) id: string, @Query({ schema: SearchQuery }) { q }: z.infer<typeof SearchQuery>, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(id, me, request.locale, q, null);
  }

  @Post('order')
  @Allow('edition.moderate', { thread: 'id' })
  change(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async ({ change }: z.infer<typeof ChangeForm>) => {
      await this.threads.change(id, me.userId, CHANGES[change]);
      return new SeeOther(threadHref(id), { kind: 'success', message: `thread.now-${change}` });
    };
    return submit(ChangeForm, body, work, (form) => this.page(id, me, request.locale, '', form));
  }

  @Post('title')
  @Allow('edition.moderate', { thread: 'id' })
  name(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async ({ title }: z.infer<typeof NameForm>) => {
      await this.threads.change(id, me.userId, { title });
      return new SeeOther(threadHref(id), { kind: 'success', message: 'thread.nowNamed' });
    };
    return submit(NameForm, body, work, (form) => this.page(id, me, request.locale, '', form));
  }

  @Post('place')
  @Allow('edition.moderate', { thread: 'id' })
  move(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async ({ activity }: z.infer<typeof PlaceForm>) => {
      await this.threads.change(id, me.userId, { moveToActivityKey: activity ?? null });
      return new SeeOther(threadHref(id), { kind: 'success', message: 'thread.nowMoved' });
    };
    return submit(PlaceForm, body, work, (form) => this.page(id, me, request.locale, '', form));
  }

  @Post('merging')
  @Allow('edition.moderate', { thread: 'id' })
  merge(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async ({ into }: z.infer<typeof MergeForm>) => {
      await this.merging.merge(id, into, me.userId);
      return new SeeOther(threadHref(into), { kind: 'success', message: 'thread.nowMerged' });
    };
    return submit(MergeForm, body, work, (form) => this.page(id, me, request.locale, '', form));
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['title', 'place', 'merging'])
  @Allow('edition.moderate', { thread: 'id' })
  back(@Param('id', { schema: Id }) id: string): SeeOther {
    return new SeeOther(`${threadHref(id)}/order`);
  }

  private async page(id: string, me: Actor, locale: string, q: string, form: FormState | null): Promise<Page> {
    const thread = await this.queries.head(id, me.userId);
    const place = await this.openings.place(thread.spaceId, me.userId);
    const asked = q === '' ? null : await this.search.understand(thread.spaceId, me.userId, q);
    const found = asked ? (await this.lists.list(thread.spaceId, me.userId, { query: asked.query }, OFFERED)).items : [];
    const activities = await this.heads.activities(place, locale);
    return new Page('threads/order', {
      thread: { id, title: thread.title, href: threadHref(id) },
      crumbs: [...this.heads.crumbs(thread.spaceId, place, locale), { label: thread.title, href: threadHref(id) }],
      form: formView(this.messages, locale, 'thread', form ?? emptyForm()),
      title: form?.values['title'] ?? thread.title,
      activity: thread.activityKey ?? '',
      activities: activities.map(({ key, title }) => ({ value: key, label: title })),
      q,
      found: found.filter((line) => line.id !== id).map((line) => ({ id: line.id, title: line.title, lang: languageBeside(line.language, locale), replies: line.replyCount, author: line.author.displayName })),
    });
  }
}
