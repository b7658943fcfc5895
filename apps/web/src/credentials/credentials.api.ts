import { Body, Controller, Get, Inject, Ip, Param, Post, Put, Query } from '@nestjs/common';
import { CONFIG, type Config, NotFound, RateLimits, Refused } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { Awards, Badges, Batches, Certificates, CredentialQueries, OpenBadges } from '@academy/credentials';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { AwardQuery, BadgeView, BatchView, CredentialView, NewAwards, NewBadge, Reason, Reissued, Sharing, VerifiedView, viewOfLine } from './credentials.forms';

@Controller('api/v1')
export class CredentialsApi {
  constructor(
    private readonly badges: Badges,
    private readonly awards: Awards,
    private readonly certificates: Certificates,
    private readonly batches: Batches,
    private readonly queries: CredentialQueries,
    private readonly openBadges: OpenBadges,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('me/credentials')
  @Allow('signed-in')
  @Answers({ 200: z.object({ items: z.array(CredentialView) }) })
  async mine(@Me() me: Actor): Promise<{ items: z.infer<typeof CredentialView>[] }> {
    return { items: (await this.queries.mine(me.userId)).map((line) => viewOfLine(line, this.config.publicUrl)) };
  }

  @Get('courses/:id/badges')
  @Allow('signed-in')
  @Answers({ 200: z.object({ items: z.array(BadgeView) }) })
  async badgesOf(@Param('id', { schema: Id }) courseId: string): Promise<{ items: z.infer<typeof BadgeView>[] }> {
    return { items: await this.badges.ofCourse(courseId) };
  }

  @Post('courses/:id/badges')
  @Allow('edition.create', { course: 'id' })
  @Answers({ 201: BadgeView })
  async createBadge(@Param('id', { schema: Id }) courseId: string, @Body({ schema: NewBadge }) input: z.infer<typeof NewBadge>, @Me() me: Actor): Promise<z.infer<typeof BadgeView>> {
    return this.badges.create(courseId, input, me.userId);
  }

  @Post('editions/:id/awards')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 202: z.object({ batchId: z.string() }) })
  async award(@Param('id', { schema: Id }) editionId: string, @Body({ schema: NewAwards }) { badgeId, enrolmentIds }: z.infer<typeof NewAwards>, @Me() me: Actor): Promise<{ batchId: string }> {
    return { batchId: await this.batches.request(editionId, badgeId, enrolmentIds, me.userId) };
  }

  @Get('batches/:id')
  @Allow('batch.see', { batch: 'id' })
  @Answers({ 200: BatchView })
  batch(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof BatchView>> {
    return this.batches.view(id);
  }

  @Post('awards/:id/revoke')
  @Allow('edition.run', { award: 'id' })
  @Answers({ 204: null })
  async revokeAward(@Param('id', { schema: Id }) id: string, @Body({ schema: Reason }) { reason }: z.infer<typeof Reason>, @Me() me: Actor): Promise<void> {
    await this.awards.revoke(id, reason, me.userId);
  }

  @Post('awards/:id/reissue')
  @Allow('edition.run', { award: 'id' })
  @Answers({ 201: Reissued })
  async reissueAward(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<z.infer<typeof Reissued>> {
    return { id: await this.awards.reissue(id, me.userId) };
  }

  @Post('certificates/:id/revoke')
  @Allow('edition.run', { certificate: 'id' })
  @Answers({ 204: null })
  async revokeCertificate(@Param('id', { schema: Id }) id: string, @Body({ schema: Reason }) { reason }: z.infer<typeof Reason>, @Me() me: Actor): Promise<void> {
    await this.certificates.revoke(id, reason, me.userId);
  }

  @Post('certificates/:id/reissue')
  @Allow('edition.run', { certificate: 'id' })
  @Answers({ 201: Reissued })
  async reissueCertificate(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<z.infer<typeof Reissued>> {
    return { id: await this.certificates.reissue(id, me.userId) };
  }

  /** Whether whoever verifies it sees the holder's name. */
  @Put('awards/:id/sharing')
  @Allow('enrolment.use', { award: 'id' })
  @Answers({ 200: Sharing })
  async shareAward(@Param('id', { schema: Id }) id: string, @Body({ schema: Sharing }) sharing: z.infer<typeof Sharing>): Promise<z.infer<typeof Sharing>> {
    await this.awards.showName(id, sharing.showName);
    return sharing;
  }

  @Put('certificates/:id/sharing')
  @Allow('enrolment.use', { certificate: 'id' })
  @Answers({ 200: Sharing })
  async shareCertificate(@Param('id', { schema: Id }) id: string, @Body({ schema: Sharing }) sharing: z.infer<typeof Sharing>): Promise<z.infer<typeof Sharing>> {
    await this.certificates.showName(id, sharing.showName);
    return sharing;
  }

  /** The Open Badges 3.0 credential, signed. */
  @Get('awards/:id')
  @Allow('anyone')
  @Answers({ 200: null })
  async credential(@Param('id', { schema: Id }) id: string, @Query({ schema: AwardQuery }) { alg }: z.infer<typeof AwardQuery>): Promise<Answer> {
    return new Answer(200, await this.openBadges.signed(id, alg), { 'content-type': 'application/vc+jwt', 'access-control-allow-origin': '*' });
  }

  /** The PDF: for the holder and coordinators of the edition; for anyone with the code where the holder agreed. */
  @Get('certificates/:file')
  @Allow('anyone')
  @Answers({ 200: null })
  async pdf(@Param('file', { schema: z.string().regex(/^[0-9a-f-]{36}\.pdf$/) }) file: string, @Query({ schema: z.strictObject({ code: z.string().max(40).optional() }) }) { code }: { code?: string | undefined }, @Me() me: Actor | null): Promise<Answer> {
    const id = file.slice(0, -'.pdf'.length);
    const certificate = await this.certificates.access(id);
    const isPublic = code !== undefined && certificate.isNameShown && certificate.code === code;
    if (!isPublic && !can(me, 'certificate.see', certificate)) throw new NotFound('certificate');
    const pdf = await this.certificates.pdf(id);
    if (!pdf) throw new Refused('being-made');
    return new Answer(200, pdf, { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="certificate-${certificate.code}.pdf"`, 'cache-control': 'private, no-cache' });
  }

  @Get('verify/:code')
  @Allow('anyone')
  @Answers({ 200: VerifiedView })
  async verify(@Param('code', { schema: z.string().max(100) }) code: string, @Ip() address: string): Promise<z.infer<typeof VerifiedView>> {
    await this.limits.count('verify', address);
    const { status, kind, title, course, issuedOn, holder } = await this.queries.verify(code);
    return { status, kind, title, course, issuedOn, ...(holder === null ? {} : { holder }) };
  }

  /** The signed list that says which awards are revoked. */
  @Get('status-lists/:id')
  @Allow('anyone')
  @Answers({ 200: null })
  async statusList(@Param('id', { schema: Id }) id: string): Promise<Answer> {
    return new Answer(200, await this.openBadges.signedStatusList(id), { 'content-type': 'application/vc+jwt', 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=60' });
  }
}
