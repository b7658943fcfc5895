import { Body, Controller, Ip, Post } from '@nestjs/common';
import { RateLimits } from '@academy/platform';
import { type Actor, AddressChanges, Email } from '@academy/people';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';

const AddressChange = z.strictObject({ email: Email, password: z.string().min(1).max(200) });
const Token = z.strictObject({ token: z.string().max(200) });

/** Another e-mail address: asked for, confirmed by who reads mail there, and undone by who reads it at the former one. */
@Controller('api/v1')
export class AddressApi {
  constructor(
    private readonly changes: AddressChanges,
    private readonly limits: RateLimits,
  ) {}

  /** Answers alike whether the address is free or somebody else's. */
  @Post('me/email')
  @Allow('signed-in')
  @Answers({ 202: null })
  async ask(@Me() me: Actor, @Body({ schema: AddressChange }) { email, password }: z.infer<typeof AddressChange>): Promise<void> {
    await this.limits.count('address-change', me.userId);
    await this.changes.ask(me.userId, email, password);
  }

  /** Ends all sessions of its person, but the one that this is sent with. */
  @Post('accounts/email')
  @Allow('anyone')
  @Answers({ 204: null })
  async confirm(@Me() me: Actor | null, @Body({ schema: Token }) { token }: z.infer<typeof Token>, @Ip() address: string): Promise<void> {
    await this.limits.count('token', address);
    await this.changes.confirm(token, me?.sessionId ?? null);
  }

  /** Ends all sessions and the password; a link that sets a new one is mailed. */
  @Post('accounts/email/undo')
  @Allow('anyone')
  @Answers({ 204: null })
  async undo(@Body({ schema: Token }) { token }: z.infer<typeof Token>, @Ip() address: string): Promise<void> {
    await this.limits.count('token', address);
    await this.changes.undo(token);
  }
}
