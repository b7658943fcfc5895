import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { choosable, hasMail, isNews, NEWS_KINDS, Preferences } from '@academy/reminders';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { parse } from '../http/schema.pipe';
import { Page, SeeOther } from '../views/page';

const ticked = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().max(60)).max(100));
const WishesForm = z.strictObject({ inApp: ticked, email: ticked });

/** What one wants to be told in the Academy and by e-mail, kind by kind. */
@Controller('me/notification-preferences')
export class WishesPages {
  constructor(
    private readonly preferences: Preferences,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('signed-in')
  async show(@Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const { wishes } = await this.preferences.of(me.userId);
    const line = (kind: string) => ({ kind, label: this.messages.text(locale, `reminders.kind.${kind}`), ...wishes[kind]!, isWanted: wishes[kind]!.email !== 'off', hasMail: hasMail(kind) });
    return new Page('notifications/wishes', { news: NEWS_KINDS.map(line), mails: choosable().filter((kind) => !isNews(kind)).map(line) });
  }

  /** What is ticked is wanted, all else is not. */
  @Post()
  @Allow('signed-in')
  async choose(@Me() me: Actor, @Body() body: unknown): Promise<SeeOther> {
    const { inApp, email } = parse(WishesForm, body ?? {});
    const wish = (kind: string) => ({ ...(isNews(kind) ? { inApp: inApp.includes(kind) } : {}), ...(hasMail(kind) ? { email: email.includes(kind) ? ('now' as const) : ('off' as const) } : {}) });
    await this.preferences.change(me.userId, { wishes: Object.fromEntries(choosable().map((kind) => [kind, wish(kind)])) });
    return new SeeOther('/me/notification-preferences', { kind: 'success', message: 'notification.wishesSaved' });
  }
}
