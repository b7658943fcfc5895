import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NotAllowed, NotFound } from '@academy/platform';
import { type Actor, can, Subjects } from '@academy/people';
import { Posts, REACTIONS, type ReactionKind, Reactions, ThreadPages, Threads } from '@academy/discussions';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { SeeOther } from '../views/page';
import { placeHref, POSTS_A_PAGE, postHref, spaceHref } from './thread.links';

const Kind = z.enum(REACTIONS);
const Given = z.object({ given: z.enum(['true', 'false']) });

/** One post: where it is, and what its author and colleagues make of it. */
@Controller('posts/:id')
export class PostsPages {
  constructor(
    private readonly queries: ThreadPages,
    private readonly posts: Posts,
    private readonly reactions: Reactions,
    private readonly threads: Threads,
    private readonly subjects: Subjects,
  ) {}

  /** Leads to a post for ever, wherever its thread went. */
  @Get()
  @Allow('discussion.join', { post: 'id' })
  async show(@Param('id', { schema: Id }) id: string): Promise<SeeOther> {
    return new SeeOther(placeHref(id, await this.queries.locate(id, POSTS_A_PAGE)));
  }

  @Post('reactions/:kind')
  @Allow('discussion.join', { post: 'id' })
  async react(@Param('id', { schema: Id }) id: string, @Param('kind', { schema: Kind }) kind: ReactionKind, @Body({ schema: Given }) { given }: z.infer<typeof Given>, @Me() me: Actor): Promise<SeeOther> {
    if (given === 'true') await this.reactions.give(id, me.userId, kind);
    else await this.reactions.take(id, me.userId, kind);
    return new SeeOther(postHref(id));
  }

  /** Says that this answers the question, or takes that back: for the asker and moderators. */
  @Post('endorsement')
  @Allow('discussion.join', { post: 'id' })
  async endorse(@Param('id', { schema: Id }) id: string, @Body({ schema: Given }) { given }: z.infer<typeof Given>, @Me() me: Actor): Promise<SeeOther> {
    const { threadId } = await this.queries.locate(id, 1);
    const subject = await this.subjects.find('thread', threadId, me.userId);
    if (!can(me, 'edition.moderate', subject) && !can(me, 'post.own', subject)) throw new NotAllowed();
    await this.threads.endorse(threadId, given === 'true' ? id : null, me.userId);
    return new SeeOther(postHref(id), { kind: 'success', message: given === 'true' ? 'thread.nowEndorsed' : 'thread.nowUnendorsed' });
  }

  @Post('removal')
  @Allow('post.own', { post: 'id' })
  async remove(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<SeeOther> {
    const { spaceId } = await this.thread(id, me);
    await this.posts.remove(id, me.userId);
    const place = await this.queries.locate(id, POSTS_A_PAGE);
    const thread = await this.queries.head(place.threadId, me.userId).catch(unlessGone);
    // A thread that nobody answered goes with its opening post.
    return new SeeOther(thread ? placeHref(id, place) : spaceHref(spaceId), { kind: 'success', message: 'thread.nowRemoved' });
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['reactions/:kind', 'endorsement', 'removal'])
  @Allow('discussion.join', { post: 'id' })
  back(@Param('id', { schema: Id }) id: string): SeeOther {
    return new SeeOther(postHref(id));
  }

  private thread = async (postId: string, me: Actor) => this.queries.head((await this.queries.locate(postId, 1)).threadId, me.userId);
}

function unlessGone(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}
