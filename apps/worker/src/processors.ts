import { availableParallelism } from 'node:os';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { MailSender, Queues } from '@academy/platform';
import { Deliveries } from './deliveries';

type DeliveryJob = { listener: string; factIds: string[] };

/** More at once than the processors can do only makes pages wait for the database. */
const AT_ONCE = 2 * availableParallelism();

/** The queues and who works on them: shells around methods that a test can call twice. */
@Injectable()
export class Processors implements OnApplicationBootstrap {
  constructor(
    private readonly queues: Queues,
    private readonly deliveries: Deliveries,
    private readonly mail: MailSender,
  ) {}

  onApplicationBootstrap(): void {
    const deliver = ({ listener, factIds }: DeliveryJob) => this.deliveries.deliver(listener, factIds);
    this.queues.process<DeliveryJob>('facts', AT_ONCE, deliver);
    this.queues.process<DeliveryJob>('credentials', AT_ONCE, deliver);
    this.queues.process<DeliveryJob>('imports', 1, deliver);
    this.queues.process('mail', 1, () => this.mail.round());
  }
}
