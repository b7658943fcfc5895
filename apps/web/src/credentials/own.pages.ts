import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { CONFIG, type Config } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Awards, Certificates, type CredentialKind, OwnCredentials, Shares } from '@academy/credentials';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page, SeeOther } from '../views/page';
import { OwnQuery } from './own.forms';
import { detailsView, hrefOf, listView } from './own.view';

const Shown = z.strictObject({ isShown: z.enum(['true', 'false']) });

/** What one earned, over the years and one by one. */
@Controller('me/credentials')
export class OwnPages {
  constructor(
    private readonly own: OwnCredentials,
    private readonly shares: Shares,
    private readonly awards: Awards,
    private readonly certificates: Certificates,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow('signed-in')
  async list(@Query({ schema: OwnQuery }) { cursor, ...filter }: z.infer<typeof OwnQuery>, @Me() me: Actor): Promise<Page> {
    const [overview, page] = await Promise.all([this.own.overview(me.userId, me.timeZone), this.own.page(me.userId, me.timeZone, filter, cursor)]);
    return new Page('credentials/mine', listView(overview, page, filter, cursor, me.timeZone));
  }

  @Get('awards/:id')
  @Allow('enrolment.use', { award: 'id' })
  award(@Param('id', { schema: Id }) id: string): Promise<Page> {
    return this.one('award', id);
  }

  @Get('certificates/:id')
  @Allow('enrolment.use', { certificate: 'id' })
  certificate(@Param('id', { schema: Id }) id: string): Promise<Page> {
    return this.one('certificate', id);
  }

  /** Whether whoever verifies it sees the holder's name. */
  @Post('awards/:id/sharing')
  @Allow('enrolment.use', { award: 'id' })
  async showOnAward(@Param('id', { schema: Id }) id: string, @Body({ schema: Shown }) { isShown }: z.infer<typeof Shown>): Promise<SeeOther> {
    await this.awards.showName(id, isShown === 'true');
    return shown('award', id, isShown);
  }

  @Post('certificates/:id/sharing')
  @Allow('enrolment.use', { certificate: 'id' })
  async showOnCertificate(@Param('id', { schema: Id }) id: string, @Body({ schema: Shown }) { isShown }: z.infer<typeof Shown>): Promise<SeeOther> {
    await this.certificates.showName(id, isShown === 'true');
    return shown('certificate', id, isShown);
  }

  private async one(kind: CredentialKind, id: string): Promise<Page> {
    const [details, shares] = await Promise.all([this.own.details(kind, id), this.shares.of(kind, id)]);
    return new Page('credentials/one', detailsView(details, shares, this.config.publicUrl));
  }
}

const shown = (kind: CredentialKind, id: string, isShown: string): SeeOther =>
  new SeeOther(hrefOf(kind, id), { kind: 'success', message: isShown === 'true' ? 'credentials.nameIsShown' : 'credentials.nameIsHidden' });
