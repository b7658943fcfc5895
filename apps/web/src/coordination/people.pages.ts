import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Id } from '../http/shapes';
import { emptyForm } from '../views/forms';
import type { Page } from '../views/page';
import { PeopleFilter } from './people.filter';
import { PeopleList } from './people.list';

/** Who takes part in an edition. */
@Controller('coordination/editions/:id/people')
export class PeoplePages {
  constructor(private readonly people: PeopleList) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  list(@Param('id', { schema: Id }) id: string, @Query({ schema: PeopleFilter }) filter: PeopleFilter, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.people.page(id, filter, locale, emptyForm());
  }
}
