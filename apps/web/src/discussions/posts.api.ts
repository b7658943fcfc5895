import { Body, Controller, Delete, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { EditPost, Pace, Posts, REACTIONS, Reactions, type ReactionKind, WritePost } from '@academy/discussions';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Written } from './discussion.shapes';

const Kind = z.enum(REACTIONS);

/** Posts, and what colleagues make of them. */
@Controller('api/v1')
export class PostsApi {
  constructor(
    private readonly posts: Posts,
    private readonly reactions: Reactions,
    private readonly pace: Pace,
  ) {}

  @Post('threads/:id/posts')
  @Allow('discussion.join', { thread: 'id' })
  @Answers({ 201: Written })
  async write(@Param('id', { schema: Id }) id: string, @Body({ schema: WritePost }) input: WritePost, @Me() me: Actor): Promise<z.infer<typeof Written>> {
    await this.pace.step(me.userId);
    const { postId, number, isHeld } = await this.posts.write(id, me, input, 'api');
    return { id: postId, number, state: isHeld ? 'held' : 'shown' };
  }

  @Patch('posts/:id')
  @HttpCode(204)
  @Allow('post.own', { post: 'id' })
  @Answers({ 204: null })
  async edit(@Param('id', { schema: Id }) id: string, @Body({ schema: EditPost }) input: EditPost, @Me() me: Actor): Promise<void> {
    await this.pace.step(me.userId);
    await this.posts.edit(id, me.userId, input, 'api');
  }

  @Delete('posts/:id')
  @HttpCode(204)
  @Allow('post.own', { post: 'id' })
  @Answers({ 204: null })
  async remove(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<void> {
    await this.posts.remove(id, me.userId);
  }

  @Put('posts/:id/reactions/:kind')
  @HttpCode(204)
  @Allow('discussion.join', { post: 'id' })
  @Answers({ 204: null })
  async react(@Param('id', { schema: Id }) id: string, @Param('kind', { schema: Kind }) kind: ReactionKind, @Me() me: Actor): Promise<void> {
    await this.reactions.give(id, me.userId, kind);
  }

  @Delete('posts/:id/reactions/:kind')
  @HttpCode(204)
  @Allow('discussion.join', { post: 'id' })
  @Answers({ 204: null })
  async takeBack(@Param('id', { schema: Id }) id: string, @Param('kind', { schema: Kind }) kind: ReactionKind, @Me() me: Actor): Promise<void> {
    await this.reactions.take(id, me.userId, kind);
  }
}
