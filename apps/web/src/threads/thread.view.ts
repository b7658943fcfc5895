import { Injectable } from '@nestjs/common';
import { Clock, Messages, NotFound } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { type PostView, postWords, quoted, Readers, type Space, Spaces, type ThreadOpening, ThreadOpenings, ThreadPages, whyNotPost, whyNotReply } from '@academy/discussions';
import { pauseOf } from '../civility/pause.view';
import { type KindAsked, KindViews } from '../kinds/kind.view';
import { languageBeside } from '../learning/language';
import { liveThread } from '../live/live.view';
import { reasonText } from '../views/form.view';
import type { FormState } from '../views/forms';
import { Page } from '../views/page';
import { writingFrom } from './composer.form';
import { ComposerViews } from './composer.view';
import { PostViews, type Reading } from './post.view';
import { SpaceHeads } from './space.head';
import { POSTS_A_PAGE, postAnchor, postHref, threadHref } from './thread.links';

/** How a thread is asked for: from which post on, and what the composer begins with. */
export type Asked = Readonly<{ at: number; reply?: string | undefined; quote?: string | undefined; form?: FormState; hasPreview?: boolean | undefined; fileError?: string | null | undefined; /** Not read by eyes yet: a browser looks ahead. */ isPrefetched?: boolean }> & KindAsked;
type Loaded = Readonly<{ opening: ThreadOpening; space: Space; page: { items: PostView[]; nextAt: number | null; answer: PostView | null }; reading: Reading }>;

/** The page of a thread. */
@Injectable()
export class ThreadViews {
  constructor(
    private readonly openings: ThreadOpenings,
    private readonly pages: ThreadPages,
    private readonly spaces: Spaces,
    private readonly readers: Readers,
    private readonly posts: PostViews,
    private readonly composers: ComposerViews,
    private readonly heads: SpaceHeads,
    private readonly kinds: KindViews,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  async page(threadId: string, me: Actor, locale: string, asked: Asked): Promise<Page> {
    const loaded = await this.load(threadId, me, locale, asked);
    const { opening, space, page, reading } = loaded;
    const activities = opening.activityKey === null ? [] : await this.heads.activities(opening.place, locale);
    const shown = page.items.map((post) => this.posts.of(post, reading));
    const question = shown.find(({ number }) => number === 1) ?? null;
    if (!asked.isPrefetched && opening.upTo < opening.lastNumber) await this.markShown(opening, me, page.items);

    return new Page('threads/thread', {
      thread: {
        id: threadId,
        href: threadHref(threadId),
        title: opening.title,
        lang: languageBeside(opening.language, locale),
        kind: opening.kind,
        isPinned: opening.isPinned,
        isLocked: opening.isLocked,
        answered: opening.answered,
        isFollowing: opening.isFollowing,
        isMuted: opening.isMuted,
        isOpen: opening.state === 'shown',
        mayModerate: reading.mayModerate && opening.state === 'shown',
        replyCount: opening.replyCount,
        lastNumber: opening.lastNumber,
        activity: activities.find(({ key }) => key === opening.activityKey) ?? null,
      },
      spaceId: space.id,
      crumbs: this.heads.crumbs(space.id, opening.place, locale),
      /** What a wall, a poll or an announcement shows beside its posts: `templates/kinds/_<kind>.hbs`. */
      kind: await this.kinds.of(opening, space, me, reading, asked),
      isWall: opening.kind === 'wall',
      alerts: this.alerts(loaded, locale),
      mergedHref: opening.mergedInto && threadHref(opening.mergedInto),
      question,
      answer: page.answer && this.answer(page.answer, shown.some(({ id }) => id === page.answer!.id)),
      posts: shown.filter((post) => post !== question),
      previous: opening.previousAt === null ? null : threadHref(threadId, opening.previousAt),
      next: page.nextAt === null ? null : threadHref(threadId, page.nextAt),
      unread: this.unread(loaded),
      composer: await this.composer(loaded, me, locale, asked),
      paused: pauseOf(space, this.clock.now()),
      isLiveWall: opening.kind === 'wall' && !opening.mergedInto,
      live: opening.mergedInto || opening.kind === 'wall' ? null : liveThread(opening, asked.at, page.nextAt !== null),
    });
  }

  /** One contribution to a wall. Throws NotFound for any other post. */
  async contribution(threadId: string, postId: string, me: Actor, locale: string): Promise<Page> {
    const [{ opening, reading }, post] = await Promise.all([this.load(threadId, me, locale, { at: 1 }), this.pages.post(postId, me.userId)]);
    if (post.threadId !== threadId || opening.kind !== 'wall' || post.number === 1) throw new NotFound('post');
    const wall = { label: opening.title, href: threadHref(threadId) };
    return new Page('kinds/contribution', { crumbs: [...this.heads.crumbs(opening.spaceId, opening.place, locale), wall], wall: { ...wall, lang: languageBeside(opening.language, locale) }, post: this.posts.of(post, reading) });
  }

  /** A wall is seen as a whole, whatever its order. */
  private markShown({ id, kind, lastNumber }: ThreadOpening, { userId }: Actor, shown: readonly PostView[]): Promise<void> {
    return kind === 'wall' ? this.readers.markRead(id, userId, lastNumber) : this.readers.markShown(id, userId, shown.map(({ number }) => number));
  }

  private async load(threadId: string, me: Actor, locale: string, { at, reply }: Asked): Promise<Loaded> {
    const [opening, page] = await Promise.all([this.openings.of(threadId, me.userId, at, POSTS_A_PAGE, draftPlace(threadId, reply)), this.pages.page(threadId, me.userId, at, POSTS_A_PAGE)]);
    const space = await this.spaces.of(opening.spaceId, me.userId);
    const mayModerate = can(me, 'edition.moderate', { courseId: opening.courseId, editionId: opening.editionId });
    const reading = { thread: opening, locale, isStaff: space.isStaff, mayModerate, mayPost: whyNotPost(space, this.clock.now()) === null, at };
    return { opening, space, page, reading };
  }

  private alerts({ opening, space }: Loaded, locale: string): { kind: string; text: string }[] {
    const say = (key: string) => ({ kind: 'info', text: this.messages.text(locale, key) });
    const reason = whyNotPost(space, this.clock.now());
    return [
      ...(opening.state === 'held' ? [say('thread.isHeld')] : []),
      ...(opening.isLocked ? [say('thread.isLocked')] : []),
      ...(reason === null || reason === 'muted' ? [] : [{ kind: 'info', text: reasonText(this.messages, locale, reason) }]),
    ];
  }

  /** The endorsed answer in few words, right below the question, with the way to its place. */
  private answer({ id, author, markdown, isBlocked, language }: PostView, isHere: boolean) {
    return markdown === null || isBlocked ? null : { displayName: author.displayName, words: postWords(markdown, 400), language, href: isHere ? `#${postAnchor(id)}` : postHref(id) };
  }

  /** How much is new to the reader, and the way to the first of it. */
  private unread({ opening, page }: Loaded) {
    const { unreadCount: count, firstUnreadId } = opening;
    if (count === 0 || firstUnreadId === null || opening.kind === 'wall') return null;
    const isHere = page.items.some(({ id }) => id === firstUnreadId);
    return { count, href: isHere ? `#${postAnchor(firstUnreadId)}` : `${threadHref(opening.id)}/unread` };
  }

  private async composer(loaded: Loaded, me: Actor, locale: string, { at, reply, quote, form, hasPreview, fileError }: Asked) {
    const { opening, space, reading } = loaded;
    if (!reading.mayPost || opening.kind === 'wall' || whyNotReply(opening, space.isStaff) !== null) return null;
    const target = await this.find(loaded, me, reply ?? quote);
    const say = (key: string, values = {}) => this.messages.text(locale, key, values);
    const quotation = quote && target?.markdown ? quoted(target.markdown, say('thread.said', { name: target.author.displayName })) : '';
    const { draft } = opening;
    const begun = { markdown: `${quotation}${draft?.markdown ?? ''}`, language: opening.language, replyTo: target?.number === 1 ? '' : (target?.id ?? '') };
    return this.composers.of({
      me,
      spaceId: space.id,
      editionId: space.editionId,
      locale,
      action: `/threads/${opening.id}/posts${query({ at: at > 1 ? String(at) : undefined, reply })}#composer`,
      heading: target ? say('thread.replyTo', { name: target.author.displayName }) : say(opening.kind === 'question' ? 'thread.yourAnswer' : 'thread.yourReply'),
      submit: say('thread.post'),
      needsConduct: !space.hasAcceptedConduct,
      writing: writingFrom(form?.values ?? begun),
      form: form ?? null,
      hasPreview: hasPreview ?? false,
      draft: { place: draftPlace(opening.id, reply), savedAt: draft?.savedAt ?? null },
      fileError: fileError ?? null,
      replyTo: target && { displayName: target.author.displayName, href: postHref(target.id) },
      cancelHref: target ? `${threadHref(opening.id, at)}#composer` : null,
    });
  }

  /** A post of this thread whose words may be answered; null for any other. */
  private async find({ page, opening, reading }: Loaded, me: Actor, postId: string | undefined): Promise<PostView | null> {
    if (!postId) return null;
    const here = page.items.find(({ id }) => id === postId);
    const post = here ?? (await this.pages.post(postId, me.userId));
    const isOfThread = here !== undefined || (post as PostView & { threadId: string }).threadId === opening.id;
    return isOfThread && this.posts.of(post, reading).may.reply ? post : null;
  }
}

const draftPlace = (threadId: string, reply: string | undefined): string => (reply ? `reply:${threadId}:${reply}` : `reply:${threadId}`);
const query = (given: Record<string, string | undefined>): string => {
  const pairs = Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
};
