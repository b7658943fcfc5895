import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@academy/platform';

export type Happening = { at: Date; happen: () => Promise<unknown> };

/**
 * Lets things happen in the past, in order, by the same commands as in real life: the clock is set to the moment
 * of each. Only the loader does this, before web and worker run; afterwards the clock only goes forward.
 */
@Injectable()
export class History {
  private readonly happenings: Happening[] = [];
  private isSorted = true;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  at(at: Date, happen: () => Promise<unknown>): void {
    this.happenings.push({ at, happen });
    this.isSorted = false;
  }

  /** Plays all that was written down, the earliest first; what happens may write down more. Ends in the present. */
  async play(): Promise<void> {
    for (let next = this.earliest(); next; next = this.earliest()) {
      await this.set(next.at);
      await next.happen();
    }
    await this.present();
  }

  /** Sets the clock to the machine's, and answers what it shows. */
  async present(): Promise<Date> {
    await this.database.query(`UPDATE clock SET shift = '0'`);
    await this.clock.follow();
    return this.clock.now();
  }

  private earliest(): Happening | undefined {
    if (!this.isSorted) this.happenings.sort((a, b) => b.at.getTime() - a.at.getTime());
    this.isSorted = true;
    return this.happenings.pop();
  }

  async set(at: Date): Promise<void> {
    await this.database.query('UPDATE clock SET shift = $1::timestamptz - clock_timestamp()', [at]);
    await this.clock.follow();
  }
}
