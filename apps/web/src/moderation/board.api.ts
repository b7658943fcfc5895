import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { Assignments, BoardActs, BoardLists, BoardQueries, type BoardSubmission } from '@academy/reviews';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, listOf, PathKey } from '../http/shapes';
import { dated } from './dated';
import { ActBody, Acted, Board, ClaimLine, PlainQuery, ReviewerLine, ReviewerQuery, SubmissionLine, SubmissionQuery } from './moderation.forms';

const AT_ONCE = 2_000;

/** One assignment as those who run or moderate its edition see it. */
@Controller('api/v1/editions/:id/assignments/:key')
export class BoardApi {
  constructor(
    private readonly assignments: Assignments,
    private readonly queries: BoardQueries,
    private readonly lists: BoardLists,
    private readonly acts: BoardActs,
  ) {}

  @Get()
  @Allow('edition.moderate', { edition: 'id' })
  @Answers({ 200: Board })
  async board(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string): Promise<z.infer<typeof Board>> {
    const { activity } = await this.assignments.find(id, key);
    return { title: activity.title, ...(await this.queries.summary(id, key)) };
  }

  @Get('submissions')
  @Allow('edition.moderate', { edition: 'id' })
  @Answers({ 200: listOf(SubmissionLine) })
  async submissions(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Query({ schema: SubmissionQuery }) { limit, cursor, ...filter }: z.infer<typeof SubmissionQuery>): Promise<unknown> {
    await this.assignments.find(id, key);
    const { items, nextCursor } = await this.lists.submissions(id, key, filter, limit, cursor);
    return { items: items.map(dated), nextCursor };
  }

  @Get('submissions.csv')
  @Allow('edition.moderate', { edition: 'id' })
  @Answers({ 200: null })
  async csv(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string): Promise<Answer> {
    await this.assignments.find(id, key);
    const works: BoardSubmission[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await this.lists.submissions(id, key, {}, AT_ONCE, cursor);
      works.push(...page.items);
      cursor = page.nextCursor;
    }
    const lines = works.map(({ authors, openCases, ...work }) => ({ authors: authors.join('; '), ...dated(work), openCases: openCases.join('; ') }));
    const csv = stringify(lines, { header: true, bom: true, escape_formulas: true, columns: ['authors', ...COLUMNS] });
    return new Answer(200, csv, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="assignment-${key}.csv"` });
  }

  @Get('reviewers')
  @Allow('edition.moderate', { edition: 'id' })
  @Answers({ 200: listOf(ReviewerLine) })
  async reviewers(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Query({ schema: ReviewerQuery }) { limit, cursor, ...filter }: z.infer<typeof ReviewerQuery>): Promise<unknown> {
    await this.assignments.find(id, key);
    const { items, nextCursor } = await this.lists.reviewers(id, key, filter, limit, cursor);
    return { items: items.map(dated), nextCursor };
  }

  @Get('claims')
  @Allow('edition.moderate', { edition: 'id' })
  @Answers({ 200: listOf(ClaimLine) })
  async claims(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Query({ schema: PlainQuery }) { limit, cursor }: z.infer<typeof PlainQuery>): Promise<unknown> {
    await this.assignments.find(id, key);
    const { items, nextCursor } = await this.lists.claims(id, key, limit, cursor);
    return { items: items.map(dated), nextCursor };
  }

  @Post('acts')
  @Allow('edition.moderate', { edition: 'id' })
  @Answers({ 200: Acted })
  async act(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body({ schema: ActBody }) body: z.infer<typeof ActBody>, @Me() me: Actor): Promise<z.infer<typeof Acted>> {
    await this.assignments.find(id, key);
    if ('submissionIds' in body) return this.acts.act(id, key, { ...body, submissionIds: [...new Set(body.submissionIds)] }, me.userId);
    return { done: await (body.act === 'remind' ? this.acts.remindOwing(id, key, me.userId) : this.acts.inviteHelp(id, key, me.userId)), left: 0 };
  }
}

const COLUMNS = [
  'id', 'language', 'round', 'state', 'phase', 'submittedAt', 'reviewBy', 'wanted', 'finished', 'lent', 'isLate', 'isHeld', 'isShort', 'points', 'maxPoints', 'isPassed', 'isReleased', 'openCases', 'alike',
];
