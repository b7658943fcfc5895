import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { PageQuery } from '@academy/platform';
import { type Actor, AddressDesk } from '@academy/people';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { parse } from '../http/schema.pipe';
import { Page, SeeOther } from '../views/page';

const ADDRESS = '/operations/addresses';
const PER_PAGE = 50;
const ListQuery = z.object({ cursor: PageQuery.cursor });
const LiftForm = z.strictObject({ address: z.string().min(3).max(320) });

/** Addresses that nothing is sent to any more. */
@Controller('operations/addresses')
export class AddressesPages {
  constructor(private readonly desk: AddressDesk) {}

  @Get()
  @Allow('jobs.see')
  async list(@Query({ schema: ListQuery }) { cursor }: z.infer<typeof ListQuery>): Promise<Page> {
    const { items, nextCursor } = await this.desk.list(PER_PAGE, cursor);
    return new Page('operations/addresses', { addresses: items, first: cursor === undefined ? null : ADDRESS, next: nextCursor === null ? null : `${ADDRESS}?cursor=${nextCursor}` });
  }

  @Post('lift')
  @Allow('jobs.mend')
  async lift(@Body() body: unknown, @Me() me: Actor): Promise<SeeOther> {
    const { address } = parse(LiftForm, body);
    await this.desk.lift(address, me.userId);
    return new SeeOther(ADDRESS, { kind: 'success', message: 'operations.lifted', values: { address } });
  }

  /** The address that lifting is sent to, asked for again. */
  @Get('lift')
  @Allow('jobs.see')
  back(): SeeOther {
    return new SeeOther(ADDRESS);
  }
}
