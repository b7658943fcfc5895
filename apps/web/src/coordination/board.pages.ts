import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Clock, found, Messages, Refused } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Versions } from '@academy/courses';
import { EDITION_STATES, EditionQueries, Editions } from '@academy/editions';
import { EnrolmentQueries } from '@academy/enrolments';
import { ReviewFigures } from '@academy/reviews';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { parse } from '../http/schema.pipe';
import { Id } from '../http/shapes';
import { Page, SeeOther } from '../views/page';
import { funnelOf, movesOf, upcomingOf, weekOf } from './board.view';

const StateForm = z.strictObject({ state: z.enum(EDITION_STATES) });
const MOST_STUCK = 10;

/** One edition at a glance, and its way from state to state. */
@Controller('coordination/editions/:id')
export class BoardPages {
  constructor(
    private readonly queries: EditionQueries,
    private readonly editions: Editions,
    private readonly enrolments: EnrolmentQueries,
    private readonly reports: ReviewFigures,
    private readonly versions: Versions,
    private readonly clock: Clock,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  async board(@Param('id', { schema: Id }) id: string, @Req() { locale }: FastifyRequest): Promise<Page> {
    const edition = found(await this.queries.view(id), 'edition');
    const [outline, report, stuck, team] = await Promise.all([
      this.versions.outline(edition.versionId),
      this.reports.report(id),
      this.enrolments.participants(id, { stuck: true }, MOST_STUCK),
      this.queries.team(id),
    ]);
    const now = this.clock.now();
    return new Page('coordination/board', {
      edition,
      hasBegun: new Date(edition.startsAt) <= now,
      week: weekOf(edition, now),
      moves: movesOf(edition),
      report,
      funnel: funnelOf(this.messages, locale, report, outline),
      stuck: stuck.items,
      upcoming: upcomingOf(this.messages, locale, edition, outline, now),
      team,
    });
  }

  @Post('state')
  @Allow('edition.run', { edition: 'id' })
  async move(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor): Promise<SeeOther> {
    const { state } = parse(StateForm, body);
    try {
      await this.editions.moveTo(id, state, me.userId);
    } catch (error) {
      // Somebody else, or the clock, was quicker: the board shows how it stands now.
      if (error instanceof Refused) return new SeeOther(`/coordination/editions/${id}`, { kind: 'error', message: `reasons.${error.reason}` });
      throw error;
    }
    return new SeeOther(`/coordination/editions/${id}`, { kind: 'success', message: `coordination.moved-${state}` });
  }
}
