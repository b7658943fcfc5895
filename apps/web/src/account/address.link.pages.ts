import { Body, Controller, Get, Inject, Ip, Post, Query, Req } from '@nestjs/common';
import { CONFIG, type Config, Messages, RateLimits } from '@academy/platform';
import { type Actor, AddressChanges } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { cookieOptions, sessionCookie } from '../http/cookies';
import { Me } from '../http/request';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { VerificationForm } from './account.forms';

/** Where the mails about a change of address lead: opening a link changes nothing, the button does. */
@Controller()
export class AddressLinkPages {
  constructor(
    private readonly changes: AddressChanges,
    private readonly limits: RateLimits,
    private readonly messages: Messages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('confirm-address')
  @Allow('anyone')
  confirmation(@Query('token') token: unknown, @Req() request: FastifyRequest): Page {
    return this.page('account/confirm-address', request, emptyForm({ token: typeof token === 'string' ? token : '' }));
  }

  @Post('confirm-address')
  @Allow('anyone')
  confirm(@Body() body: unknown, @Me() me: Actor | null, @Ip() address: string, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      VerificationForm,
      body,
      async ({ token }) => {
        await this.limits.count('token', address);
        const userId = await this.changes.confirm(token, me?.sessionId ?? null);
        return userId === me?.userId ? new SeeOther('/me/address', { kind: 'success', message: 'account.addressChanged' }) : new SeeOther('/sign-in', { kind: 'success', message: 'account.addressChangedSignIn' });
      },
      (form) => this.page('account/confirm-address', request, form),
    );
  }

  @Get('restore-address')
  @Allow('anyone')
  restoration(@Query('token') token: unknown, @Req() request: FastifyRequest): Page {
    return this.page('account/restore-address', request, emptyForm({ token: typeof token === 'string' ? token : '' }));
  }

  /** All sessions have ended: a new password comes next, in the same breath. */
  @Post('restore-address')
  @Allow('anyone')
  restore(@Body() body: unknown, @Ip() address: string, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      VerificationForm,
      body,
      async ({ token }) => {
        await this.limits.count('token', address);
        const passwordToken = await this.changes.undo(token);
        return new SeeOther(`/new-password?token=${passwordToken}`, { kind: 'success', message: 'account.addressRestored' }).cookie(sessionCookie(this.config), '', { ...cookieOptions(this.config), maxAge: 0 });
      },
      (form) => this.page('account/restore-address', request, form),
    );
  }

  private page(template: string, request: FastifyRequest, form: FormState): Page {
    return new Page(template, { form: formView(this.messages, request.locale, 'account', form), isRefused: form.reason !== null });
  }
}
