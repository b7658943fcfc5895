import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { found, Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { BATCH_KINDS, BadgeQueries, type BatchKind, Earning } from '@academy/credentials';
import { EditionQueries } from '@academy/editions';
import { EnrolmentQueries } from '@academy/enrolments';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { formWords } from './form.words';
import { countryName, participantsOf, PeopleFilter, queryOf } from './people.filter';
import { choicesOf, PeopleList } from './people.list';

const kind = z.enum(BATCH_KINDS).default('award');
const AwardForm = z.strictObject({ kind, badgeId: Id, enrolmentIds: z.preprocess((value) => [value ?? []].flat(), z.array(Id).min(1).max(500)) });
const EveryoneForm = z.strictObject({ kind, badgeId: Id });
const EVERYONE_AT_ONCE = 1_000;

/** A badge for many at once, for those who were ticked or everyone in a list: what comes first is a plan, with whom it concerns and who is left out. */
@Controller('coordination/editions/:id/awards')
export class AwardsPages {
  constructor(
    private readonly list: PeopleList,
    private readonly queries: EditionQueries,
    private readonly enrolments: EnrolmentQueries,
    private readonly badges: BadgeQueries,
    private readonly earning: Earning,
    private readonly messages: Messages,
  ) {}

  /** The address that ticks are sent to, asked for again after they were refused. */
  @Get()
  @Allow('edition.run', { edition: 'id' })
  back(@Param('id', { schema: Id }) id: string, @Query({ schema: PeopleFilter }) filter: PeopleFilter): SeeOther {
    return new SeeOther(`/coordination/editions/${id}/people${queryOf(filter)}`);
  }

  @Post()
  @Allow('edition.run', { edition: 'id' })
  award(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PeopleFilter }) filter: PeopleFilter,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() { locale }: FastifyRequest,
  ): Promise<Page | SeeOther> {
    return submit(
      AwardForm,
      body,
      (asked) => this.plan(id, asked, asked.enrolmentIds, me),
      (form) => this.list.page(id, filter, locale, form),
    );
  }

  @Get('everyone')
  @Allow('edition.run', { edition: 'id' })
  async everyone(@Param('id', { schema: Id }) id: string, @Query({ schema: PeopleFilter }) filter: PeopleFilter, @Req() request: FastifyRequest): Promise<Page> {
    return this.everyonePage(id, filter, request, emptyForm());
  }

  @Post('everyone')
  @Allow('edition.run', { edition: 'id' })
  awardEveryone(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PeopleFilter }) filter: PeopleFilter,
    @Body() body: unknown,
    @Me() me: Actor,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    return submit(
      EveryoneForm,
      body,
      async (asked) => this.plan(id, asked, await this.everyoneIn(id, filter), me),
      (form) => this.everyonePage(id, filter, request, form),
    );
  }

  private async plan(id: string, { kind: what, badgeId }: { kind: BatchKind; badgeId: string }, enrolmentIds: string[], me: Actor): Promise<SeeOther> {
    return new SeeOther(`/coordination/editions/${id}/batches/${await this.earning.plan(what, id, badgeId, enrolmentIds, me.userId)}`);
  }

  private async everyonePage(id: string, filter: PeopleFilter, { locale }: FastifyRequest, form: FormState): Promise<Page> {
    const edition = found(await this.queries.view(id), 'edition');
    const [badges, everyone] = await Promise.all([this.badges.ofCourse(edition.course.id), this.everyoneIn(id, filter)]);
    return new Page('coordination/award-everyone', {
      edition,
      kinds: BATCH_KINDS.map((value) => ({ value, label: this.messages.text(locale, `badges.choose-${value}`) })),
      filters: this.inWords(locale, filter),
      count: everyone.length,
      badges: choicesOf(this.messages, locale, badges),
      action: `/coordination/editions/${id}/awards/everyone${queryOf(filter)}`,
      people: `/coordination/editions/${id}/people${queryOf(filter)}`,
      form: formWords(this.messages, locale, form),
    });
  }

  /** What narrows a list down, as facts. */
  private inWords(locale: string, { q, state, country, stuck }: PeopleFilter): { label: string; value: string }[] {
    const text = (key: string) => this.messages.text(locale, `coordination.${key}`);
    return [
      ...(q ? [{ label: text('search'), value: q }] : []),
      ...(state ? [{ label: text('state'), value: text(`enrolment-${state}`) }] : []),
      ...(country ? [{ label: text('country'), value: countryName(locale, country) }] : []),
      ...(stuck ? [{ label: text('activity'), value: text('stuckChoice') }] : []),
    ];
  }

  /** All that a filter shows, page by page; whom it concerns is said by the plan. */
  private async everyoneIn(id: string, filter: PeopleFilter): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await this.enrolments.participants(id, participantsOf(filter), EVERYONE_AT_ONCE, cursor);
      ids.push(...page.items.map(({ enrolmentId }) => enrolmentId));
      cursor = page.nextCursor;
    }
    return ids;
  }
}
