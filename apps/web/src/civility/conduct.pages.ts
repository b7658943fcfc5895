import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Messages, renderMarkdown } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Conduct, Spaces } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { ownPath, Page, SeeOther } from '../views/page';
import { Scenes } from './civility.scene';

/** `next`: where whoever reads it wanted to write. */
const Next = z.object({ next: z.string().max(500).optional().catch(undefined) });

/** The code of conduct, accepted once a space. */
@Controller('discussions/:spaceId/conduct')
export class ConductPages {
  private readonly rendered = new Map<string, string>();

  constructor(
    private readonly spaces: Spaces,
    private readonly scenes: Scenes,
    private readonly conduct: Conduct,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('discussion.join', { space: 'spaceId' })
  async show(@Param('spaceId', { schema: Id }) spaceId: string, @Query({ schema: Next }) { next }: z.infer<typeof Next>, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const [scene, space] = await Promise.all([this.scenes.of(spaceId), this.spaces.of(spaceId, me.userId)]);
    return new Page('civility/conduct', { scene, isAccepted: space.hasAcceptedConduct, rendered: this.body(locale), next: next === undefined ? null : ownPath(next) });
  }

  @Post()
  @Allow('discussion.join', { space: 'spaceId' })
  async accept(@Param('spaceId', { schema: Id }) spaceId: string, @Body({ schema: Next }) { next }: z.infer<typeof Next>, @Me() me: Actor): Promise<SeeOther> {
    await this.conduct.accept(spaceId, me.userId, 'page');
    return new SeeOther(next === undefined ? `/discussions/${spaceId}` : ownPath(next), { kind: 'success', message: 'civility.conductAccepted' });
  }

  private body(locale: string): string {
    const known = this.rendered.get(locale) ?? renderMarkdown(this.messages.text(locale, 'civility.conduct-body'));
    this.rendered.set(locale, known);
    return known;
  }
}
