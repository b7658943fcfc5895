import { Controller, Get, Param, Query } from '@nestjs/common';
import { found } from '@academy/platform';
import { EditionQueries } from '@academy/editions';
import { StudyGroupQueries } from '@academy/enrolments';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Id } from '../http/shapes';
import { Page } from '../views/page';

const Place = z.object({ cursor: z.string().max(500).optional().catch(undefined) });
const PER_PAGE = 50;

/** The study groups of an edition, for who runs it. */
@Controller('coordination/editions/:id/groups')
export class EditionGroupsPages {
  constructor(
    private readonly editions: EditionQueries,
    private readonly queries: StudyGroupQueries,
  ) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  async list(@Param('id', { schema: Id }) id: string, @Query({ schema: Place }) { cursor }: z.infer<typeof Place>): Promise<Page> {
    const [edition, groups] = await Promise.all([this.editions.view(id), this.queries.ofEdition(id, PER_PAGE, cursor)]);
    const address = `/coordination/editions/${id}/groups`;
    return new Page('groups/edition', {
      edition: found(edition, 'edition'),
      groups: groups.items,
      next: groups.nextCursor ? `${address}?cursor=${groups.nextCursor}` : null,
    });
  }
}
