import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { allListeners, Database, factKinds } from '@academy/platform';

/** Times a delivery goes through the queue before it is set aside for a person to look at. */
const MAX_ATTEMPTS = 15;

type Delivery = { kind: string; payload: unknown; attempts: number };
type Handler = (payload: unknown) => Promise<unknown>;

/** Calls the listener of one delivery, and writes down that it is done. */
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

  async deliver(factId: string, listener: string): Promise<void> {
    const delivery = await this.database.one<Delivery>(
      'SELECT kind, payload, attempts FROM fact_delivery WHERE fact_id = $1 AND listener = $2 AND done_at IS NULL AND failed_at IS NULL',
      [factId, listener],
    );
    if (!delivery) return;
    try {
      const handler = this.handlers.get(listener);
      if (!handler) throw new Error(`No listener is called ${listener}.`);
      const kind = factKinds().find(({ name }) => name === delivery.kind);
      await handler(kind ? kind.schema.parse(delivery.payload) : delivery.payload);
    } catch (error) {
      await this.note(factId, listener, error as Error, delivery.attempts);
      throw error;
    }
    await this.database.query('UPDATE fact_delivery SET done_at = clock_timestamp(), error = NULL WHERE fact_id = $1 AND listener = $2', [factId, listener]);
  }

  private async note(factId: string, listener: string, error: Error, attempts: number): Promise<void> {
    const isGivenUp = attempts >= MAX_ATTEMPTS;
    if (isGivenUp) this.logger.error(`${listener} gave up fact ${factId} after ${attempts} attempts: ${error.message}`);
    await this.database.query(
      'UPDATE fact_delivery SET error = $3, failed_at = CASE WHEN $4 THEN clock_timestamp() END WHERE fact_id = $1 AND listener = $2',
      [factId, listener, error.message.slice(0, 1_000), isGivenUp],
    );
  }
}
