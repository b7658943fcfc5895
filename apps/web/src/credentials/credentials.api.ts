import { Body, Controller, Get, Inject, Ip, Param, Post, Put, Query } from '@nestjs/common';
import { CONFIG, type Config, NotFound, RateLimits, Refused } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { Awards, BadgePictures, BadgeQueries, Badges, Batches, Certificates, Earning, OwnCredentials } from '@academy/credentials';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { AwardSharing, BadgeView, BatchView, CredentialView, NewAwards, NewBadge, PdfQuery, Reason, Reissue, Reissued, Sharing, viewOfBadge, viewOfLine } from './credentials.forms';

@Controller('api/v1')
export class CredentialsApi {
  constructor(
    private readonly badges: Badges,
    private readonly badgeQueries: BadgeQueries,
    private readonly pictures: BadgePictures,
    private readonly earning: Earning,
    private readonly awards: Awards,
    private readonly certificates: Certificates,
    private readonly batches: Batches,
    private readonly own: OwnCredentials,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('me/credentials')
  @Allow('signed-in')
  @Answers({ 200: z.object({ items: z.array(CredentialView) }) })
  async mine(@Me() me: Actor): Promise<{ items: z.infer<typeof CredentialView>[] }> {
    return { items: (await this.own.mine(me.userId)).map((line) => viewOfLine(line, this.config.publicUrl)) };
  }

  @Get('courses/:id/badges')
  @Allow('signed-in')
  @Answers({ 200: z.object({ items: z.array(BadgeView) }) })
  async badgesOf(@Param('id', { schema: Id }) courseId: string): Promise<{ items: z.infer<typeof BadgeView>[] }> {
    return { items: (await this.badgeQueries.ofCourse(courseId)).map(viewOfBadge) };
  }

  @Post('courses/:id/badges')
  @Allow('edition.create', { course: 'id' })
  @Answers({ 201: BadgeView })
  async createBadge(@Param('id', { schema: Id }) courseId: string, @Body({ schema: NewBadge }) input: z.infer<typeof NewBadge>, @Me() me: Actor): Promise<z.infer<typeof BadgeView>> {
    const { image, ...badge } = input;
    const made = await this.badges.create(courseId, { ...badge, imageKey: image === undefined ? null : await this.pictures.keep(image) }, me.userId);
    return viewOfBadge({ ...made, hasPicture: made.imageKey !== null });
  }

  @Post('editions/:id/awards')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 202: z.object({ batchId: z.string() }) })
  async award(@Param('id', { schema: Id }) editionId: string, @Body({ schema: NewAwards }) { badgeId, enrolmentIds, evidence }: z.infer<typeof NewAwards>, @Me() me: Actor): Promise<{ batchId: string }> {
    return { batchId: await this.earning.request(editionId, badgeId, enrolmentIds, me.userId, evidence) };
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
  async reissueAward(@Param('id', { schema: Id }) id: string, @Body({ schema: Reissue }) { reason }: z.infer<typeof Reissue>, @Me() me: Actor): Promise<z.infer<typeof Reissued>> {
    return { id: await this.awards.reissue(id, me.userId, reason ?? null) };
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

  /** Whether whoever verifies it sees the holder's name, and what an award was given for. */
  @Put('awards/:id/sharing')
  @Allow('enrolment.use', { award: 'id' })
  @Answers({ 200: AwardSharing })
  async shareAward(@Param('id', { schema: Id }) id: string, @Body({ schema: AwardSharing }) sharing: z.infer<typeof AwardSharing>): Promise<z.infer<typeof AwardSharing>> {
    await this.awards.showName(id, sharing.showName);
    if (sharing.showEvidence !== undefined) await this.awards.showEvidence(id, sharing.showEvidence);
    return sharing;
  }

  @Put('certificates/:id/sharing')
  @Allow('enrolment.use', { certificate: 'id' })
  @Answers({ 200: Sharing })
  async shareCertificate(@Param('id', { schema: Id }) id: string, @Body({ schema: Sharing }) sharing: z.infer<typeof Sharing>): Promise<z.infer<typeof Sharing>> {
    await this.certificates.showName(id, sharing.showName);
    return sharing;
  }

  /** The PDF: for the holder and coordinators of the edition; for anyone with the code where the holder agreed. `standard=a-2a` makes it anew as PDF/A. */
  @Get('certificates/:file')
  @Allow('anyone')
  @Answers({ 200: null })
  async pdf(@Param('file', { schema: z.string().regex(/^[0-9a-f-]{36}\.pdf$/) }) file: string, @Query({ schema: PdfQuery }) { code, standard }: z.infer<typeof PdfQuery>, @Me() me: Actor | null, @Ip() address: string): Promise<Answer> {
    const id = file.slice(0, -'.pdf'.length);
    const certificate = await this.certificates.access(id);
    const isPublic = code !== undefined && certificate.isNameShown && certificate.code === code;
    if (!isPublic && !can(me, 'certificate.see', certificate)) throw new NotFound('certificate');
    if (standard !== 'ua-1') await this.limits.count('preview', me?.userId ?? address);
    const pdf = await this.certificates.pdf(id, standard);
    if (!pdf) throw new Refused('being-made');
    if (me?.userId === certificate.ownerId) await this.certificates.noteFetched(id);
    return new Answer(200, pdf, { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="certificate-${certificate.code}.pdf"`, 'cache-control': 'private, no-cache' });
  }
}
