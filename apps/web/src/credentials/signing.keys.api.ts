import { Controller, Post } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { KeyRing } from '@academy/credentials';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';

const NextKeys = z.object({ items: z.array(z.object({ kid: z.string(), algorithm: z.enum(['EdDSA', 'RS256']), signsFrom: z.string() })) });

/** Keys change by themselves; here they change when somebody has a reason. */
@Controller('api/v1')
export class SigningKeysApi {
  constructor(private readonly keyRing: KeyRing) {}

  /** Makes the next keys ahead of their time, and answers those that wait for their turn. They sign a day later; old ones go on verifying. */
  @Post('signing-keys')
  @Allow('keys.renew')
  @Answers({ 201: NextKeys })
  async renew(@Me() me: Actor): Promise<z.infer<typeof NextKeys>> {
    return { items: (await this.keyRing.rotateNow(me.userId)).map(({ signsFrom, ...key }) => ({ ...key, signsFrom: signsFrom.toISOString() })) };
  }
}
