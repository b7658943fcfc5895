import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DeliveryDesk, PageQuery } from '@academy/platform';
import { type Actor, AddressDesk } from '@academy/people';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { listOf } from '../http/shapes';

const ListQuery = z.strictObject(PageQuery);
type ListQuery = z.infer<typeof ListQuery>;
const FactId = z.string().regex(/^\d{1,18}$/);
const Listener = z.string().regex(/^[a-z0-9.-]{1,200}$/);
const Blocked = z.strictObject({ address: z.string().min(3).max(320) });
const Count = z.object({ count: z.number() });
const instant = z.string();
const AddressDocument = z.object({ address: z.string(), reason: z.enum(['bounced', 'complained']), since: instant, said: z.string(), userId: z.string().nullable(), displayName: z.string().nullable() });
const DeliveryDocument = z.object({ factId: z.string(), fact: z.string(), listener: z.string(), state: z.enum(['given-up', 'waiting']), attempts: z.number(), error: z.string().nullable(), happenedAt: instant.nullable() });
type ListOf<Item extends z.ZodType> = { items: z.infer<Item>[]; nextCursor: string | null };

/** Addresses that nothing is sent to any more, and reactions to facts that were given up or are late. */
@Controller('api/v1/operations')
export class DesksApi {
  constructor(
    private readonly addresses: AddressDesk,
    private readonly deliveries: DeliveryDesk,
  ) {}

  /** The newest first. */
  @Get('addresses')
  @Allow('jobs.see')
  @Answers({ 200: listOf(AddressDocument) })
  async blocked(@Query({ schema: ListQuery }) { limit, cursor }: ListQuery): Promise<ListOf<typeof AddressDocument>> {
    const { items, nextCursor } = await this.addresses.list(limit, cursor);
    return { items: items.map(({ since, ...line }) => ({ ...line, since: since.toISOString() })), nextCursor };
  }

  /** Writes to an address again. The address is in the body, so that no log of addresses asked for holds it. */
  @Post('addresses/lift')
  @Allow('jobs.mend')
  @Answers({ 204: null })
  async lift(@Body({ schema: Blocked }) { address }: z.infer<typeof Blocked>, @Me() me: Actor): Promise<void> {
    await this.addresses.lift(address, me.userId);
  }

  /** Those that were given up, and those that were tried more than once; the newest fact first. */
  @Get('deliveries')
  @Allow('jobs.see')
  @Answers({ 200: listOf(DeliveryDocument) })
  async troubled(@Query({ schema: ListQuery }) { limit, cursor }: ListQuery): Promise<ListOf<typeof DeliveryDocument>> {
    const { items, nextCursor } = await this.deliveries.troubled(limit, cursor);
    return { items: items.map(({ happenedAt, queuedSeconds: _, ...line }) => ({ ...line, happenedAt: happenedAt?.toISOString() ?? null })), nextCursor };
  }

  @Post('deliveries/:factId/:listener/retry')
  @Allow('jobs.mend')
  @Answers({ 204: null })
  async deliver(@Param('factId', { schema: FactId }) factId: string, @Param('listener', { schema: Listener }) listener: string, @Me() me: Actor): Promise<void> {
    await this.deliveries.tryAgain(factId, listener, me.userId);
  }

  /** All that were given up. Answers how many. */
  @Post('deliveries/retry-all')
  @Allow('jobs.mend')
  @Answers({ 200: Count })
  async deliverAll(@Me() me: Actor): Promise<z.infer<typeof Count>> {
    return { count: await this.deliveries.tryAllAgain(me.userId) };
  }
}
