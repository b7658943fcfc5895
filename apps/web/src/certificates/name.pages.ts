import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { found, Messages } from '@academy/platform';
import { PersonName } from '@academy/people';
import { CertificateQueries, NameCorrections, unprintable, whyNotAsk, whyNotCorrect } from '@academy/credentials';
import { EditionQueries } from '@academy/editions';
import { EnrolmentQueries } from '@academy/enrolments';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Id } from '../http/shapes';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';

const NameForm = z.strictObject({ newName: PersonName });
const RequestForm = z.strictObject({ newName: PersonName, reason: z.string().trim().min(1).max(1_000) });
const Typed = z.object({ newName: z.string().max(120).optional().catch(undefined) });

/** What one was issued in a course, the old ones with the new, and another name on them. */
@Controller('learning/:enrolmentId/certificates')
export class NamePages {
  constructor(
    private readonly enrolments: EnrolmentQueries,
    private readonly editions: EditionQueries,
    private readonly queries: CertificateQueries,
    private readonly names: NameCorrections,
    private readonly messages: Messages,
  ) {}

  /** `newName`: a name to be looked at before it is taken. */
  @Get()
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  show(@Param('enrolmentId', { schema: Id }) enrolmentId: string, @Query({ schema: Typed }) { newName }: z.infer<typeof Typed>, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(enrolmentId, request, emptyForm({ newName }));
  }

  @Post('name')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  correct(@Param('enrolmentId', { schema: Id }) enrolmentId: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      NameForm,
      body,
      async ({ newName }) => {
        await this.names.correct(enrolmentId, newName);
        return new SeeOther(`/learning/${enrolmentId}/certificates`, { kind: 'success', message: 'certificates.nameCorrected' });
      },
      (form) => this.page(enrolmentId, request, form),
    );
  }

  @Post('name-request')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  ask(@Param('enrolmentId', { schema: Id }) enrolmentId: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      RequestForm,
      body,
      async ({ newName, reason }) => {
        await this.names.ask(enrolmentId, newName, reason);
        return new SeeOther(`/learning/${enrolmentId}/certificates`, { kind: 'success', message: 'certificates.nameAsked' });
      },
      (form) => this.page(enrolmentId, request, form),
    );
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['name', 'name-request'])
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  back(@Param('enrolmentId', { schema: Id }) enrolmentId: string): SeeOther {
    return new SeeOther(`/learning/${enrolmentId}/certificates`);
  }

  private async page(enrolmentId: string, { locale }: FastifyRequest, form: FormState): Promise<Page> {
    const { editionId } = found(await this.enrolments.subject(enrolmentId), 'enrolment');
    const [edition, chain, corrections, standing] = await Promise.all([this.editions.view(editionId), this.queries.chain(enrolmentId), this.queries.correctionsOf(enrolmentId), this.names.standing(enrolmentId)]);
    const typed = typeof form.values['newName'] === 'string' ? form.values['newName'].slice(0, 120) : null;
    const name = typed?.trim() ? typed : standing.printed;
    return new Page('certificate-pages/mine', {
      edition: found(edition, 'edition'),
      address: `/learning/${enrolmentId}/certificates`,
      current: chain.filter(({ status }) => status !== 'superseded'),
      replaced: chain.filter(({ status }) => status === 'superseded'),
      corrections,
      waiting: corrections.find(({ state }) => state === 'waiting') ?? null,
      printed: standing.printed,
      mayCorrect: whyNotCorrect(standing, '') === null,
      mayAsk: whyNotAsk(standing, '') === null,
      name,
      isTyped: Boolean(typed?.trim()),
      blanks: unprintable((name ?? '').replace(/\s+/g, ' ')).join(' '),
      form: formView(this.messages, locale, 'certificates', form),
    });
  }
}
