import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { formatInstant, found, Messages, Refused, refuseIf } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Versions } from '@academy/courses';
import { type CutOff, type EditionChange, EditionQueries, Editions, type EditionView } from '@academy/editions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { type Difference, differencesOf } from './edition.differences';
import { editionFields } from './edition.fields';
import { assignmentsOf, changesOf, editionForm, instantIn, seenOf, valuesOf } from './edition.forms';
import { withSuggestions } from './edition.suggestions';
import { formWords } from './form.words';

/** `confirm`: shorten although it cuts something off. `suggest`: fill in dates for assignments and save nothing. */
const Asked = z.object({ confirm: z.literal('true').optional().catch(undefined), suggest: z.literal('true').optional().catch(undefined) });
const VersionForm = z.strictObject({ version: z.coerce.number().int().min(1) });
const copyForm = (timeZone: string) => z.strictObject({ startsAt: instantIn(timeZone) });
type Shown = { settings?: FormState; version?: FormState; copy?: FormState; cutsOff?: CutOff[]; differences?: Difference[]; isSuggested?: boolean };

/** Dates, seats and what else an edition is made of; another version of its course; a copy of it. */
@Controller('coordination/editions/:id/settings')
export class SettingsPages {
  constructor(
    private readonly queries: EditionQueries,
    private readonly editions: Editions,
    private readonly versions: Versions,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  async show(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(request, me, await this.edition(id), {});
  }

  @Post()
  @Allow('edition.run', { edition: 'id' })
  async change(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: Asked }) { confirm, suggest }: z.infer<typeof Asked>,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const edition = await this.edition(id);
    const outline = await this.versions.outline(edition.versionId);
    if (suggest) return this.page(request, me, edition, { settings: withSuggestions(outline, me.timeZone, (body ?? {}) as Record<string, unknown>), isSuggested: true });
    let cutsOff: CutOff[] = [];
    return submit(
      editionForm(outline, me.timeZone, edition),
      body,
      async (wanted) => {
        const changes = changesOf(edition, wanted);
        const change = (current: Parameters<typeof seenOf>[0]): EditionChange => {
          refuseIf(isOutdated(body, seenOf(current)) ? 'edition-changed' : null);
          return { ...changes, ...(confirm ? { confirm: true } : {}) };
        };
        if (Object.keys(changes).length > 0) await this.editions.change(id, change, me.userId).catch((error: unknown) => {
          cutsOff = cutOffsOf(error);
          throw error;
        });
        return new SeeOther(`/coordination/editions/${id}/settings`, { kind: 'success', message: 'coordination.settingsSaved' });
      },
      async (settings) => {
        if (settings.reason !== 'edition-changed') return this.page(request, me, edition, { settings, cutsOff });
        // What was typed stays; sent once more, it is meant.
        const current = await this.edition(id);
        const differences = differencesOf({ messages: this.messages, locale: request.locale, timeZone: me.timeZone }, outline, current, settings.values);
        return this.page(request, me, current, { settings: { ...settings, values: { ...settings.values, seen: seenOf(current) } }, differences });
      },
    );
  }

  @Post('version')
  @Allow('edition.run', { edition: 'id' })
  async moveToVersion(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      VersionForm,
      body,
      async ({ version }) => {
        await this.editions.change(id, { version }, me.userId);
        return new SeeOther(`/coordination/editions/${id}/settings`, { kind: 'success', message: 'coordination.versionMoved', values: { version } });
      },
      async (version) => this.page(request, me, await this.edition(id), { version }),
    );
  }

  @Post('copies')
  @Allow('edition.run', { edition: 'id' })
  async copy(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      copyForm(me.timeZone),
      body,
      async ({ startsAt }) => {
        const copyId = await this.editions.copy(id, new Date(startsAt), me.userId);
        return new SeeOther(`/coordination/editions/${copyId}/settings`, { kind: 'success', message: 'coordination.copied' });
      },
      async (copy) => this.page(request, me, await this.edition(id), { copy }),
    );
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['version', 'copies'])
  @Allow('edition.run', { edition: 'id' })
  back(@Param('id', { schema: Id }) id: string): SeeOther {
    return new SeeOther(`/coordination/editions/${id}/settings`);
  }

  private async edition(id: string): Promise<EditionView> {
    return found(await this.queries.view(id), 'edition');
  }

  private async page({ locale }: FastifyRequest, me: Actor, edition: EditionView, { settings, version, copy, cutsOff = [], differences = [], isSuggested = false }: Shown): Promise<Page> {
    const [outline, versions] = await Promise.all([this.versions.outline(edition.versionId), this.versions.ofCourse(edition.course.id)]);
    return new Page('coordination/settings', {
      edition,
      ...editionFields(this.messages, locale, me.timeZone, outline, settings ?? emptyForm(valuesOf(edition, me.timeZone))),
      seen: settings ? (settings.values['seen'] ?? '') : seenOf(edition),
      isNew: false,
      isSuggested,
      suggestHref: `/coordination/editions/${edition.id}/settings?suggest=true`,
      cutsOff: cutsOff.map((cut) => ({ ...cut, title: assignmentsOf(outline).find(({ key }) => key === cut.activityKey)?.title ?? '' })),
      differences,
      newer: versions
        .filter(({ number }) => number > edition.version)
        .map(({ number, notes, publishedAt }) => ({
          value: String(number),
          label: this.messages.text(locale, 'coordination.versionOn', { version: number, on: formatInstant(publishedAt, 'date', locale, me.timeZone) }),
          notes,
        })),
      versionForm: formWords(this.messages, locale, version ?? emptyForm()),
      copyForm: formWords(this.messages, locale, copy ?? emptyForm()),
    });
  }
}

/** Whether a form was shown another state than this one. A program that sends none knows what it does. */
const isOutdated = (body: unknown, seen: string): boolean => ![undefined, seen].includes((body as { seen?: string } | null)?.seen);

const cutOffsOf = (error: unknown): CutOff[] =>
  error instanceof Refused && error.reason === 'dates-would-be-cut-off' ? (error.extra['cutsOff'] as CutOff[]) : [];
