import { Body, Controller, Get, Ip, Post, Query, Req } from '@nestjs/common';
import { Messages, RateLimits } from '@academy/platform';
import { Accounts } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { AddressForm, NewPasswordForm } from './account.forms';

@Controller()
export class PasswordPages {
  constructor(
    private readonly accounts: Accounts,
    private readonly limits: RateLimits,
    private readonly messages: Messages,
  ) {}

  @Get('password-reset')
  @Allow('anyone')
  requestForm(@Req() request: FastifyRequest): Page {
    return this.requestPage(request, emptyForm());
  }

  @Post('password-reset')
  @Allow('anyone')
  requestReset(@Body() body: unknown, @Ip() address: string, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      AddressForm,
      body,
      async ({ email }) => {
        await this.limits.count('password-reset', `${address} ${email.toLowerCase()}`);
        await this.accounts.requestPasswordReset(email);
        return new SeeOther('/password-reset/sent');
      },
      (form) => this.requestPage(request, form),
    );
  }

  @Get('password-reset/sent')
  @Allow('anyone')
  sent(): Page {
    return new Page('account/password-reset-sent');
  }

  @Get('new-password')
  @Allow('anyone')
  passwordForm(@Query('token') token: unknown, @Req() request: FastifyRequest): Page {
    return this.passwordPage(request, emptyForm({ token: typeof token === 'string' ? token : '' }));
  }

  @Post('new-password')
  @Allow('anyone')
  setPassword(@Body() body: unknown, @Ip() address: string, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      NewPasswordForm,
      body,
      async ({ token, password }) => {
        await this.limits.count('token', address);
        await this.accounts.setPassword(token, password);
        return new SeeOther('/sign-in', { kind: 'success', message: 'account.passwordChanged' });
      },
      (form) => this.passwordPage(request, form),
    );
  }

  private requestPage(request: FastifyRequest, form: FormState): Page {
    return new Page('account/password-reset', { form: formView(this.messages, request.locale, 'account', form) });
  }

  private passwordPage(request: FastifyRequest, form: FormState): Page {
    const isLinkUsed = form.reason === 'link-not-valid';
    return new Page('account/new-password', { form: formView(this.messages, request.locale, 'account', form), isLinkUsed });
  }
}
