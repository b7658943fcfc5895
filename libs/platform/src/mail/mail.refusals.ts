import { Injectable } from '@nestjs/common';
import { Database } from '../database';
import type { PendingMail } from './mail.gate';
import { isDeadAddress, type SmtpError } from './mail.rules';
import { MailSuppressions } from './mail.suppressions';

/** What a server's refusal says of an address: a dead one is written to no more. */
@Injectable()
export class MailRefusals {
  constructor(
    private readonly database: Database,
    private readonly suppressions: MailSuppressions,
  ) {}

  async note({ id, userId, address }: PendingMail, error: Error & SmtpError): Promise<void> {
    if (!isDeadAddress(error)) return;
    await this.database.transaction((tx) => this.suppressions.suppress(tx, { address, mailId: id, userId, reason: 'bounced', said: error.response ?? error.message }));
  }
}
