import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { allListeners, Database, factKinds } from '@academy/platform';

/** Times a delivery goes through the queue before it is set aside for a person to look at. */
const MAX_ATTEMPTS = 15;

type Delivery = { factId: string; kind: string; payload: unknown; attempts: number };
type Handler = (payload: unknown) => Promise<unknown>;

/** Calls listeners with what has happened, and writes down what is done. */
@Injectable()
export class Deliveries implements OnApplicationBootstrap {
  private readonly logger = new Logger(Deliveries.name);
  private readonly handlers = new Map<string, Handler>();

  constructor(
    private readonly database: Database,
    private readonly discovery: DiscoveryService,
  ) {}

  /** Finds the object behind each listener. The start fails for a listener that no module provides. */
  onApplicationBootstrap(): void {
    const instances = this.discovery.getProviders().map(({ instance }) => instance as object | null).filter((instance) => instance !== null);
    for (const listener of allListeners()) {
      const owner = instances.find((instance) => typeof instance === 'object' && Object.getPrototypeOf(instance) === listener.target);
      if (!owner) throw new Error(`Nothing listens as ${listener.name}: its module is not part of the worker.`);
      const method = (owner as Record<string, Handler>)[listener.method]!;
      this.handlers.set(listener.name, method.bind(owner));
    }
  }

  /**
   * Delivers facts to one listener, in their order, those that are not done yet. One that fails keeps no other back; what is done is
   * written down once for all, so that a worker that dies does some of them again.
   */
  async deliver(listener: string, factIds: string[]): Promise<void> {
    const open = await this.database.query<Delivery>(
      `SELECT fact_id::text AS "factId", kind, payload, attempts FROM fact_delivery
       WHERE fact_id = ANY ($1::bigint[]) AND listener = $2 AND done_at IS NULL AND failed_at IS NULL ORDER BY fact_id`,
      [factIds, listener],
    );
    const failures: Error[] = [];
    const done: string[] = [];
    for (const delivery of open) {
      const error = await this.hear(listener, delivery);
      if (!error) done.push(delivery.factId);
      else {
        failures.push(error);
        await this.note(delivery, listener, error);
      }
    }
    if (done.length > 0) await this.database.query('UPDATE fact_delivery SET done_at = clock_timestamp(), error = NULL WHERE fact_id = ANY ($1::bigint[]) AND listener = $2', [done, listener]);
    if (failures[0]) throw failures[0];
  }

  /** Answers what went wrong, or null. */
  private async hear(listener: string, { kind, payload }: Delivery): Promise<Error | null> {
    try {
      const handler = this.handlers.get(listener);
      if (!handler) throw new Error(`No listener is called ${listener}.`);
      const known = factKinds().find(({ name }) => name === kind);
      await handler(known ? known.schema.parse(payload) : payload);
      return null;
    } catch (error) {
      return error as Error;
    }
  }

  private async note({ factId, attempts }: Delivery, listener: string, error: Error): Promise<void> {
    const isGivenUp = attempts >= MAX_ATTEMPTS;
    if (isGivenUp) this.logger.error(`${listener} gave up fact ${factId} after ${attempts} attempts: ${error.message}`);
    await this.database.query(
      'UPDATE fact_delivery SET error = $3, failed_at = CASE WHEN $4 THEN clock_timestamp() END WHERE fact_id = $1 AND listener = $2',
      [factId, listener, error.message.slice(0, 1_000), isGivenUp],
    );
  }
}
