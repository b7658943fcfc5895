import { Injectable } from '@nestjs/common';
import { Clock, ClockworkQueries, DeliveryDesk, MailFiguresQueries, MailHosts, MailSwitch, Messages, Queues } from '@academy/platform';
import { attentionOf, clockworkLines, queueLines } from './operations.view';

/** How the Academy runs: read at once, from Postgres and, where it answers, from the queue. */
@Injectable()
export class Operations {
  constructor(
    private readonly clockwork: ClockworkQueries,
    private readonly queues: Queues,
    private readonly desk: DeliveryDesk,
    private readonly mails: MailFiguresQueries,
    private readonly mailSwitch: MailSwitch,
    private readonly hosts: MailHosts,
    private readonly clock: Clock,
    private readonly messages: Messages,
  ) {}

  async figures() {
    const [clockwork, queues, deliveries, mail, mailSwitch, hosts] = await Promise.all([this.clockwork.list(), this.queues.figures(), this.desk.figures(), this.mails.read(), this.mailSwitch.state(), this.hosts.away()]);
    return { clockwork, queues, deliveries, mail, mailSwitch, hosts };
  }

  /** For the page: in words, what needs a person first. */
  async overview(locale: string) {
    const figures = await this.figures();
    const { clockwork, queues, deliveries, mail } = figures;
    const now = this.clock.now();
    const sent = mail.states.find(({ state }) => state === 'sent');
    return {
      attention: attentionOf(this.messages, locale, now, figures),
      clockwork: clockworkLines(this.messages, locale, now, clockwork),
      queues: queues && queueLines(locale, now, queues),
      deliveries,
      hasOldestFact: deliveries.oldestAt ? 'true' : 'false',
      mail: { due: mail.due, oldestDueAt: mail.oldestDueAt, sentToday: sent?.day ?? 0, sentWeek: sent?.week ?? 0 },
      hasOldestMail: mail.oldestDueAt ? 'true' : 'false',
    };
  }
}
