import { Injectable } from '@nestjs/common';
import { Database, On, rows, type Transaction } from '@academy/platform';
import { EditionChanged, EditionStateChanged } from '@academy/editions';

/** Has the next sweep look at the last two days again: what is due may be another by now. */
export async function lookBack(tx: Transaction): Promise<void> {
  await rows(tx, 'UPDATE reminder_sweep SET asked_at = clock_timestamp()');
}

/** Dates that move make moments that lie before the last sweep. */
@Injectable()
export class LookBackSubscriber {
  constructor(private readonly database: Database) {}

  @On(EditionChanged, 'reminders.look-back')
  changed(): Promise<void> {
    return lookBack(this.database.source.manager);
  }

  @On(EditionStateChanged, 'reminders.look-back-with-state')
  moved(): Promise<void> {
    return lookBack(this.database.source.manager);
  }
}
