import { Body, Controller, Get, Put } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { Preferences } from '@academy/reminders';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { changeOf, EMAIL_WISHES, Wishes, wishesShown } from './wishes';

/** By kind what is wanted of it; and on the whole: `silent` is no optional mail at all. */
const Shown = z.object({ quietHours: z.object({ from: z.string(), to: z.string() }).nullable(), weeklyCap: z.number().nullable(), silent: z.boolean() }).catchall(z.object({ inApp: z.boolean(), email: z.enum(EMAIL_WISHES) }));

/** What one wants to be told, where and when. */
@Controller('api/v1/me/notification-preferences')
export class WishesApi {
  constructor(private readonly preferences: Preferences) {}

  @Get()
  @Allow('signed-in')
  @Answers({ 200: Shown })
  async show(@Me() me: Actor): Promise<Record<string, unknown>> {
    return wishesShown(await this.preferences.of(me.userId));
  }

  /** Changes what is named; the rest stays. */
  @Put()
  @Allow('signed-in')
  @Answers({ 200: Shown })
  async change(@Body({ schema: Wishes }) wishes: Wishes, @Me() me: Actor): Promise<Record<string, unknown>> {
    await this.preferences.change(me.userId, changeOf(wishes));
    return this.show(me);
  }
}
