import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Clock, Messages, NotFound } from '@academy/platform';
import { unprintable } from '@academy/credentials';
import { EditionQueries, type EditionView } from '@academy/editions';
import { EnrolmentQueries, Enrolments, freeSeats, isStanding, whyNotEnrol } from '@academy/enrolments';
import { type Actor, People } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { languageBeside } from './language';
import { EnrolmentForm, TypedName } from './learning.forms';

/** Taking a place, and giving it back. */
@Controller()
export class EnrolmentPages {
  constructor(
    private readonly editions: EditionQueries,
    private readonly queries: EnrolmentQueries,
    private readonly enrolments: Enrolments,
    private readonly people: People,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  /** Asks once under which name: it is printed on the certificate. `certificateName`: one that was typed, to be looked at first. */
  @Get('editions/:id/enrolment')
  @Allow('signed-in')
  async ask(@Param('id', { schema: Id }) editionId: string, @Query({ schema: TypedName }) typed: z.infer<typeof TypedName>, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const mine = await this.queries.mine(editionId, me.userId);
    if (mine && isStanding(mine.state)) return new SeeOther(`/learning/${mine.id}`);
    const { certificateName } = await this.people.profile(me.userId);
    return this.page(await this.edition(editionId), request, emptyForm({ certificateName: typed.certificateName?.trim() || certificateName }));
  }

  @Post('editions/:id/enrolment')
  @Allow('signed-in')
  enrol(@Param('id', { schema: Id }) editionId: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      EnrolmentForm,
      body,
      async ({ certificateName }) => {
        const { id, state, position, isNew } = await this.enrolments.enrol(editionId, me.userId);
        await this.people.setCertificateName(me.userId, certificateName);
        if (!isNew) return new SeeOther(`/learning/${id}`);
        if (state === 'waitlisted') return new SeeOther(`/learning/${id}`, { kind: 'info', message: 'learning.nowWaiting', values: { position: position ?? 1 } });
        return new SeeOther(`/learning/${id}`, { kind: 'success', message: 'learning.nowEnrolled' });
      },
      async (form) => this.page(await this.edition(editionId), request, form),
    );
  }

  @Post('learning/:enrolmentId/withdrawal')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async withdraw(@Param('enrolmentId', { schema: Id }) id: string): Promise<SeeOther> {
    await this.enrolments.withdraw(id);
    return new SeeOther('/learning', { kind: 'success', message: 'learning.nowWithdrawn' });
  }

  /** A draft is there for those who run it alone. */
  private async edition(editionId: string): Promise<EditionView> {
    const edition = await this.editions.view(editionId);
    if (!edition || edition.state === 'draft') throw new NotFound('edition');
    return edition;
  }

  private page(edition: EditionView, { locale }: FastifyRequest, form: FormState): Page {
    const dates = { state: edition.state, enrolFrom: new Date(edition.enrolFrom), enrolUntil: new Date(edition.enrolUntil) };
    const name = String(form.values['certificateName'] ?? '').slice(0, 120);
    return new Page('learning/enrol', {
      edition,
      name,
      blanks: unprintable(name.replace(/\s+/g, ' ')).join(' '),
      lang: languageBeside(edition.course.language, locale),
      refusal: whyNotEnrol(dates, this.clock.now()),
      isFull: freeSeats(edition) === 0,
      form: formView(this.messages, locale, 'account', form),
    });
  }
}
