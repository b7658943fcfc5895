import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { Clock, DeliveryDesk, PageQuery } from '@academy/platform';
import type { Actor } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { parse } from '../http/schema.pipe';
import { Page, SeeOther } from '../views/page';
import { deliveryLines } from './operations.view';

const ADDRESS = '/operations/deliveries';
const PER_PAGE = 25;
const ListQuery = z.object({ cursor: PageQuery.cursor });
const AgainForm = z.strictObject({ factId: z.string().regex(/^\d{1,18}$/), listener: z.string().min(1).max(200) });

/** Facts whose listeners failed or are late. */
@Controller('operations/deliveries')
export class DeliveriesPages {
  constructor(
    private readonly desk: DeliveryDesk,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('jobs.see')
  async list(@Query({ schema: ListQuery }) { cursor }: z.infer<typeof ListQuery>, @Req() { locale }: FastifyRequest): Promise<Page> {
    const [figures, { items, nextCursor }] = await Promise.all([this.desk.figures(), this.desk.troubled(PER_PAGE, cursor)]);
    return new Page('operations/deliveries', {
      figures,
      deliveries: deliveryLines(locale, this.clock.now(), items),
      first: cursor === undefined ? null : ADDRESS,
      next: nextCursor === null ? null : `${ADDRESS}?cursor=${nextCursor}`,
    });
  }

  @Post('retry')
  @Allow('jobs.mend')
  async again(@Body() body: unknown, @Me() me: Actor): Promise<SeeOther> {
    const { factId, listener } = parse(AgainForm, body);
    await this.desk.tryAgain(factId, listener, me.userId);
    return new SeeOther(ADDRESS, { kind: 'success', message: 'operations.deliveryAgain' });
  }

  @Post('retry-all')
  @Allow('jobs.mend')
  async allAgain(@Me() me: Actor): Promise<SeeOther> {
    const count = await this.desk.tryAllAgain(me.userId);
    return new SeeOther(ADDRESS, { kind: 'success', message: 'operations.deliveriesAgain', values: { count } });
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['retry', 'retry-all'])
  @Allow('jobs.see')
  back(): SeeOther {
    return new SeeOther(ADDRESS);
  }
}
