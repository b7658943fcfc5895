import type { INestApplicationContext, Type } from '@nestjs/common';
import { allListeners, Database, factKinds } from '@academy/platform';

/** What is heard of here: seats, peer review and what coordinators change. Badges, certificates and news of discussions are other stories. */
const HEARD = allListenersOf(['enrolments.', 'reminders.look-back', 'reminders.welcome', 'reminders.waitlisted', 'reminders.claim-expiring', 'reminders.reviews-owed']);
/** Listeners may read over a connection beside that of their own transaction. */
const AT_ONCE = 4;

function allListenersOf(beginnings: readonly string[]): string[] {
  return allListeners().map(({ name }) => name).filter((name) => beginnings.some((beginning) => name.startsWith(beginning)));
}

type Delivery = { factId: string; listener: string; kind: string; payload: unknown };

/** Delivers facts to their real listeners, as the worker does, until nothing is left to hear. */
export async function hearAll(rooms: INestApplicationContext): Promise<void> {
  const database = rooms.get(Database);
  for (;;) {
    const open = await database.query<Delivery>(`SELECT fact_id::text AS "factId", listener, kind, payload FROM fact_delivery WHERE done_at IS NULL AND listener = ANY ($1::text[]) ORDER BY fact_id, listener LIMIT 1000`, [HEARD]);
    if (open.length === 0) return;
    for (let first = 0; first < open.length; first += AT_ONCE) await Promise.all(open.slice(first, first + AT_ONCE).map((delivery) => hear(rooms, delivery)));
    const [facts, listeners] = [open.map(({ factId }) => factId), open.map(({ listener }) => listener)];
    await database.query(`UPDATE fact_delivery d SET done_at = clock_timestamp() FROM unnest($1::bigint[], $2::text[]) AS h (fact_id, listener) WHERE d.fact_id = h.fact_id AND d.listener = h.listener`, [facts, listeners]);
  }
}

async function hear(rooms: INestApplicationContext, { listener, kind, payload }: Delivery): Promise<void> {
  const { target, method } = allListeners().find(({ name }) => name === listener)!;
  const owner = rooms.get<Record<string, (heard: unknown) => Promise<unknown>>>(target.constructor as Type<never>, { strict: false });
  await owner[method]!(factKinds().find(({ name }) => name === kind)!.schema.parse(payload));
}
