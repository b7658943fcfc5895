import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Clock, Messages, nameOfCountry } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { CertificatePreviews, type RecognitionLine, RecognitionTexts } from '@academy/credentials';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { countries, languages } from '../account/choices';
import { Allow, AllowSomewhere } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { asImage } from './preview';
import { Beginning, CountryCode, Opened, RecognitionForm } from './recognition.forms';

/** What certificates say of recognition, kept by the contact of each country and by administrators. */
@Controller('recognition')
export class RecognitionPages {
  constructor(
    private readonly texts: RecognitionTexts,
    private readonly previews: CertificatePreviews,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  /** Countries that one keeps; whoever keeps a single one comes to it at once. */
  @Get()
  @AllowSomewhere('recognition.keep')
  async list(@Query({ schema: Opened }) { country }: z.infer<typeof Opened>, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    if (country) return new SeeOther(`/recognition/${country}`);
    const kept = countries(locale).filter(({ value }) => can(me, 'recognition.keep', { country: value }));
    if (kept.length === 1) return new SeeOther(`/recognition/${kept[0]!.value}`);
    const written = await this.texts.countries();
    return new Page('recognition/countries', { written: written.filter((each) => kept.some(({ value }) => value === each.country)), choices: kept });
  }

  @Get(':country')
  @Allow('recognition.keep', { country: 'country' })
  async show(@Param('country', { schema: CountryCode }) country: string, @Query({ schema: Beginning }) { from }: z.infer<typeof Beginning>, @Req() request: FastifyRequest): Promise<Page> {
    const lines = await this.texts.ofCountry(country);
    const { locale = request.locale, printedText = '', guidance = '', authority = '', authorityUrl = '' } = lines.find(({ id }) => id === from) ?? {};
    return this.page(country, request, emptyForm({ locale, printedText, guidance, authority, authorityUrl, validFrom: this.clock.now().toISOString().slice(0, 10) }), lines);
  }

  @Post(':country')
  @Allow('recognition.keep', { country: 'country' })
  write(@Param('country', { schema: CountryCode }) country: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      RecognitionForm,
      body,
      async (text) => {
        await this.texts.write(country, text, me.userId);
        return new SeeOther(`/recognition/${country}`, { kind: 'success', message: 'recognition.written' });
      },
      (form) => this.page(country, request, form),
    );
  }

  /** The text on a certificate, before it is kept. */
  @Post(':country/preview')
  @Allow('recognition.keep', { country: 'country' })
  preview(@Param('country', { schema: CountryCode }) country: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      RecognitionForm,
      body,
      async (text) => {
        const picture = await this.previews.ofNothing({ locale: text.locale, recognitionText: text.printedText, recognitionLanguage: text.locale }, me.userId);
        return this.page(country, request, emptyForm(body as Record<string, unknown>), undefined, asImage(picture));
      },
      (form) => this.page(country, request, form),
    );
  }

  @Post(':country/texts/:textId/withdrawal')
  @Allow('recognition.keep', { country: 'country' })
  async withdraw(@Param('country', { schema: CountryCode }) country: string, @Param('textId', { schema: Id }) textId: string, @Me() me: Actor): Promise<SeeOther> {
    await this.texts.withdraw(country, textId, me.userId);
    return new SeeOther(`/recognition/${country}`, { kind: 'success', message: 'recognition.taken' });
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get([':country/preview', ':country/texts/:textId/withdrawal'])
  @Allow('recognition.keep', { country: 'country' })
  back(@Param('country', { schema: CountryCode }) country: string): SeeOther {
    return new SeeOther(`/recognition/${country}`);
  }

  private async page(country: string, { locale }: FastifyRequest, form: FormState, known?: RecognitionLine[], preview: string | null = null): Promise<Page> {
    const lines = (known ?? (await this.texts.ofCountry(country))).map((line) => ({ ...line, mayWithdraw: line.state === 'in-force' || line.state === 'coming' }));
    return new Page('recognition/country', {
      country,
      name: nameOfCountry(country, locale),
      inForce: lines.filter(({ state }) => state === 'in-force'),
      coming: lines.filter(({ state }) => state === 'coming'),
      history: lines,
      languages: languages(locale),
      preview,
      form: formView(this.messages, locale, 'recognition', form),
    });
  }
}
