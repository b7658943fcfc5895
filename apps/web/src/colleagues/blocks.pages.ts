import { Controller, Get, Param, Post } from '@nestjs/common';
import { type Actor, Blocks } from '@academy/people';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page, SeeOther } from '../views/page';

/** Whom I blocked, to take it back. */
@Controller('me/blocks')
export class BlocksPages {
  constructor(private readonly blocks: Blocks) {}

  @Get()
  @Allow('signed-in')
  async list(@Me() me: Actor): Promise<Page> {
    const blocked = await this.blocks.list(me.userId);
    return new Page('colleagues/blocks', { blocked: blocked.map((person) => ({ ...person, blockedAt: person.blockedAt.toISOString() })) });
  }

  @Post(':userId/removal')
  @Allow('signed-in')
  async unblock(@Param('userId', { schema: Id }) userId: string, @Me() me: Actor): Promise<SeeOther> {
    await this.blocks.unblock(me.userId, userId);
    return new SeeOther('/me/blocks', { kind: 'success', message: 'colleague.nowUnblocked' });
  }

  /** The address that a form is sent to, asked for again. */
  @Get(':userId/removal')
  @Allow('signed-in')
  back(): SeeOther {
    return new SeeOther('/me/blocks');
  }
}
