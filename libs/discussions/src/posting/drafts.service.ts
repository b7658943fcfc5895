import { Injectable } from '@nestjs/common';
import { Database, rows, type Transaction } from '@academy/platform';

export type PostDraft = Readonly<{ title: string; markdown: string }>;
export type KeptDraft = PostDraft & Readonly<{ savedAt: Date }>;

/** What a draft can be for. */
export const DRAFT_PLACE = new RegExp('^(new:ID(:[a-z0-9-]{1,64})?|reply:ID(:ID)?|edit:ID)$'.replaceAll('ID', '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'));

/** What somebody has begun to write and not posted yet, by place: `new:<space>`, `reply:<thread>`, `reply:<thread>:<post>`, `edit:<post>`. */
@Injectable()
export class Drafts {
  constructor(private readonly database: Database) {}

  of(userId: string, place: string): Promise<KeptDraft | null> {
    return this.database.one<KeptDraft>('SELECT title, markdown, saved_at AS "savedAt" FROM post_draft WHERE user_id = $1 AND place = $2', [userId, place]);
  }

  /** Keeps it, and answers when; an empty one is forgotten (null). */
  async keep(userId: string, place: string, { title, markdown }: PostDraft): Promise<Date | null> {
    if (title.trim() === '' && markdown.trim() === '') {
      await this.database.query('DELETE FROM post_draft WHERE user_id = $1 AND place = $2', [userId, place]);
      return null;
    }
    const kept = await this.database.one<{ savedAt: Date }>(
      `INSERT INTO post_draft (user_id, place, title, markdown) VALUES ($1, $2, $3, $4)
       ON CONFLICT (user_id, place) DO UPDATE SET title = excluded.title, markdown = excluded.markdown, saved_at = academy_now() RETURNING saved_at AS "savedAt"`,
      [userId, place, title, markdown],
    );
    return kept!.savedAt;
  }

  /** Once it is posted. `place` may end with `%`, for what begins so. */
  async forget(tx: Transaction, userId: string, place: string): Promise<void> {
    await rows(tx, 'DELETE FROM post_draft WHERE user_id = $1 AND place LIKE $2', [userId, place]);
  }
}
