import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Clock, Messages } from '@academy/platform';
import { Versions } from '@academy/courses';
import { choiceIn, DiscussionSearch, PostSearch, Readers, shownLanguages, SpaceNewsQueries, type ThreadFilter, ThreadQueries, THREADS_WALKED, Visits } from '@academy/discussions';
import { type Actor, can } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { parse } from '../http/schema.pipe';
import { Id } from '../http/shapes';
import { Page, SeeOther } from '../views/page';
import { foundPostView } from './found.post.view';
import { listHref, spaceHref } from './space.addresses';
import { FollowForm, SpaceQuery } from './space.forms';
import { type Asked, findView, headView, languagesView, tabsView, titlesOf } from './space.view';
import { threadLineView } from './thread.line.view';

const PER_PAGE = 25;

/** A space as one reads it: its threads, and what a search finds in its posts. */
@Controller('discussions/:spaceId')
export class SpacePages {
  constructor(
    private readonly visits: Visits,
    private readonly lists: ThreadQueries,
    private readonly news: SpaceNewsQueries,
    private readonly search: DiscussionSearch,
    private readonly posts: PostSearch,
    private readonly readers: Readers,
    private readonly versions: Versions,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('discussion.join', { space: 'spaceId' })
  async show(@Param('spaceId', { schema: Id }) id: string, @Query({ schema: SpaceQuery }) query: SpaceQuery, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const arrived = await this.visits.arrive(id, me.userId);
    const chosen = choiceIn(query.language ?? [], arrived.present, arrived.languages, arrived.reads);
    if (chosen !== undefined) await this.visits.chooseLanguages(id, me.userId, chosen);
    const space = chosen === undefined ? arrived : { ...arrived, languages: chosen };
    const outline = space.edition && (await this.versions.outline(space.edition.versionId));
    const asked: Asked = { space, query, outline, mayModerate: can(me, 'edition.moderate', { courseId: space.courseId, editionId: space.editionId }), locale, messages: this.messages, now: this.clock.now() };
    return query.q === undefined ? this.list(asked, me) : this.found(asked, query.q, me);
  }

  /** Everything that is there counts as read. */
  @Post('reading')
  @Allow('discussion.join', { space: 'spaceId' })
  async read(@Param('spaceId', { schema: Id }) id: string, @Me() me: Actor): Promise<SeeOther> {
    await this.readers.markAllRead(id, me.userId);
    return new SeeOther(spaceHref(id), { kind: 'success', message: 'discussion.nowAllRead' });
  }

  /** Follows new threads of the whole space, or of one activity; or hears of them no more. */
  @Post('following')
  @Allow('discussion.join', { space: 'spaceId' })
  async follow(@Param('spaceId', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor): Promise<SeeOther> {
    const { activity, follow } = parse(FollowForm, body ?? {});
    await this.readers.followSpace(id, me.userId, activity ?? '', follow);
    return new SeeOther(listHref(id, { activity }), { kind: 'success', message: follow ? 'discussion.nowFollowing' : 'discussion.nowNotFollowing' });
  }

  /** Addresses that forms are sent to, asked for again after signing in. */
  @Get(['reading', 'following'])
  @Allow('discussion.join', { space: 'spaceId' })
  back(@Param('spaceId', { schema: Id }) id: string): SeeOther {
    return new SeeOther(spaceHref(id));
  }

  private async list(asked: Asked, me: Actor): Promise<Page> {
    const { space, query, outline, locale } = asked;
    const { wanted, shown } = wantedIn(asked);
    const isFront = query.cursor === undefined && query.filter === undefined && query.kind === undefined && query.activity === undefined;
    const [threads, pinned, summary] = await Promise.all([
      this.lists.list(space.id, me.userId, wanted, PER_PAGE, query.cursor),
      isFront ? this.lists.pinned(space.id, me.userId) : [],
      this.news.summary(space.id, me.userId, space.present, wanted),
    ]);
    const titles = titlesOf(outline);
    const line = (thread: (typeof pinned)[number]) => threadLineView(thread, locale, (key) => (key === query.activity ? null : (titles.get(key) ?? null)));
    const isPinned = new Set(pinned.map(({ id }) => id));
    return new Page('discussions/list', {
      space: headView(asked),
      find: findView(asked, summary, shown),
      tabs: tabsView(asked, summary.unreadFollowed),
      languages: languagesView(asked, shown, summary.otherLanguages),
      pinned: pinned.map(line),
      threads: threads.items.filter(({ id }) => !isPinned.has(id)).map(line),
      walked: threads.nextCursor !== null && threads.items.length < PER_PAGE ? THREADS_WALKED : null,
      isEmpty: space.present.length === 0,
      news: { threads: summary.newThreads, since: space.visitedBefore?.toISOString() ?? null, href: listHref(space.id, {}, { sort: 'new' }) },
      follows: { space: summary.follows.includes(''), activity: query.activity !== undefined && summary.follows.includes(query.activity) },
      first: query.cursor === undefined ? null : listHref(space.id, query),
      next: threads.nextCursor && listHref(space.id, query, { cursor: threads.nextCursor }),
    });
  }

  private async found(asked: Asked, words: string, me: Actor): Promise<Page> {
    const { space, query, outline, locale } = asked;
    const { wanted, shown } = wantedIn(asked);
    const understood = await this.search.understand(space.id, me.userId, words);
    const [found, summary] = await Promise.all([
      understood ? this.posts.find(space.id, me.userId, understood.query, wanted, PER_PAGE, query.cursor) : { items: [], otherLanguages: 0, nextCursor: null },
      this.news.summary(space.id, me.userId, space.present, {}),
    ]);
    const titles = titlesOf(outline);
    return new Page('discussions/search', {
      space: headView(asked),
      find: findView(asked, summary, shown),
      languages: languagesView(asked, shown, found.otherLanguages),
      words,
      meant: understood?.meant ?? null,
      posts: found.items.map((post) => foundPostView(post, locale, (key) => titles.get(key) ?? null)),
      first: query.cursor === undefined ? null : listHref(space.id, query),
      next: found.nextCursor && listHref(space.id, query, { cursor: found.nextCursor }),
    });
  }
}

/** What is listed, by the address and the languages that the reader wants here. */
function wantedIn({ space, query }: Asked): { wanted: ThreadFilter; shown: string[] | null } {
  const shown = shownLanguages(space.present, space.languages, space.reads);
  return { shown, wanted: { activityKey: query.activity, kind: query.kind, filter: query.filter, sort: query.sort, languages: shown ?? undefined } };
}
