import { Injectable } from '@nestjs/common';
import { Database, MailSuppressions, type SuppressionReason } from '@academy/platform';
import type { Resident } from './editions';

/** Whose mail comes back, and what their servers said. */
const GONE: Readonly<Record<string, { reason: SuppressionReason; said: string }>> = {
  'jonas-hollerbach': { reason: 'bounced', said: '550 5.1.1 <jonas.hollerbach@demo.academy.test>: Recipient address rejected: User unknown' },
  'tomas-calero': { reason: 'complained', said: 'abuse' },
};

/** Mailboxes of the demonstration that are written to no more. */
@Injectable()
export class Mailboxes {
  constructor(
    private readonly database: Database,
    private readonly suppressions: MailSuppressions,
  ) {}

  async fail(residents: readonly Resident[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const { key, id, email } of residents) {
        const what = GONE[key];
        if (what) await this.suppressions.suppress(tx, { address: email, mailId: null, userId: id, ...what });
      }
    });
  }
}
