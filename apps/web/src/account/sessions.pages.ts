import { Body, Controller, Get, Inject, Ip, Post, Query, Req } from '@nestjs/common';
import { CONFIG, type Config, Messages, NotAllowed, RateLimits, Refused } from '@academy/platform';
import { type Actor, Sessions } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { cookieOptions, sessionCookie } from '../http/cookies';
import { Me } from '../http/request';
import { parse } from '../http/schema.pipe';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { ownPath, Page, SeeOther } from '../views/page';
import { SignInForm, SignOutForm } from './account.forms';

@Controller()
export class SessionsPages {
  constructor(
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
    private readonly messages: Messages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('sign-in')
  @Allow('anyone')
  form(@Me() me: Actor | null, @Query('next') next: unknown, @Req() request: FastifyRequest): Page | SeeOther {
    return me ? new SeeOther(ownPath(next)) : this.page(request, emptyForm({ next: ownPath(next) }));
  }

  @Post('sign-in')
  @Allow('anyone')
  signIn(@Body() body: unknown, @Ip() address: string, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      SignInForm,
      body,
      async ({ email, password, next }) => {
        const who = `${address} ${email.toLowerCase()}`;
        await this.limits.count('sign-in', who);
        const { token, expiresAt } = await this.sessions.signIn(email, password, 'cookie').catch(sayWhatToDo);
        await this.limits.forget('sign-in', who);
        return new SeeOther(ownPath(next)).cookie(sessionCookie(this.config), token, cookieOptions(this.config, expiresAt));
      },
      (form) => this.page(request, form),
    );
  }

  @Post('sign-out')
  @Allow('anyone')
  async signOut(@Me() me: Actor | null, @Body() body: unknown): Promise<SeeOther> {
    const { everywhere } = parse(SignOutForm, body ?? {});
    if (me && everywhere) await this.sessions.signOutEverywhere(me.userId);
    else if (me) await this.sessions.signOut(me.sessionId);
    return new SeeOther('/', { kind: 'success', message: everywhere ? 'account.signedOutEverywhere' : 'account.signedOut' }).cookie(
      sessionCookie(this.config), '', { ...cookieOptions(this.config), maxAge: 0 },
    );
  }

  private page(request: FastifyRequest, form: FormState): Page {
    const next = ownPath(form.values['next']);
    return new Page('account/sign-in', { form: formView(this.messages, request.locale, 'account', form), next, isUnverified: form.reason === 'address-not-verified' });
  }
}

/** Whoever knows the password may be told that the address is not verified yet, and how to go on. */
function sayWhatToDo(error: unknown): never {
  if (error instanceof NotAllowed && error.reason === 'address-not-verified') throw new Refused(error.reason);
  throw error;
}
