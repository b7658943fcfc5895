import { Injectable } from '@nestjs/common';
import { Clock, Database, localTimeIn } from '@academy/platform';
import { nextDigest, Preferences, PRESETS } from '@academy/reminders';

/** Pieces of news that wait for a letter. */
const HELD = 3;
const NIGHT = { from: 22 * 60, to: 6 * 60 + 30 };

/** How people of the demonstration want to be written to: most as it comes, some in letters; and letters that wait for five o'clock. */
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
    await this.hold(teacherId);
    for (const [index, { id }] of residents.entries()) if (index % 15 === 1) await this.hold(id);
  }

  /** The newest of what was said to somebody, and that she has not read, goes into her next letter. */
  private async hold(userId: string): Promise<void> {
    await this.database.query(
      `UPDATE mail SET state = 'held', reason = 'daily', due_at = $2 WHERE id IN (
         SELECT m.id FROM mail m JOIN notification n ON n.user_id = m.user_id AND n.post_id = (m.data ->> 'postId')::uuid AND n.kind = m.kind AND n.read_at IS NULL
         WHERE m.user_id = $1 AND m.state = 'suppressed' ORDER BY m.created_at DESC LIMIT ${HELD})`,
      [userId, await this.nextLetter(userId)],
    );
  }

  private async nextLetter(userId: string): Promise<Date> {
    const { timeZone } = (await this.database.one<{ timeZone: string }>('SELECT time_zone AS "timeZone" FROM users WHERE id = $1', [userId]))!;
    return nextDigest('daily', this.clock.now(), localTimeIn(timeZone));
  }
}
