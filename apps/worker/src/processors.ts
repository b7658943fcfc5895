import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { MailSender, Queues } from '@academy/platform';
import { Deliveries } from './deliveries';

type DeliveryJob = { factId: string; listener: string };
type MailJob = { mailId: string };

/** The queues and who works on them: shells around methods that a test can call twice. */
@Injectable()
export class Processors implements OnApplicationBootstrap {
  constructor(
    private readonly queues: Queues,
    private readonly deliveries: Deliveries,
    private readonly mail: MailSender,
  ) {}

  onApplicationBootstrap(): void {
    const deliver = ({ factId, listener }: DeliveryJob) => this.deliveries.deliver(factId, listener);
    this.queues.process<DeliveryJob>('facts', 8, deliver);
    this.queues.process<DeliveryJob>('credentials', 4, deliver);
    this.queues.process<DeliveryJob>('imports', 1, deliver);
    this.queues.process<MailJob>('mail', 8, ({ mailId }) => this.mail.send(mailId));
  }
}
