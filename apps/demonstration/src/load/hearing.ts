import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { allListeners, Database } from '@academy/platform';

/** What the worker does at once when something was said: the words of posts are learnt, those who follow hear of it, moderators find what waits. */
const HEARD = [
  'discussions.learn-words', 'discussions.learn-edited-words', 'discussions.open-held-case', 'reminders.tell-of-post', 'reminders.tell-of-endorsement', 'reminders.tell-of-decision',
  'reminders.tell-of-review', 'reminders.tell-of-grade', 'reminders.tell-of-badge', 'reminders.tell-of-certificate', 'reminders.name-asked',
];

type Delivery = { factId: string; listener: string; payload: unknown };

/** Lets listeners hear of a moment of the history while it is that moment. The mails that come of it are never sent. */
@Injectable()
export class Hearing implements OnApplicationBootstrap {
  private readonly handlers = new Map<string, (payload: unknown) => Promise<unknown>>();

  constructor(
    private readonly database: Database,
    private readonly discovery: DiscoveryService,
  ) {}

  onApplicationBootstrap(): void {
    const instances = this.discovery.getProviders().map(({ instance }) => instance as Record<string, (payload: unknown) => Promise<unknown>> | null);
    for (const { name, target, method } of allListeners().filter((listener) => HEARD.includes(listener.name))) {
      const owner = instances.find((instance) => instance && typeof instance === 'object' && Object.getPrototypeOf(instance) === target);
      if (!owner) throw new Error(`Nothing listens as ${name}: its module is not part of the demonstration.`);
      this.handlers.set(name, (payload) => owner[method]!(payload));
    }
  }

  async hear(): Promise<void> {
    const deliveries = await this.database.query<Delivery>('SELECT fact_id AS "factId", listener, payload FROM fact_delivery WHERE done_at IS NULL AND listener = ANY ($1) ORDER BY fact_id', [HEARD]);
    for (const { listener, payload } of deliveries) await this.handlers.get(listener)!(payload);
    await this.database.query('UPDATE fact_delivery SET done_at = clock_timestamp() WHERE done_at IS NULL AND listener = ANY ($1)', [HEARD]);
  }
}
