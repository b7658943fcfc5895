import { Injectable } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { type Space, type ThreadHead, whyNotReply } from '@academy/discussions';
import type { Reading } from '../threads/post.view';
import type { FormState } from '../views/forms';
import { PollViews } from './poll.view';
import { type WallAsked, WallViews } from './wall.view';

export type KindAsked = Readonly<{ wall?: Omit<WallAsked, 'form'>; kindForm?: FormState }>;

/** What a page shows of a thread beside its posts, or (a wall) instead of them: `templates/kinds/_<kind>.hbs`. Null for kinds that are posts alone. */
@Injectable()
export class KindViews {
  constructor(
    private readonly polls: PollViews,
    private readonly walls: WallViews,
  ) {}

  async of(thread: ThreadHead, space: Space, me: Actor, reading: Reading, { wall, kindForm }: KindAsked) {
    if (thread.kind === 'poll') return this.polls.of(thread, me.userId, reading.locale, kindForm);
    if (thread.kind !== 'wall') return null;
    const mayContribute = reading.mayPost && whyNotReply(thread, space.isStaff) === null;
    return this.walls.of(thread, space, me, reading, mayContribute, { ...(wall ?? { sort: 'newest' }), form: kindForm });
  }
}
