import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Messages } from '@academy/platform';
import { CertificateDesigns, CertificatePreviews, type DesignChange } from '@academy/credentials';
import type { Actor } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { emptyForm, type FormState, submit } from '../views/forms';
import { type Page, SeeOther } from '../views/page';
import { DesignForm, InLanguage } from './design.forms';
import { addressOf, certificateLanguages, designPage } from './design.page';
import { asImage, Drawing } from './preview';

type InLanguage = z.infer<typeof InLanguage>;

/** How the certificates of a course look and what they say: a form, with what comes of it beside it. */
@Controller('coordination/courses/:id/certificate-design')
export class DesignPages {
  constructor(
    private readonly designs: CertificateDesigns,
    private readonly previews: CertificatePreviews,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.create', { course: 'id' })
  show(@Param('id', { schema: Id }) courseId: string, @Query({ schema: InLanguage }) { locale }: InLanguage, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(courseId, locale, request, {});
  }

  @Post()
  @Allow('edition.create', { course: 'id' })
  change(@Param('id', { schema: Id }) courseId: string, @Query({ schema: InLanguage }) { locale }: InLanguage, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      DesignForm,
      body,
      async (form) => {
        const shown = this.shown(locale, request);
        await this.designs.change(courseId, form.revision, changeOf(form, shown), me.userId);
        return new SeeOther(`${addressOf(courseId)}?locale=${shown}`, { kind: 'success', message: 'certificates.designSaved' });
      },
      (form) => this.page(courseId, locale, request, { form }),
    );
  }

  /** The design as the form has it, before it is kept. */
  @Post('preview')
  @Allow('edition.create', { course: 'id' })
  preview(@Param('id', { schema: Id }) courseId: string, @Query({ schema: InLanguage }) { locale }: InLanguage, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      DesignForm,
      body,
      async (form) => {
        const shown = this.shown(locale, request);
        const design = this.designs.changed(await this.designs.inForce(courseId), changeOf(form, shown));
        const picture = await this.previews.ofCourse(courseId, { design, locale: shown }, me.userId);
        return this.page(courseId, locale, request, { form: emptyForm(body as Record<string, unknown>), preview: asImage(picture) });
      },
      (form) => this.page(courseId, locale, request, { form }),
    );
  }

  /** The address that forms are sent to, asked for again after one was refused. */
  @Get('preview')
  @Allow('edition.create', { course: 'id' })
  back(@Param('id', { schema: Id }) courseId: string): SeeOther {
    return new SeeOther(addressOf(courseId));
  }

  /** The design as it is kept. */
  @Get('picture')
  @Allow('edition.create', { course: 'id' })
  @Drawing()
  picture(@Param('id', { schema: Id }) courseId: string, @Query({ schema: InLanguage }) { locale }: InLanguage, @Me() me: Actor, @Req() request: FastifyRequest): Promise<string> {
    return this.previews.ofCourse(courseId, { locale: this.shown(locale, request) }, me.userId);
  }

  private shown = (wanted: string | undefined, { locale }: FastifyRequest): string => (certificateLanguages(this.messages).includes(wanted ?? '') ? wanted! : locale);

  private async page(courseId: string, wanted: string | undefined, { locale }: FastifyRequest, state: { form?: FormState; preview?: string }): Promise<Page> {
    return designPage(this.messages, locale, wanted, { designed: await this.designs.ofCourse(courseId), ...state });
  }
}

const changeOf = ({ deep, accent, route, hasModuleCertificates, showsGrade, heading, statement, footer }: DesignForm, locale: string): DesignChange => ({
  colours: { deep, accent, route },
  hasModuleCertificates: hasModuleCertificates === 'true',
  showsGrade: showsGrade === 'true',
  locale,
  wording: { heading, statement, footer },
});
