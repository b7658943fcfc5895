import { Injectable } from '@nestjs/common';
import { Database, NotFound } from '@academy/platform';

/** Nobody reads on from a count beyond this: "99+". */
export const MOST_UNREAD = 100;
/** For every page, as part of the statement that finds who asks: at most a hundred entries of an index. */
export const UNREAD_SQL = `SELECT count(*)::int FROM (SELECT FROM notification n WHERE n.user_id = u.id AND n.read_at IS NULL LIMIT ${MOST_UNREAD}) unread`;

/** What somebody has seen of what they were told. Every command may be given again. */
@Injectable()
export class Notifications {
  constructor(private readonly database: Database) {}

  /** Throws NotFound for one that is not hers. */
  async markRead(id: string, userId: string): Promise<void> {
    const marked = await this.database.one('UPDATE notification SET read_at = coalesce(read_at, academy_now()) WHERE id = $1 AND user_id = $2 RETURNING id', [id, userId]);
    if (!marked) throw new NotFound('notification');
  }

  async markAllRead(userId: string): Promise<void> {
    await this.database.query('UPDATE notification SET read_at = academy_now() WHERE user_id = $1 AND read_at IS NULL', [userId]);
  }
}
