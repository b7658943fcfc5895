import { Injectable } from '@nestjs/common';
import { Database, row } from '../database';
import { record } from '../facts';
import { MailPaused, MailRateChanged, MailResumed } from './mail.facts';

/** `perMinute` null: as fast as the server takes them. */
export type MailSwitchState = { isPaused: boolean; pausedAt: Date | null; pausedBy: string | null; perMinute: number | null };

/** One switch and one rate for all mail of all processes. Read in the statement that claims a mail, so each holds from the next mail on. */
@Injectable()
export class MailSwitch {
  constructor(private readonly database: Database) {}

  async state(): Promise<MailSwitchState> {
    const found = await this.database.one<MailSwitchState>('SELECT paused_at IS NOT NULL AS "isPaused", paused_at AS "pausedAt", paused_by AS "pausedBy", per_minute AS "perMinute" FROM mail_switch');
    return found ?? { isPaused: false, pausedAt: null, pausedBy: null, perMinute: null };
  }

  /** No mail goes any more, urgent ones included; what is due waits. A conversation that is under way ends. Twice is once. */
  async pause(actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const paused = await row(tx, 'UPDATE mail_switch SET paused_at = academy_now(), paused_by = $1 WHERE paused_at IS NULL RETURNING true', [actorId]);
      if (paused) await record(tx, MailPaused, {}, { actorId });
    });
  }

  async resume(actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const resumed = await row(tx, `UPDATE mail_switch SET paused_at = NULL, paused_by = NULL WHERE paused_at IS NOT NULL RETURNING pg_notify('mail', '')`);
      if (resumed) await record(tx, MailResumed, {}, { actorId });
    });
  }

  /** At most so many mails a minute, from 1 to 1,000,000; null for no limit. Urgent ones go first, and count too. */
  async limit(perMinute: number | null, actorId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const changed = await row(tx, 'UPDATE mail_switch SET per_minute = $1, tokens = 0, filled_at = clock_timestamp() WHERE per_minute IS DISTINCT FROM $1 RETURNING true', [perMinute]);
      if (changed) await record(tx, MailRateChanged, { perMinute }, { actorId });
    });
  }
}
