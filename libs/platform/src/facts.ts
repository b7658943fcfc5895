import { type z } from 'zod';
import { row, type Transaction } from './database';

/**
 * A fact is what has happened, as a row written in the same transaction as the change; beside it one
 * delivery row for each listener: the outbox. Facts carry ids only and are never edited.
 */

export type FactKind<Payload = unknown> = Readonly<{ name: string; schema: z.ZodType<Payload> }>;

const kinds = new Map<string, FactKind>();
const listeners = new Map<string, Listener[]>();

/** The queues that listeners may ask for: light reactions, and those that keep a processor busy. */
export type QueueName = 'facts' | 'credentials' | 'imports' | 'mail';
type Listener = Readonly<{ name: string; queue: QueueName; target: object; method: string }>;

/** Declares a kind of fact, named in the past tense: `enrolment.started`. */
export function defineFact<Payload>(name: string, schema: z.ZodType<Payload>): FactKind<Payload> {
  if (kinds.has(name)) throw new Error(`The fact ${name} is declared twice.`);
  const kind = { name, schema };
  kinds.set(name, kind as FactKind);
  return kind;
}

/** Who did it to whom, for the audit log: ids, or null where nobody did. */
export type Involved = { actorId?: string | null; personId?: string | null };

/** Writes a fact and its deliveries in the caller's transaction. */
export async function record<Payload>(tx: Transaction, kind: FactKind<Payload>, payload: Payload, involved: Involved = {}): Promise<void> {
  const heardBy = listenersOf(kind.name);
  await row(
    tx,
    `WITH fact AS (
       INSERT INTO fact (kind, payload, actor_id, person_id) VALUES ($1, $2, $3, $4) RETURNING id
     ), delivery AS (
       INSERT INTO fact_delivery (fact_id, listener, queue, kind, payload)
       SELECT fact.id, heard.listener, heard.queue, $1, $2 FROM fact, unnest($5::text[], $6::text[]) AS heard (listener, queue)
       RETURNING fact_id
     )
     SELECT CASE WHEN cardinality($5::text[]) > 0 THEN pg_notify('facts', '') END FROM fact`,
    [
      kind.name,
      JSON.stringify(kind.schema.parse(payload)),
      involved.actorId ?? null,
      involved.personId ?? null,
      heardBy.map((listener) => listener.name),
      heardBy.map((listener) => listener.queue),
    ],
  );
}

/**
 * Marks a method as a listener: it is called at least once, so its effect needs a unique key of its own.
 * `name` is `lib.what-it-does` and stays for ever, for deliveries of old facts carry it.
 */
export function On<Payload>(kind: FactKind<Payload>, name: string, queue: QueueName = 'facts') {
  return <Method extends (payload: Payload) => Promise<unknown>>(
    target: object,
    method: string,
    _descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    if (allListeners().some((listener) => listener.name === name)) throw new Error(`Two listeners are called ${name}.`);
    listeners.set(kind.name, [...listenersOf(kind.name), { name, queue, target, method }]);
  };
}

export const factKinds = (): FactKind[] => [...kinds.values()];
export const listenersOf = (fact: string): readonly Listener[] => listeners.get(fact) ?? [];
export const allListeners = (): readonly (Listener & { fact?: string })[] =>
  [...listeners].flatMap(([fact, heard]) => heard.map((listener) => ({ ...listener, fact })));
