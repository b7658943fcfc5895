import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { NotFound, PageQuery, type Page } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { EDITION_STATES, EditionChange, EditionQueries, Editions, EditionView, NewEdition } from '@academy/editions';
import { ENROLMENT_STATES, EnrolmentQueries, Participant } from '@academy/enrolments';
import { EditionReport, ReviewFigures } from '@academy/reviews';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, Instant, listOf } from '../http/shapes';

const StateChange = z.strictObject({ state: z.enum(EDITION_STATES) });
const Copy = z.strictObject({ startsAt: Instant });
const NewMember = z.strictObject({ userId: z.uuid(), role: z.enum(['coordinator', 'moderator']) });
const Team = z.object({ items: z.array(z.object({ userId: z.string(), displayName: z.string(), role: z.string() })) });
const PeopleQuery = z.strictObject({
  ...PageQuery,
  state: z.enum(ENROLMENT_STATES).optional(),
  country: z.string().regex(/^[A-Z]{2}$/).optional(),
  stuck: z.enum(['true', 'false']).transform((value) => value === 'true').optional(),
  q: z.string().max(100).optional(),
});

@Controller('api/v1')
export class EditionsApi {
  constructor(
    private readonly editions: Editions,
    private readonly queries: EditionQueries,
    private readonly enrolments: EnrolmentQueries,
    private readonly reports: ReviewFigures,
  ) {}

  @Post('courses/:id/editions')
  @Allow('edition.create', { course: 'id' })
  @Answers({ 201: EditionView })
  async create(@Param('id', { schema: Id }) courseId: string, @Body({ schema: NewEdition }) input: NewEdition, @Me() me: Actor): Promise<EditionView> {
    return this.view(await this.editions.create(courseId, input, me.userId));
  }

  /** Drafts are there for those who run them alone. */
  @Get('editions/:id')
  @Allow('anyone')
  @Answers({ 200: EditionView })
  async show(@Param('id', { schema: Id }) id: string, @Me() me: Actor | null): Promise<EditionView> {
    const edition = await this.view(id);
    const mayRun = can(me, 'edition.run', { editionId: id, courseId: edition.course.id });
    if (edition.state === 'draft' && !mayRun) throw new NotFound('edition');
    return mayRun ? edition : { ...edition, liveEvents: withoutAddresses(edition.liveEvents) };
  }

  @Patch('editions/:id')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: EditionView })
  async change(@Param('id', { schema: Id }) id: string, @Body({ schema: EditionChange }) change: EditionChange, @Me() me: Actor): Promise<EditionView> {
    await this.editions.change(id, change, me.userId);
    return this.view(id);
  }

  @Post('editions/:id/state')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: EditionView })
  async move(@Param('id', { schema: Id }) id: string, @Body({ schema: StateChange }) { state }: z.infer<typeof StateChange>, @Me() me: Actor): Promise<EditionView> {
    await this.editions.moveTo(id, state, me.userId);
    return this.view(id);
  }

  @Post('editions/:id/copy')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 201: EditionView })
  async copy(@Param('id', { schema: Id }) id: string, @Body({ schema: Copy }) { startsAt }: z.infer<typeof Copy>, @Me() me: Actor): Promise<EditionView> {
    return this.view(await this.editions.copy(id, new Date(startsAt), me.userId));
  }

  @Get('editions/:id/team')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: Team })
  async team(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof Team>> {
    return { items: await this.queries.team(id) };
  }

  @Post('editions/:id/team')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 201: Team })
  async addToTeam(@Param('id', { schema: Id }) id: string, @Body({ schema: NewMember }) member: z.infer<typeof NewMember>, @Me() me: Actor): Promise<z.infer<typeof Team>> {
    await this.editions.addToTeam(id, member.userId, member.role, me.userId);
    return { items: await this.queries.team(id) };
  }

  @Delete('editions/:id/team/:userId')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 204: null })
  async removeFromTeam(@Param('id', { schema: Id }) id: string, @Param('userId', { schema: Id }) userId: string, @Me() me: Actor): Promise<void> {
    await this.editions.removeFromTeam(id, userId, me.userId);
  }

  @Get('editions/:id/enrolments')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: listOf(Participant) })
  people(@Param('id', { schema: Id }) id: string, @Query({ schema: PeopleQuery }) { limit, cursor, ...filter }: z.infer<typeof PeopleQuery>): Promise<Page<Participant>> {
    return this.enrolments.participants(id, filter, limit, cursor);
  }

  @Get('editions/:id/report')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: EditionReport })
  report(@Param('id', { schema: Id }) id: string): Promise<EditionReport> {
    return this.reports.report(id);
  }

  @Get('editions/:id/report.csv')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: null })
  async reportCsv(@Param('id', { schema: Id }) id: string): Promise<Answer> {
    const people = await this.reports.people(id);
    const csv = stringify(people, { header: true, bom: true, escape_formulas: true, cast: { date: (date) => date.toISOString() } });
    return new Answer(200, csv, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="edition-${id}.csv"` });
  }

  private async view(id: string): Promise<EditionView> {
    const edition = await this.queries.view(id);
    if (!edition) throw new NotFound('edition');
    return edition;
  }
}

/** When live events are is for everybody; where, for those who take part, at their hour. */
const withoutAddresses = (events: EditionView['liveEvents']): EditionView['liveEvents'] => Object.fromEntries(Object.entries(events).map(([key, { url: _, recordingUrl: __, ...event }]) => [key, event]));
