import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { type Actor, AddressCare, AddressChanges, People } from '@academy/people';
import { Messages, RateLimits, Refused } from '@academy/platform';
import type { FastifyRequest } from 'fastify';
import { AddressChangeForm } from '../account/account.forms';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';

const ADDRESS = '/me/address';

/** My address: why no mail reaches me there, the button that says that it does again, and another one. */
@Controller('me/address')
export class AddressPages {
  constructor(
    private readonly care: AddressCare,
    private readonly changes: AddressChanges,
    private readonly people: People,
    private readonly limits: RateLimits,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('signed-in')
  show(@Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(me, request, emptyForm(), null);
  }

  @Post()
  @Allow('signed-in')
  async confirm(@Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    try {
      await this.care.clear(me.userId);
      return new SeeOther('/me', { kind: 'success', message: 'account.addressCleared' });
    } catch (error) {
      if (error instanceof Refused) return this.page(me, request, emptyForm(), error.reason);
      throw error;
    }
  }

  @Post('change')
  @Allow('signed-in')
  change(@Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      AddressChangeForm,
      body,
      async ({ email, password }) => {
        await this.limits.count('address-change', me.userId);
        await this.changes.ask(me.userId, email, password);
        return new SeeOther(ADDRESS, { kind: 'success', message: 'account.addressAsked' });
      },
      (form) => this.page(me, request, form, null),
    );
  }

  /** The address that the form is sent to, asked for again after it was refused. */
  @Get('change')
  @Allow('signed-in')
  back(): SeeOther {
    return new SeeOther(ADDRESS);
  }

  private async page(me: Actor, { locale }: FastifyRequest, form: FormState, refusal: string | null): Promise<Page> {
    const [standing, asked, { email }] = await Promise.all([this.care.standing(me.userId), this.changes.asked(me.userId), this.people.profile(me.userId)]);
    return new Page(
      'bounces/address',
      {
        email,
        standing: standing && { ...standing, since: standing.since.toISOString() },
        asked,
        form: formView(this.messages, locale, 'account', form),
        refusal,
      },
      refusal ? 422 : 200,
    );
  }
}
