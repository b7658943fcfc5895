import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { ReminderRules, Reminders } from '@academy/reminders';
import { History } from './history';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Of the running edition so many of a hundred hear of no module that opens: of sixty people enough on either side to compare. */
const HELD_OUT = 50;

/** Reminders of the running edition: two rules of its own, and all that was decided since it began. */
@Injectable()
export class Reminding {
  constructor(
    private readonly database: Database,
    private readonly history: History,
    private readonly rules: ReminderRules,
    private readonly reminders: Reminders,
  ) {}

  plan({ editionId, startsAt, now, coordinatorId }: { editionId: string; startsAt: Date; now: Date; coordinatorId: string }): void {
    this.history.at(new Date(startsAt.getTime() - 2 * WEEK), async () => {
      await this.rules.save({ editionId }, 'module-opened', { holdOut: HELD_OUT }, coordinatorId);
      await this.rules.save({ editionId }, 'away', { offsets: [6 * 24, 12 * 24], texts: AWAY }, coordinatorId);
    });
    for (let at = startsAt.getTime() - 20 * HOUR; at < now.getTime(); at += WEEK / 2) this.history.at(new Date(at + 21 * HOUR), () => this.reminders.sweep());
  }

  /** What was told long ago has been read. */
  async settle(): Promise<void> {
    await this.database.query(`UPDATE notification SET read_at = created_at + interval '1 day' WHERE kind = 'reminder' AND read_at IS NULL AND created_at < academy_now() - interval '2 days'`);
  }
}

const AWAY = {
  en: { subject: '{name}, your street is waiting', body: 'You have not been in “{course}” for {days} days. That happens in every school term.\n\nNext comes “{activity}”. If you do it this week, you are back in step with your colleagues.' },
  de: { subject: '{name}, Ihre Straße wartet', body: 'Sie waren {days} Tage nicht in „{course}“. Das kommt in jedem Schulhalbjahr vor.\n\nAls Nächstes kommt „{activity}“. Wenn Sie es in dieser Woche tun, gehen Sie wieder im Schritt mit den anderen.' },
};
