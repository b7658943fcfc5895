import { Controller, Get, Post } from '@nestjs/common';
import { type Actor, AddressCare } from '@academy/people';
import { Refused } from '@academy/platform';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Page, SeeOther } from '../views/page';

/** What became of my mail: why none reaches me, and the button that says that it does again. */
@Controller('me/address')
export class AddressPages {
  constructor(private readonly care: AddressCare) {}

  @Get()
  @Allow('signed-in')
  show(@Me() me: Actor): Promise<Page> {
    return this.page(me, null);
  }

  @Post()
  @Allow('signed-in')
  async confirm(@Me() me: Actor): Promise<Page | SeeOther> {
    try {
      await this.care.clear(me.userId);
      return new SeeOther('/me', { kind: 'success', message: 'account.addressCleared' });
    } catch (error) {
      if (error instanceof Refused) return this.page(me, error.reason);
      throw error;
    }
  }

  private async page(me: Actor, refusal: string | null): Promise<Page> {
    const standing = await this.care.standing(me.userId);
    return new Page('bounces/address', { standing: standing && { ...standing, since: standing.since.toISOString() }, refusal }, refusal ? 422 : 200);
  }
}
