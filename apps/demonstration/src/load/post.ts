import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Database, MailSender } from '@academy/platform';
import { History } from './history';

const MINUTE = 60_000;

/** Carries the mails of the past into the demonstration's mailbox, each at its hour. Where mails go to a server, those of the past go nowhere. */
@Injectable()
export class Post {
  constructor(
    private readonly database: Database,
    private readonly history: History,
    private readonly sender: MailSender,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What falls due until then, and what that puts off in turn. Leaves the clock at the last of it. */
  async carry(until: Date): Promise<void> {
    if (this.config.smtpUrl !== null) return;
    for (let at = await this.nextDue(until); at; at = await this.nextDue(until, at)) {
      await this.history.set(at);
      await this.sender.round();
    }
  }

  /** Ends what was not carried: of the past where mails go to a server, else nothing. */
  async seal(): Promise<void> {
    if (this.config.smtpUrl !== null) await this.database.query(`UPDATE mail SET state = 'suppressed', reason = 'before the demonstration began' WHERE state = 'pending'`);
  }

  /** The next round comes at least a minute after the last: what waits still is given time. */
  private async nextDue(until: Date, last = new Date(0)): Promise<Date | null> {
    const found = await this.database.one<{ due: Date | null }>(`SELECT min(due_at) AS due FROM mail WHERE state = 'pending' AND due_at < $1`, [until]);
    if (!found?.due) return null;
    const at = new Date(Math.max(found.due.getTime(), last.getTime() + MINUTE));
    return at < until ? at : null;
  }
}
