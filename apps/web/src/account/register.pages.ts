import { Body, Controller, Get, Headers, Ip, Post, Query, Req } from '@nestjs/common';
import { Messages, RateLimits } from '@academy/platform';
import { Accounts, type Actor, Registration } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { VerificationForm } from './account.forms';
import { countries, countryOf, ownLanguages, timeZones } from './choices';

/** Shown until a script has asked the browser for its own. */
const DEFAULT_ZONE = 'Europe/Brussels';

@Controller()
export class RegisterPages {
  constructor(
    private readonly accounts: Accounts,
    private readonly limits: RateLimits,
    private readonly messages: Messages,
  ) {}

  @Get('register')
  @Allow('anyone')
  form(@Me() me: Actor | null, @Req() request: FastifyRequest, @Headers('accept-language') accepted?: string): Page | SeeOther {
    if (me) return new SeeOther('/');
    return this.page(request, emptyForm({ country: countryOf(accepted), locale: request.locale, timeZone: DEFAULT_ZONE }), true);
  }

  @Post('register')
  @Allow('anyone')
  register(@Body() body: unknown, @Ip() address: string, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      Registration,
      body,
      async (input) => {
        await this.limits.count('register', address);
        await this.accounts.register(input);
        return new SeeOther('/registered');
      },
      (form) => this.page(request, form, false),
    );
  }

  /** Says the same to everyone: whether an address has an account is nobody else's business. */
  @Get('registered')
  @Allow('anyone')
  registered(): Page {
    return new Page('account/registered');
  }

  /** Programs that look at mails follow links: only the button changes anything. */
  @Get('verify-address')
  @Allow('anyone')
  verification(@Query('token') token: unknown, @Req() request: FastifyRequest): Page {
    return this.verifyPage(request, emptyForm({ token: typeof token === 'string' ? token : '' }));
  }

  @Post('verify-address')
  @Allow('anyone')
  verify(@Body() body: unknown, @Ip() address: string, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      VerificationForm,
      body,
      async ({ token }) => {
        await this.limits.count('token', address);
        await this.accounts.verify(token);
        return new SeeOther('/sign-in', { kind: 'success', message: 'account.addressVerified' });
      },
      (form) => this.verifyPage(request, form),
    );
  }

  private page(request: FastifyRequest, form: FormState, isFirst: boolean): Page {
    return new Page('account/register', {
      form: formView(this.messages, request.locale, 'account', form),
      countries: countries(request.locale),
      languages: ownLanguages(),
      timeZones: timeZones(request.locale),
      isFirst,
    });
  }

  private verifyPage(request: FastifyRequest, form: FormState): Page {
    return new Page('account/verify-address', { form: formView(this.messages, request.locale, 'account', form), isRefused: form.reason !== null });
  }
}
