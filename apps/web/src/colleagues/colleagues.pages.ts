import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { Colleagues, type Meeting } from '@academy/discussions';
import type { Actor } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { Page } from '../views/page';
import { ColleaguesFilter } from './colleagues.forms';
import { PersonViews } from './person.view';

const PER_PAGE = 24;

/** Who learns together in an edition, to look through and to find somebody. */
@Controller('editions/:id/colleagues')
export class ColleaguesPages {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly people: PersonViews,
  ) {}

  @Get()
  @Allow('discussion.join', { space: 'id' })
  async list(@Param('id', { schema: Id }) id: string, @Query({ schema: ColleaguesFilter }) { cursor, ...filter }: ColleaguesFilter, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const meeting = await this.colleagues.meeting(id, me.userId);
    const isFiltered = Object.values(filter).some((value) => value !== undefined);
    const isFirst = !isFiltered && cursor === undefined;
    const [found, counts, staff] = await Promise.all([this.colleagues.list(id, filter, PER_PAGE, cursor), this.colleagues.counts(id, filter), isFirst ? this.colleagues.staff(id) : []]);
    const address = `/editions/${id}/colleagues`;
    const queryOf = (next: string | null) => new URLSearchParams([...Object.entries(filter), ['cursor', next]].filter((entry): entry is [string, string] => typeof entry[1] === 'string')).toString();
    return new Page('colleagues/list', {
      ...headOf(meeting),
      address,
      filter,
      ...this.people.choices(locale, counts),
      counts,
      isFiltered,
      reset: isFiltered ? address : null,
      staff: staff.map((member) => ({ ...this.people.view(locale, member), roles: member.roles, isMe: member.id === me.userId })),
      people: found.items.map((person) => ({ ...this.people.view(locale, person), isMe: person.id === me.userId })),
      next: found.nextCursor ? `${address}?${queryOf(found.nextCursor)}` : null,
      first: cursor ? `${address}${isFiltered ? `?${queryOf(null)}` : ''}` : null,
    });
  }
}

/** What every page about colleagues says of where it is. */
export const headOf = ({ editionId, edition, course, mine }: Meeting) => ({
  edition: { id: editionId, name: edition },
  course,
  home: mine && mine.state !== 'waitlisted' && mine.state !== 'withdrawn' ? `/learning/${mine.enrolmentId}` : null,
});
