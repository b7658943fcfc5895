import { Body, Controller, Get, Put } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { Preferences, type Wish } from '@academy/reminders';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Wishes, wishesShown } from './wishes';

const Shown = z.record(z.string(), z.object({ inApp: z.boolean(), email: z.enum(['off', 'now']) }));

/** What one wants to be told, and where. */
@Controller('api/v1/me/notification-preferences')
export class WishesApi {
  constructor(private readonly preferences: Preferences) {}

  @Get()
  @Allow('signed-in')
  @Answers({ 200: Shown })
  async show(@Me() me: Actor): Promise<Record<string, Wish>> {
    return wishesShown(await this.preferences.of(me.userId));
  }

  /** Changes the kinds that are named; the others stay. */
  @Put()
  @Allow('signed-in')
  @Answers({ 200: Shown })
  async change(@Body({ schema: Wishes }) wishes: Wishes, @Me() me: Actor): Promise<Record<string, Wish>> {
    await this.preferences.change(me.userId, Object.fromEntries(Object.entries(wishes).filter(([, wish]) => wish !== undefined)) as Record<string, Partial<Wish>>);
    return this.show(me);
  }
}
