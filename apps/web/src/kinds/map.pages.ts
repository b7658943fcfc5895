import { Controller, Get, Param, Req } from '@nestjs/common';
import type { Actor } from '@academy/people';
import { Countries, FEWEST_PEOPLE, ThreadOpenings } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { SpaceHeads } from '../threads/space.head';
import { spaceHref } from '../threads/thread.links';
import { Page } from '../views/page';
import { countryMap } from './country.map';

/** Where those who take part come from: a picture and a table of the same numbers. */
@Controller('discussions/:spaceId/map')
export class MapPages {
  constructor(
    private readonly countries: Countries,
    private readonly openings: ThreadOpenings,
    private readonly heads: SpaceHeads,
  ) {}

  @Get()
  @Allow('discussion.join', { space: 'spaceId' })
  async show(@Param('spaceId', { schema: Id }) spaceId: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    const [place, counts] = await Promise.all([this.openings.place(spaceId, me.userId), this.countries.of(spaceId)]);
    return new Page('kinds/map', {
      crumbs: this.heads.crumbs(spaceId, place, locale),
      spaceHref: spaceHref(spaceId),
      isAlumni: place.editionName === null,
      name: place.editionName ?? place.courseTitle,
      fewest: FEWEST_PEOPLE,
      counts,
      map: counts && countryMap(counts),
    });
  }
}
