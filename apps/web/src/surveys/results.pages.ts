import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { found, Messages } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { EditionQueries } from '@academy/editions';
import { SurveyResults } from '@academy/learning';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { languageBeside } from '../learning/language';
import { Page } from '../views/page';
import { resultsView } from './results.view';

/** Whatever else stands in an address is left aside. */
const InLanguage = z.object({ language: z.string().max(35).optional().catch(undefined) });
type InLanguage = z.infer<typeof InLanguage>;

/** What the surveys of an edition brought. */
@Controller('coordination/editions/:id/surveys')
export class ResultsPages {
  constructor(
    private readonly results: SurveyResults,
    private readonly editions: EditionQueries,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('survey.read', { edition: 'id' })
  async list(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const [frame, surveys] = await Promise.all([this.frame(id, me, locale), this.results.list(id)]);
    return new Page('surveys/list', { ...frame, surveys });
  }

  @Get(':key')
  @Allow('survey.read', { edition: 'id' })
  async show(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Query({ schema: InLanguage }) { language }: InLanguage, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const [frame, result] = await Promise.all([this.frame(id, me, locale), this.results.of(id, key, language ?? null)]);
    return new Page('surveys/results', { ...frame, result: resultsView(result, { say: (name, values = {}) => this.messages.text(locale, name, values), locale }) });
  }

  /** Those who wrote the course and do not run the edition see its surveys alone. */
  private async frame(id: string, me: Actor, locale: string) {
    const edition = found(await this.editions.view(id), 'edition');
    const mayRun = can(me, 'edition.run', { editionId: id, courseId: edition.course.id });
    return { edition, mayRun, list: `/coordination/editions/${id}/surveys`, lang: languageBeside(edition.course.language, locale) };
  }
}
