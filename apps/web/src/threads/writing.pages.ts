import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { DRAFT_PLACE, Drafts, LONGEST_POST, type Mentionable, Participants } from '@academy/discussions';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';

const Place = z.string().regex(DRAFT_PLACE);
/** A form with more in it than the draft keeps: the rest is left out. */
const Draft = z.object({ title: z.string().max(200).default(''), markdown: z.string().max(LONGEST_POST).default('') });
const PeopleQuery = z.object({ q: z.string().trim().min(1).max(60) });

/** What helps while somebody writes: drafts that stay, and names to mention. */
@Controller('discussions/:spaceId')
export class WritingPages {
  constructor(
    private readonly drafts: Drafts,
    private readonly participants: Participants,
  ) {}

  /** Keeps what was typed; `revision` says since when it stands so. */
  @Post('drafts/:place')
  @HttpCode(200)
  @Allow('discussion.join', { space: 'spaceId' })
  async keep(@Param('place', { schema: Place }) place: string, @Body({ schema: Draft }) draft: z.infer<typeof Draft>, @Me() me: Actor): Promise<{ revision: string }> {
    return { revision: (await this.drafts.keep(me.userId, place, draft))?.toISOString() ?? '' };
  }

  /** Participants whose name begins so, at most eight. */
  @Get('people')
  @Allow('discussion.join', { space: 'spaceId' })
  async people(@Param('spaceId', { schema: Id }) spaceId: string, @Query({ schema: PeopleQuery }) { q }: z.infer<typeof PeopleQuery>, @Me() me: Actor): Promise<{ items: Mentionable[] }> {
    return { items: await this.participants.startingWith(spaceId, me.userId, q) };
  }
}
