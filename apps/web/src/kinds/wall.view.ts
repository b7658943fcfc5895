import { Injectable } from '@nestjs/common';
import { Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { LONGEST_CONTRIBUTION, type PostFileView, PostFiles, type PostView, type Space, type ThreadHead, Walls, type WallSort, WALL_SORTS } from '@academy/discussions';
import { z } from 'zod';
import { including, languages } from '../account/choices';
import { PostViews, type Reading } from '../threads/post.view';
import { threadHref } from '../threads/thread.links';
import { formView } from '../views/form.view';
import { emptyForm, type FormState } from '../views/forms';

/** Cards on one page of a wall. */
const CARDS_A_PAGE = 24;
export type WallAsked = Readonly<{ sort: WallSort; cursor?: string | undefined; form?: FormState | undefined }>;

/** The address of a wall in this order, at this place. */
export const wallHref = (threadId: string, { sort, cursor }: Pick<WallAsked, 'sort' | 'cursor'>): string => {
  const query = new URLSearchParams({ ...(sort === 'newest' ? {} : { sort }), ...(cursor === undefined ? {} : { cursor }) }).toString();
  return `${threadHref(threadId)}${query && `?${query}`}`;
};
export const contributionHref = (threadId: string, postId: string): string => `/threads/${threadId}/contributions/${postId}`;

/** What `templates/kinds/_wall.hbs` shows: cards, their votes, and where one adds one's own. */
@Injectable()
export class WallViews {
  constructor(
    private readonly walls: Walls,
    private readonly posts: PostViews,
    private readonly files: PostFiles,
    private readonly messages: Messages,
  ) {}

  async of(thread: ThreadHead, space: Space, me: Actor, reading: Reading, mayContribute: boolean, { sort, cursor, form }: WallAsked) {
    const { items, nextCursor } = await this.walls.contributions(thread.id, me.userId, sort, CARDS_A_PAGE, cursor);
    const text = (key: string) => this.messages.text(reading.locale, `kinds.${key}`);
    return {
      tabs: WALL_SORTS.map((each) => ({ label: text(`sort-${each}`), href: `${wallHref(thread.id, { sort: each })}#wall`, isCurrent: each === sort })),
      sort,
      cursor: cursor ?? null,
      cards: items.map((post) => this.card(thread.id, post, reading)),
      first: cursor === undefined ? null : `${wallHref(thread.id, { sort })}#wall`,
      next: nextCursor && `${wallHref(thread.id, { sort, cursor: nextCursor })}#wall`,
      contribute: mayContribute ? await this.contribute(thread, space, me, reading.locale, form) : null,
    };
  }

  private card(threadId: string, post: PostView, reading: Reading) {
    const shown = this.posts.of(post, reading);
    const picture = shown.files.find(({ isPicture }) => isPicture) ?? null;
    return {
      ...shown,
      href: contributionHref(threadId, post.id),
      voteHref: `${contributionHref(threadId, post.id)}/vote`,
      picture,
      files: shown.files.filter((file) => file !== picture),
      votes: post.reactions.helpful,
      isMine: post.isMine,
      hasMyVote: post.myReactions.includes('helpful'),
    };
  }

  private async contribute({ id, language }: ThreadHead, space: Space, me: Actor, locale: string, form: FormState | undefined) {
    const { values } = form ?? emptyForm();
    const typed = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
    const own = typed('language') || language;
    return {
      action: `/threads/${id}/contributions`,
      isOpen: form !== undefined,
      form: formView(this.messages, locale, 'kinds', form ?? emptyForm()),
      markdown: typed('markdown'),
      description: typed('description'),
      language: own,
      languages: including(languages(locale), own),
      acceptsConduct: typed('acceptsConduct') === 'true',
      needsConduct: !space.hasAcceptedConduct,
      conductHref: `/discussions/${space.id}/conduct`,
      kept: await this.kept(typed('fileId'), me.userId),
      longest: LONGEST_CONTRIBUTION,
    };
  }

  /** A picture that was sent with a form that was refused: it need not be chosen again. */
  private async kept(fileId: string, userId: string): Promise<PostFileView | null> {
    return z.uuid().safeParse(fileId).success ? ((await this.files.waiting(userId, [fileId]))[0] ?? null) : null;
  }
}
export type WallShown = Awaited<ReturnType<WallViews['of']>>;
