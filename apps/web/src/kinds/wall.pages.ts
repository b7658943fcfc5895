import { stat } from 'node:fs/promises';
import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Invalid, NotFound, Refused, WrongType } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Conduct, LARGEST_POST_FILE, Pace, PostFiles, Posts, Reactions, ThreadPages } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow } from '../http/allow';
import { TakesFiles, type UploadedFile, withUpload } from '../http/multipart';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { postAnchor, threadHref } from '../threads/thread.links';
import { ThreadViews } from '../threads/thread.view';
import { submit } from '../views/forms';
import { type Page, SeeOther } from '../views/page';
import { CardVote, ContributionForm } from './kind.forms';
import { contributionHref, wallHref } from './wall.view';

/** More than is taken, so that who sends too much gets the own words back with the refusal. */
const LARGEST_READ = 3 * LARGEST_POST_FILE;

/** Contributions to a wall: added with their picture in one form, and voted for. */
@Controller('threads/:id/contributions')
export class WallPages {
  constructor(
    private readonly views: ThreadViews,
    private readonly queries: ThreadPages,
    private readonly posts: Posts,
    private readonly files: PostFiles,
    private readonly reactions: Reactions,
    private readonly conduct: Conduct,
    private readonly pace: Pace,
  ) {}

  @Post()
  @Allow('discussion.join', { thread: 'id' })
  @TakesFiles('picture')
  contribute(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return withUpload(request, 'picture', LARGEST_READ, async (upload) => {
      const { spaceId } = await this.queries.head(id, me.userId);
      const kept = await this.keep(spaceId, me.userId, upload).catch(orRefused);
      const body = { ...upload.fields, ...(kept instanceof Refused ? {} : kept) };
      const work = async ({ markdown, language, description, fileId, acceptsConduct }: ContributionForm) => {
        if (kept instanceof Refused) throw kept;
        if (fileId !== undefined) await this.describe(fileId, me.userId, description);
        await this.pace.step(me.userId);
        if (acceptsConduct) await this.conduct.accept(spaceId, me.userId, 'page');
        const { postId, isHeld } = await this.posts.write(id, me, { markdown, language, ...(fileId === undefined ? {} : { fileIds: [fileId] }) }, 'page');
        return new SeeOther(`${threadHref(id)}#${postAnchor(postId)}`, isHeld ? { kind: 'info', message: 'thread.nowHeld' } : { kind: 'success', message: 'kinds.nowContributed' });
      };
      return submit(ContributionForm, body, work, (kindForm) => this.views.page(id, me, request.locale, { at: 1, kindForm }));
    });
  }

  @Get()
  @Allow('discussion.join', { thread: 'id' })
  back(@Param('id', { schema: Id }) id: string): SeeOther {
    return new SeeOther(threadHref(id));
  }

  /** One contribution by itself: where its author words it otherwise, and others report it. */
  @Get(':postId')
  @Allow('discussion.join', { thread: 'id' })
  show(@Param('id', { schema: Id }) id: string, @Param('postId', { schema: Id }) postId: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.views.contribution(id, postId, me, locale);
  }

  @Post(':postId/vote')
  @Allow('discussion.join', { thread: 'id' })
  async vote(@Param('id', { schema: Id }) id: string, @Param('postId', { schema: Id }) postId: string, @Body({ schema: CardVote }) { given, ...place }: z.infer<typeof CardVote>, @Me() me: Actor): Promise<SeeOther> {
    if ((await this.queries.post(postId, me.userId)).threadId !== id) throw new NotFound('post');
    if (given === 'true') await this.reactions.give(postId, me.userId, 'helpful');
    else await this.reactions.take(postId, me.userId, 'helpful');
    return new SeeOther(`${wallHref(id, place)}#${postAnchor(postId)}`);
  }

  @Get(':postId/vote')
  @Allow('discussion.join', { thread: 'id' })
  backToOne(@Param('id', { schema: Id }) id: string, @Param('postId', { schema: Id }) postId: string): SeeOther {
    return new SeeOther(contributionHref(id, postId));
  }

  /** Takes the picture up before anything else is looked at: whoever has to mend a word need not choose it again. */
  private async keep(spaceId: string, userId: string, { path, fileName, fields }: UploadedFile): Promise<{ fileId?: string }> {
    const { size } = await stat(path);
    if (size === 0) return {};
    if (size > LARGEST_POST_FILE) throw new Refused('too-large');
    const file = await this.files.add(spaceId, userId, { path, fileName }, fields['description']);
    if (file.kind !== 'picture') throw new Refused('picture-not-readable');
    return { fileId: file.id };
  }

  private async describe(fileId: string, userId: string, description: string | undefined): Promise<void> {
    if (!description) throw new Invalid([{ pointer: '/description', detail: 'is missing: say what the picture shows' }]);
    await this.files.describe(userId, new Map([[fileId, description]]));
  }
}

function orRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof WrongType) return new Refused('picture-not-readable');
  throw error;
}
