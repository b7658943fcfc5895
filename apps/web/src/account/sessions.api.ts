import { Body, Controller, Delete, Ip, Post } from '@nestjs/common';
import { RateLimits } from '@academy/platform';
import { type Actor, Credentials, People, Sessions, UserView } from '@academy/people';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';

const SessionView = z.object({ token: z.string(), expiresAt: z.string(), user: UserView });

@Controller('api/v1/sessions')
export class SessionsApi {
  constructor(
    private readonly sessions: Sessions,
    private readonly people: People,
    private readonly limits: RateLimits,
  ) {}

  @Post()
  @Allow('anyone')
  @Answers({ 201: SessionView })
  async signIn(@Body({ schema: Credentials }) { email, password }: z.infer<typeof Credentials>, @Ip() address: string): Promise<z.infer<typeof SessionView>> {
    const who = `${address} ${email.toLowerCase()}`;
    await this.limits.count('sign-in', who);
    const { token, expiresAt, userId } = await this.sessions.signIn(email, password, 'bearer');
    await this.limits.forget('sign-in', who);
    return { token, expiresAt: expiresAt.toISOString(), user: await this.people.profile(userId) };
  }

  @Delete('current')
  @Allow('signed-in')
  @Answers({ 204: null })
  async signOut(@Me() me: Actor): Promise<void> {
    await this.sessions.signOut(me.sessionId);
  }

  @Delete()
  @Allow('signed-in')
  @Answers({ 204: null })
  async signOutEverywhere(@Me() me: Actor): Promise<void> {
    await this.sessions.signOutEverywhere(me.userId);
  }
}
