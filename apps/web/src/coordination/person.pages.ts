import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { found, Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { CredentialQueries } from '@academy/credentials';
import { EditionQueries } from '@academy/editions';
import { LearningQueries, ProgressKeeper } from '@academy/learning';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { formWords } from './form.words';
import { factsOf, standingOf, titleOf, waivable } from './person.view';

const WaiverForm = z.strictObject({ activityKey: PathKey, reason: z.string().trim().min(1).max(2_000) });

/** How one person is getting on, and what a coordinator can do about it. */
@Controller('coordination/editions/:id/people/:enrolmentId')
export class PersonPages {
  constructor(
    private readonly queries: EditionQueries,
    private readonly learning: LearningQueries,
    private readonly progress: ProgressKeeper,
    private readonly credentials: CredentialQueries,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  show(@Param('id', { schema: Id }) id: string, @Param('enrolmentId', { schema: Id }) enrolmentId: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(id, enrolmentId, me, request, emptyForm());
  }

  @Post('waivers')
  @Allow('edition.run', { edition: 'id' })
  async waive(
    @Param('id', { schema: Id }) id: string,
    @Param('enrolmentId', { schema: Id }) enrolmentId: string,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    found(await this.queries.person(id, enrolmentId), 'enrolment');
    return submit(
      WaiverForm,
      body,
      async ({ activityKey, reason }) => {
        await this.progress.waive(enrolmentId, activityKey, reason, me.userId);
        return new SeeOther(`/coordination/editions/${id}/people/${enrolmentId}`, { kind: 'success', message: 'coordination.waived' });
      },
      (form) => this.page(id, enrolmentId, me, request, form),
    );
  }

  /** The address that waivers are sent to, asked for again after one was refused. */
  @Get('waivers')
  @Allow('edition.run', { edition: 'id' })
  back(@Param('id', { schema: Id }) id: string, @Param('enrolmentId', { schema: Id }) enrolmentId: string): SeeOther {
    return new SeeOther(`/coordination/editions/${id}/people/${enrolmentId}`);
  }

  private async page(id: string, enrolmentId: string, { timeZone }: Actor, { locale }: FastifyRequest, form: FormState): Promise<Page> {
    const person = found(await this.queries.person(id, enrolmentId), 'enrolment');
    const [edition, enrolment, awards, certificates] = await Promise.all([
      this.queries.view(id),
      this.learning.enrolment(enrolmentId),
      this.credentials.ofEdition(id, { enrolmentId }),
      this.credentials.certificatesOf(enrolmentId),
    ]);
    return new Page('coordination/person', {
      edition: found(edition, 'edition'),
      person,
      facts: factsOf(this.messages, { locale, timeZone }, person),
      enrolment,
      waivers: person.waivers.map((waiver) => ({ ...waiver, title: titleOf(enrolment, waiver.activityKey) })),
      modules: standingOf(this.messages, { locale, timeZone }, enrolment, person.waivers),
      waivable: enrolment.state === 'active' ? waivable(this.messages, locale, enrolment) : [],
      awards: awards.map(({ awardId, badge, issuedAt, status }) => ({ id: awardId, title: badge, issuedAt: issuedAt.toISOString(), status })),
      certificates: certificates.map(({ issuedAt, ...certificate }) => ({ ...certificate, issuedAt: issuedAt.toISOString() })),
      form: formWords(this.messages, locale, form),
    });
  }
}
