import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import type { Page } from '@academy/platform';
import { type Actor, Blocks } from '@academy/people';
import { Cards, Colleagues, PersonCard, type ShownPerson } from '@academy/discussions';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, listOf } from '../http/shapes';
import { ColleaguesQuery } from './colleagues.forms';

/** What somebody does not show is null, or empty. */
const Person = z.object({
  id: z.string(), displayName: z.string(), about: z.string(), country: z.string().nullable(), school: z.string().nullable(), level: z.string().nullable(), subjects: z.array(z.string()), languages: z.array(z.string()),
});
const Colleague = Person.extend({ roles: z.array(z.enum(['coordinator', 'author', 'moderator'])), isBlocked: z.boolean() });
const Blocked = z.object({ items: z.array(z.object({ id: z.string(), displayName: z.string(), blockedAt: z.string() })) });

/** Colleagues of an edition, what they show of themselves, and whom one blocked. */
@Controller('api/v1')
export class ColleaguesApi {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly cards: Cards,
    private readonly blocks: Blocks,
  ) {}

  @Get('editions/:id/colleagues')
  @Allow('discussion.join', { space: 'id' })
  @Answers({ 200: listOf(Person) })
  async list(@Param('id', { schema: Id }) id: string, @Query({ schema: ColleaguesQuery }) { limit, cursor, ...filter }: z.infer<typeof ColleaguesQuery>, @Me() me: Actor): Promise<Page<ShownPerson>> {
    const { editionId } = await this.colleagues.meeting(id, me.userId);
    return this.colleagues.list(editionId, filter, limit, cursor);
  }

  @Get('editions/:id/colleagues/:userId')
  @Allow('discussion.join', { space: 'id' })
  @Answers({ 200: Colleague })
  async show(@Param('id', { schema: Id }) id: string, @Param('userId', { schema: Id }) userId: string, @Me() me: Actor): Promise<z.infer<typeof Colleague>> {
    const { displayName, about, country, school, level, subjects, languages, roles, isBlocked } = await this.colleagues.one(id, userId, me.userId);
    return { id: userId, displayName, about, country, school, level, subjects, languages, roles, isBlocked };
  }

  @Get('me/card')
  @Allow('signed-in')
  @Answers({ 200: PersonCard })
  card(@Me() me: Actor): Promise<PersonCard> {
    return this.cards.of(me.userId);
  }

  @Put('me/card')
  @Allow('signed-in')
  @Answers({ 200: PersonCard })
  async save(@Body({ schema: PersonCard }) card: PersonCard, @Me() me: Actor): Promise<PersonCard> {
    await this.cards.save(me.userId, card);
    return card;
  }

  @Get('me/blocks')
  @Allow('signed-in')
  @Answers({ 200: Blocked })
  async blocked(@Me() me: Actor): Promise<z.infer<typeof Blocked>> {
    const blocked = await this.blocks.list(me.userId);
    return { items: blocked.map((person) => ({ ...person, blockedAt: person.blockedAt.toISOString() })) };
  }

  /** Whom one blocked does not learn of it. */
  @Put('me/blocks/:userId')
  @HttpCode(204)
  @Allow('signed-in')
  @Answers({ 204: null })
  async block(@Param('userId', { schema: Id }) userId: string, @Me() me: Actor): Promise<void> {
    await this.blocks.block(me.userId, userId);
  }

  @Delete('me/blocks/:userId')
  @HttpCode(204)
  @Allow('signed-in')
  @Answers({ 204: null })
  async unblock(@Param('userId', { schema: Id }) userId: string, @Me() me: Actor): Promise<void> {
    await this.blocks.unblock(me.userId, userId);
  }
}
