import { Injectable } from '@nestjs/common';
import { Clock } from '@academy/platform';
import { ThreadQueries, whyNotPost } from '@academy/discussions';
import type { ActivityPageView } from '@academy/learning';
import { beginHref, listHref } from './space.addresses';
import { threadLineView } from './thread.line.view';

const OF_A_DISCUSSION = 10;
const BESIDE = 3;
const TAKING_PART = new Set(['active', 'completed', 'expired']);

export type TalkView = NonNullable<Awaited<ReturnType<ActivityTalk['of']>>>;

/** What colleagues say about an activity, on its own page: all of a discussion, the latest beside anything else. */
@Injectable()
export class ActivityTalk {
  constructor(
    private readonly lists: ThreadQueries,
    private readonly clock: Clock,
  ) {}

  /** One statement. Null for whoever does not take part. */
  async of({ enrolment, activity, posts, completed }: ActivityPageView, userId: string, locale: string) {
    if (!TAKING_PART.has(enrolment.state)) return null;
    const { id: spaceId, state: editionState } = enrolment.edition;
    const isDiscussion = activity.kind === 'discussion';
    const { items, nextCursor } = await this.lists.list(spaceId, userId, { activityKey: activity.key }, isDiscussion ? OF_A_DISCUSSION : BESIDE);
    const isOpen = whyNotPost({ editionState, isStaff: false, mutedUntil: null }, this.clock.now()) === null;
    return {
      isDiscussion,
      /** How far posting is done; null where nothing counts posts. */
      posts: posts && { ...posts, isDone: completed },
      threads: items.map((thread) => threadLineView(thread, locale, () => null)),
      allHref: nextCursor === null ? null : listHref(spaceId, { activity: activity.key }),
      beginHref: isOpen ? beginHref(spaceId, activity.key, isDiscussion ? 'conversation' : 'question') : null,
    };
  }
}
