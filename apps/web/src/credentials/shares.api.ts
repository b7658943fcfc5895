import { Body, Controller, Delete, Get, Inject, Param, Post } from '@nestjs/common';
import { CONFIG, type Config } from '@academy/platform';
import { type ShareLine, Shares } from '@academy/credentials';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Id } from '../http/shapes';

const Shows = z.strictObject({ name: z.boolean(), hours: z.boolean(), skills: z.boolean(), evidence: z.boolean() });
const NewShare = z.strictObject({ shows: Shows });
const ShareView = z.object({ id: z.string(), url: z.string(), shows: Shows, createdAt: z.string() });
const ShareList = z.object({ items: z.array(ShareView) });

/** Links by which holders show what they earned. */
@Controller('api/v1')
export class SharesApi {
  constructor(
    private readonly shares: Shares,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('awards/:id/shares')
  @Allow('enrolment.use', { award: 'id' })
  @Answers({ 200: ShareList })
  async ofAward(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof ShareList>> {
    return { items: (await this.shares.of('award', id)).map(this.view) };
  }

  @Get('certificates/:id/shares')
  @Allow('enrolment.use', { certificate: 'id' })
  @Answers({ 200: ShareList })
  async ofCertificate(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof ShareList>> {
    return { items: (await this.shares.of('certificate', id)).map(this.view) };
  }

  @Post('awards/:id/shares')
  @Allow('enrolment.use', { award: 'id' })
  @Answers({ 201: ShareView })
  async shareAward(@Param('id', { schema: Id }) id: string, @Body({ schema: NewShare }) { shows }: z.infer<typeof NewShare>): Promise<z.infer<typeof ShareView>> {
    return this.view(await this.shares.share('award', id, shows));
  }

  @Post('certificates/:id/shares')
  @Allow('enrolment.use', { certificate: 'id' })
  @Answers({ 201: ShareView })
  async shareCertificate(@Param('id', { schema: Id }) id: string, @Body({ schema: NewShare }) { shows }: z.infer<typeof NewShare>): Promise<z.infer<typeof ShareView>> {
    return this.view(await this.shares.share('certificate', id, shows));
  }

  @Delete('shares/:id')
  @Allow('enrolment.use', { share: 'id' })
  @Answers({ 204: null })
  async end(@Param('id', { schema: Id }) id: string): Promise<void> {
    await this.shares.end(id);
  }

  private readonly view = ({ id, token, shows, createdAt }: ShareLine): z.infer<typeof ShareView> => ({ id, url: `${this.config.publicUrl}/credentials/${token}`, shows, createdAt: createdAt.toISOString() });
}
