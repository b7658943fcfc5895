import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { found, Messages } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { CertificateQueries, EditionCertificates, NameCorrections } from '@academy/credentials';
import { EditionQueries } from '@academy/editions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { formView, reasonText } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';

const BatchForm = z.strictObject({ scope: z.enum(['missing', 'all']) });
const DecisionForm = z.strictObject({ decision: z.enum(['granted', 'declined']), note: z.string().trim().max(500).default('') });
const FAILURES_SHOWN = 20;

/** The certificates of an edition: issued in one go, and the names that holders want on them. */
@Controller('coordination/editions/:id/certificates')
export class EditionCertificatesPages {
  constructor(
    private readonly editions: EditionQueries,
    private readonly certificates: EditionCertificates,
    private readonly queries: CertificateQueries,
    private readonly names: NameCorrections,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  show(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(id, me, request, emptyForm());
  }

  @Post('batches')
  @Allow('edition.run', { edition: 'id' })
  issue(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      BatchForm,
      body,
      async ({ scope }) => {
        await this.certificates.request(id, scope, me.userId);
        return new SeeOther(`/coordination/editions/${id}/certificates`, { kind: 'info', message: 'certificates.batchBegun' });
      },
      (form) => this.page(id, me, request, form),
    );
  }

  @Post('names/:correctionId')
  @Allow('edition.run', { edition: 'id' })
  decide(@Param('id', { schema: Id }) id: string, @Param('correctionId', { schema: Id }) correctionId: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      DecisionForm,
      body,
      async ({ decision, note }) => {
        await this.names.decide(id, correctionId, decision, note, me.userId);
        return new SeeOther(`/coordination/editions/${id}/certificates#names`, { kind: 'success', message: decision === 'granted' ? 'certificates.nameGranted' : 'certificates.nameDeclined' });
      },
      (form) => this.page(id, me, request, form),
    );
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['batches', 'names/:correctionId'])
  @Allow('edition.run', { edition: 'id' })
  back(@Param('id', { schema: Id }) id: string): SeeOther {
    return new SeeOther(`/coordination/editions/${id}/certificates`);
  }

  private async page(id: string, me: Actor, { locale }: FastifyRequest, form: FormState): Promise<Page> {
    const edition = found(await this.editions.view(id), 'edition');
    const [counts, batch, waiting, decided] = await Promise.all([this.certificates.counts(id), this.queries.lastBatch(id), this.queries.waitingIn(id), this.queries.decidedIn(id)]);
    const failed = batch?.failed.slice(0, FAILURES_SHOWN).map((failure) => ({ ...failure, words: reasonText(this.messages, locale, failure.reason) })) ?? [];
    return new Page('certificate-pages/edition', {
      edition,
      address: `/coordination/editions/${id}/certificates`,
      ...counts,
      total: counts.missing + counts.standing,
      isRunning: batch !== null && batch.finishedAt === null,
      batch: batch && { ...batch, failed, isFinished: batch.finishedAt !== null, isCut: batch.failedCount > failed.length },
      waiting,
      decided,
      design: can(me, 'edition.create', { courseId: edition.course.id }) ? `/coordination/courses/${edition.course.id}/certificate-design` : null,
      form: formView(this.messages, locale, 'certificates', form),
    });
  }
}
