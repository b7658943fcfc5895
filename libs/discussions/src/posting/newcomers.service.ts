import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, refuseIf, row, TooMany, type Transaction } from '@academy/platform';
import type { Space } from '../space.rules';
import { mentionedIn } from './mentions.rules';
import { whyHold } from './newcomer.rules';
import { mayWriteFrom, whyNotMention, type Written, YOUNG_FOR_HOURS } from './pace.rules';

/** Young accounts are welcome, and looked at a little longer. Staff never is. */
@Injectable()
export class Newcomers {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Whether a moderator looks at this text first. `postId`: the post that is worded otherwise. */
  async mustHold(tx: Transaction, space: Space, userId: string, markdown: string, postId: string | null = null): Promise<boolean> {
    if (space.isStaff) return false;
    const known = await row<{ accountAgeHours: number; postsHere: number; earlier: string[] }>(
      tx,
      `SELECT extract(epoch FROM academy_now() - u.created_at)::float8 / 3600 AS "accountAgeHours",
              (SELECT count(*)::int FROM (SELECT FROM post p WHERE p.space_id = $2 AND p.author_id = u.id AND p.state = 'shown' LIMIT 3) seen) AS "postsHere",
              ARRAY(SELECT p.markdown FROM post p WHERE p.author_id = u.id AND p.id IS DISTINCT FROM $3::uuid AND u.created_at > academy_now() - interval '${YOUNG_FOR_HOURS} hours' ORDER BY p.created_at DESC LIMIT 20) AS earlier
       FROM users u WHERE u.id = $1`,
      [userId, space.id, postId],
    );
    return known !== null && whyHold({ ...known, markdown, ownHost: new URL(this.config.publicUrl).host }) !== null;
  }

  /** Throws TooMany where a young account opens or writes more than it may for now, and refuses more mentions than it may make. `markdown` has them. */
  async keepPace(tx: Transaction, space: Space, userId: string, what: 'thread' | 'post', markdown: string): Promise<void> {
    if (space.isStaff || !this.config.areRateLimitsOn) return;
    const young = await row<Written>(
      tx,
      `SELECT extract(epoch FROM academy_now() - u.created_at)::float8 / 3600 AS "accountAgeHours",
              ARRAY(SELECT t.created_at FROM thread t WHERE t.author_id = u.id AND t.created_at > academy_now() - interval '1 day' ORDER BY 1 DESC LIMIT 100) AS threads,
              ARRAY(SELECT p.created_at FROM post p WHERE p.author_id = u.id AND p.created_at > academy_now() - interval '1 day' ORDER BY 1 DESC LIMIT 100) AS posts
       FROM users u WHERE u.id = $1 AND u.created_at > academy_now() - interval '${YOUNG_FOR_HOURS} hours'`,
      [userId],
    );
    if (!young) return;
    refuseIf(whyNotMention(young.accountAgeHours, mentionedIn(markdown).length));
    const now = this.clock.now();
    const from = mayWriteFrom(young, what, now);
    if (from) throw new TooMany(Math.ceil((from.getTime() - now.getTime()) / 1_000), 'newcomer-pace');
  }
}
