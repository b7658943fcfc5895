import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Unsubscribing } from '@academy/reminders';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Page } from '../views/page';

const Token = z.string().max(300);
/** Mail programs send `List-Unsubscribe=One-Click`; our own page sends `choice`. Nothing else is read. */
const Choice = z.looseObject({ choice: z.enum(['off', 'now']).catch('off').default('off') });

/** The link in every mail (RFC 8058): looking changes nothing, posting does, and nobody has to sign in. */
@Controller('unsubscribe/:token')
export class UnsubscribePages {
  constructor(private readonly unsubscribing: Unsubscribing) {}

  @Get()
  @Allow('anyone')
  async show(@Param('token', { schema: Token }) token: string): Promise<Page> {
    const { userId, kind } = this.unsubscribing.read(token);
    return new Page('reminders/unsubscribe', { kind, isOff: await this.unsubscribing.isOff(userId, kind), isChanged: false });
  }

  @Post()
  @Allow('anyone')
  async choose(@Param('token', { schema: Token }) token: string, @Body({ schema: Choice }) { choice }: z.infer<typeof Choice>): Promise<Page> {
    const { userId, kind } = this.unsubscribing.read(token);
    await (choice === 'off' ? this.unsubscribing.turnOff(userId, kind) : this.unsubscribing.turnOn(userId, kind));
    return new Page('reminders/unsubscribe', { kind, isOff: choice === 'off', isChanged: true });
  }
}
