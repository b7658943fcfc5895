import { Body, Controller, Get, Header, Ip, Param, Post } from '@nestjs/common';
import { Malformed, RateLimits } from '@academy/platform';
import { type MailStanding, Preferences, Unsubscribing } from '@academy/reminders';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { parse } from '../http/schema.pipe';
import { MailsForm, mailsChosen } from '../notifications/wishes.forms';
import { groupsOf } from '../notifications/wishes.groups';
import { Page } from '../views/page';

const Token = z.string().max(300);
/** Mail programs send `List-Unsubscribe=One-Click`; our own page sends `choice`: this kind no more, this kind again, or all again that was silenced. Nothing else is read. */
const Choice = z.looseObject({ choice: z.enum(['off', 'now', 'all']).catch('off').default('off') });

/** The link in every mail (RFC 8058): looking changes nothing, posting does, and nobody has to sign in. Whose link it is is said nowhere. */
@Controller('unsubscribe/:token')
export class UnsubscribePages {
  constructor(
    private readonly unsubscribing: Unsubscribing,
    private readonly preferences: Preferences,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  @Allow('anyone')
  @Header('x-robots-tag', 'noindex')
  async show(@Param('token', { schema: Token }) token: string, @Ip() address: string): Promise<Page> {
    const { userId, kind } = await this.read(token, address);
    return this.page(token, kind, await this.unsubscribing.standing(userId, kind), null);
  }

  @Post()
  @Allow('anyone')
  async choose(@Param('token', { schema: Token }) token: string, @Body({ schema: Choice }) { choice }: z.infer<typeof Choice>, @Ip() address: string): Promise<Page> {
    const { userId, kind } = await this.read(token, address);
    if (choice === 'all') await this.unsubscribing.endSilence(userId);
    else await (choice === 'off' ? this.unsubscribing.turnOff(userId, kind) : this.unsubscribing.turnOn(userId, kind));
    return this.page(token, kind, await this.unsubscribing.standing(userId, kind), choice);
  }

  /** All kinds that nobody has to have. */
  @Get('mails')
  @Allow('anyone')
  @Header('x-robots-tag', 'noindex')
  async mails(@Param('token', { schema: Token }) token: string, @Ip() address: string): Promise<Page> {
    return this.mailsPage(token, (await this.read(token, address)).userId, false);
  }

  @Post('mails')
  @Allow('anyone')
  async chooseMails(@Param('token', { schema: Token }) token: string, @Body() body: unknown, @Ip() address: string): Promise<Page> {
    const { userId } = await this.read(token, address);
    const chosen = parse(MailsForm, body ?? {});
    await this.preferences.change(userId, { wishes: mailsChosen(chosen), ...(chosen.ends === 'silence' ? { isSilent: false } : {}) });
    return this.mailsPage(token, userId, true);
  }

  /** Whoever tries tokens is soon asked to wait; mail programs of a whole school come from one address. */
  private async read(token: string, address: string): Promise<{ userId: string; kind: string }> {
    try {
      const found = this.unsubscribing.read(token);
      await this.limits.count('unsubscribe', found.userId);
      return found;
    } catch (error) {
      if (error instanceof Malformed) await this.limits.count('unsubscribe', address);
      throw error;
    }
  }

  private page = (token: string, kind: string, standing: MailStanding, changed: string | null): Page => new Page('reminders/unsubscribe', { token, kind, standing, changed });

  private async mailsPage(token: string, userId: string, isChanged: boolean): Promise<Page> {
    const choices = await this.preferences.of(userId);
    return new Page('reminders/mails', { token, isChanged, isSilent: choices.isSilent, groups: groupsOf(choices, { hasDuties: true, onlyMails: true }) });
  }
}
