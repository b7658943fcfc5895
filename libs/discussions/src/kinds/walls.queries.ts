import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, type Page, pageOf } from '@academy/platform';
import { z } from 'zod';
import { POST_SQL, type PostView } from '../reading/thread.page.queries';

/** `votes`: what colleagues found most helpful first. A vote for a contribution is the reaction `helpful`: it is given, taken back and counted there. */
export const WALL_SORTS = ['votes', 'newest'] as const;
export type WallSort = (typeof WALL_SORTS)[number];

const ORDERS = { votes: ['(p.helpful, p.number)', 'p.helpful DESC, p.number DESC'], newest: ['(0, p.number)', 'p.number DESC'] } as const;

/** The contributions to a wall. */
@Injectable()
export class Walls {
  constructor(private readonly database: Database) {}

  /** One page of cards; those that were hidden or taken back leave no gap. One's own that waits for a moderator is among them. */
  async contributions(threadId: string, userId: string, sort: WallSort, limit: number, cursor?: string): Promise<Page<PostView>> {
    const place = decodeCursor(cursor, z.number().int(), z.number().int());
    const [key, order] = ORDERS[sort];
    const posts = await this.database.query<PostView>(
      `SELECT ${POST_SQL.columns} ${POST_SQL.from} WHERE p.thread_id = $1 AND p.number > 1 AND p.state IN ('shown', 'held') AND ${POST_SQL.visible}
         ${place === null ? 'AND $3::int IS NULL AND $4::int IS NULL' : `AND ${key} < ($3::int, $4::int)`} ORDER BY ${order} LIMIT $5`,
      [threadId, userId, place?.[0] ?? null, place?.[1] ?? null, limit + 1],
    );
    return pageOf(posts, limit, ({ reactions, number }) => encodeCursor(sort === 'votes' ? reactions.helpful : 0, number), (post) => post);
  }
}
