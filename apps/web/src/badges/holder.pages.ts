import { Body, Controller, Param, Post } from '@nestjs/common';
import { Awards } from '@academy/credentials';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Id } from '../http/shapes';
import { SeeOther } from '../views/page';

const Shown = z.strictObject({ isShown: z.enum(['true', 'false']) });

/** What the holder of a badge decides about it. */
@Controller('me/credentials/awards/:id')
export class HolderPages {
  constructor(private readonly awards: Awards) {}

  /** Whether whoever looks at the award sees what it was given for. */
  @Post('evidence')
  @Allow('enrolment.use', { award: 'id' })
  async showEvidence(@Param('id', { schema: Id }) id: string, @Body({ schema: Shown }) { isShown }: z.infer<typeof Shown>): Promise<SeeOther> {
    await this.awards.showEvidence(id, isShown === 'true');
    return new SeeOther(`/me/credentials/awards/${id}`, { kind: 'success', message: isShown === 'true' ? 'badges.evidenceNowShown' : 'badges.evidenceNowHidden' });
  }
}
