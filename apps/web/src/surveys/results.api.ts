import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { Messages } from '@academy/platform';
import { type SurveyResult, SurveyResults } from '@academy/learning';
import { stringify } from 'csv-stringify/sync';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Id, PathKey } from '../http/shapes';
import { linesOf } from './results.csv';

const count = z.number();
const Standing = z.object({ activityKey: z.string(), title: z.string(), counted: count, wanted: count, isOver: z.boolean(), untold: count });
/** Shares from 0 to 1 of those who answered the question. */
const Told = z.object({
  key: z.string(),
  type: z.string(),
  prompt: z.string(),
  answered: count,
  earlier: count,
  mean: count.nullable(),
  choices: z.array(z.object({ value: z.string(), label: z.string(), count, share: count })),
});
/** Below five answers there are no questions; `wanted` says how many more it takes. */
const Result = Standing.extend({
  language: z.string().nullable(),
  languages: z.array(z.object({ language: z.string(), count })),
  questions: z.array(Told.extend({ texts: z.array(z.object({ text: z.string(), language: z.string().nullable() })), more: count, elsewhere: z.array(Told.extend({ survey: z.string(), isEarlier: z.boolean() })) })),
});
const InLanguage = z.strictObject({ language: z.string().max(35).optional() });
type InLanguage = z.infer<typeof InLanguage>;
/** Texts of one question in a download. */
const ALL = 50_000;

/** What surveys brought, for those who run the edition and those who wrote its course. */
@Controller('api/v1/editions/:id/surveys')
export class ResultsApi {
  constructor(
    private readonly results: SurveyResults,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('survey.read', { edition: 'id' })
  @Answers({ 200: z.object({ items: z.array(Standing) }) })
  async list(@Param('id', { schema: Id }) id: string): Promise<{ items: z.infer<typeof Standing>[] }> {
    return { items: await this.results.list(id) };
  }

  /** `language` filters where that language is among `languages`, and is else left aside. */
  @Get(':key')
  @Allow('survey.read', { edition: 'id' })
  @Answers({ 200: Result })
  of(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Query({ schema: InLanguage }) { language }: InLanguage): Promise<SurveyResult> {
    return this.results.of(id, key, language ?? null);
  }

  @Get(':key/results.csv')
  @Allow('survey.read', { edition: 'id' })
  @Answers({ 200: null })
  async csv(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Query({ schema: InLanguage }) { language }: InLanguage, @Req() { locale }: FastifyRequest): Promise<Answer> {
    const result = await this.results.of(id, key, language ?? null, ALL);
    const csv = stringify(linesOf(result, (name) => this.messages.text(locale, `surveys.csv-${name}`)), { header: false, bom: true, escape_formulas: true });
    return new Answer(200, csv, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="survey-${key}.csv"` });
  }
}
