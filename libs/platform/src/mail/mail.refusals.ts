import { Injectable } from '@nestjs/common';
import { Database } from '../database';
import type { PendingMail } from './mail.gate';
import { type SmtpError, weightOfRefusal } from './mail.rules';
import { MailSuppressions } from './mail.suppressions';

/** What a server's refusal says of an address: a dead one is written to no more, nor is one that refused often. */
@Injectable()
export class MailRefusals {
  constructor(
    private readonly database: Database,
    private readonly suppressions: MailSuppressions,
  ) {}

  async note({ id, userId, address }: PendingMail, error: Error & SmtpError): Promise<void> {
    const weight = weightOfRefusal(error);
    if (weight === 'nothing') return;
    const about = { address, mailId: id, userId, said: error.response ?? error.message };
    await this.database.transaction<unknown>((tx) => (weight === 'final' ? this.suppressions.suppress(tx, { ...about, reason: 'bounced' }) : this.suppressions.count(tx, about)));
  }
}
