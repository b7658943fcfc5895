import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AddressCleared, Database, MailSuppressions, record, Refused, row, type SuppressionReason } from '@academy/platform';
import { Sessions } from './sessions.service';

/** What is known against a person's own address. */
export type AddressStanding = { address: string; reason: SuppressionReason; since: Date; said: string };

/** Tells people that their mail does not reach them, and takes their word that it does again. */
@Injectable()
export class AddressCare implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly suppressions: MailSuppressions,
    private readonly sessions: Sessions,
  ) {}

  /** Every page knows it, at no further statement: `me.counts.unreached` is 1 where mail does not reach the person. */
  onModuleInit(): void {
    this.sessions.countAlso('unreached', 'SELECT count(*)::int FROM mail_suppression s WHERE s.address = lower(u.email) AND s.reason IS NOT NULL');
  }

  /** Why nothing but urgent mail is sent to this person, or null where all is well. */
  async standing(userId: string): Promise<AddressStanding | null> {
    return this.database.one<AddressStanding>(
      'SELECT u.email AS address, s.reason, s.since, s.said FROM users u JOIN mail_suppression s ON s.address = lower(u.email) WHERE u.id = $1 AND s.reason IS NOT NULL',
      [userId],
    );
  }

  /** The person says that it works again. Once a day: refuses `cleared-today`; does nothing where nothing is known against it. */
  async clear(userId: string): Promise<void> {
    if (!(await this.standing(userId))) return;
    await this.database.transaction(async (tx) => {
      const user = await row<{ email: string }>(tx, 'SELECT email FROM users WHERE id = $1', [userId]);
      if (!user || !(await this.suppressions.lift(tx, user.email))) throw new Refused('cleared-today');
      await record(tx, AddressCleared, { userId }, { actorId: userId, personId: userId });
    });
  }
}
