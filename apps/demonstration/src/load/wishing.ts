import { Injectable } from '@nestjs/common';
import { Clock, Database, localTimeIn } from '@academy/platform';
import { FollowedMail, nextDigest, Preferences, PRESETS } from '@academy/reminders';

/** News of threads that wait for the teacher's next letter. */
const HELD = 3;
const NIGHT = { from: 22 * 60, to: 6 * 60 + 30 };

/** How people of the demonstration want to be written to: most as it comes, some in letters; and a letter that waits for five o'clock. */
@Injectable()
export class Wishing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly preferences: Preferences,
  ) {}

  async choose(teacherId: string, residents: readonly { id: string }[]): Promise<void> {
    await this.preferences.change(teacherId, { quietHours: NIGHT, wishes: { followed: { email: 'daily' }, 'new-threads': { email: 'daily' } } });
    for (const [index, { id }] of residents.entries()) {
      if (index % 5 === 1) await this.preferences.choose(id, PRESETS[1 + (index % 3)]!);
      if (index % 17 === 3) await this.preferences.change(id, { isSilent: true });
    }
    await this.database.query(
      `UPDATE mail SET state = 'held', reason = 'daily', due_at = $3 WHERE id IN (
         SELECT id FROM mail WHERE user_id = $1 AND kind = $2 AND state = 'suppressed' ORDER BY created_at DESC LIMIT ${HELD})`,
      [teacherId, FollowedMail.kind, await this.nextLetter(teacherId)],
    );
  }

  private async nextLetter(userId: string): Promise<Date> {
    const { timeZone } = (await this.database.one<{ timeZone: string }>('SELECT time_zone AS "timeZone" FROM users WHERE id = $1', [userId]))!;
    return nextDigest('daily', this.clock.now(), localTimeIn(timeZone));
  }
}
