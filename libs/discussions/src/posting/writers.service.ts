import { Injectable } from '@nestjs/common';
import { Clock, Refused, refuseIf, row, rows, type Transaction } from '@academy/platform';
import { type Learner, ProgressKeeper } from '@academy/learning';
import { type Space, whyNotPost } from '../space.rules';
import { Spaces } from '../spaces.queries';
import { Conduct, type Door } from './conduct.service';
import { namesIn, typedNames, withMentions } from './mentions.rules';

export type Writer = Readonly<{ userId: string }>;

/** Who writes: may they, do they accept the code of conduct, and what it brings them. */
@Injectable()
export class Writers {
  constructor(
    private readonly spaces: Spaces,
    private readonly conduct: Conduct,
    private readonly progress: ProgressKeeper,
    private readonly clock: Clock,
  ) {}

  /** The space as the writer finds it. Refuses where nobody, or not this person, may write, and who has not accepted the code of conduct. */
  async admit(tx: Transaction, spaceId: string, userId: string, through: Door): Promise<Space> {
    const space = await this.spaces.of(spaceId, userId, tx);
    const why = whyNotPost(space, this.clock.now());
    refuseIf(why, why === 'muted' ? { until: space.mutedUntil, caseId: space.muteCaseId } : {});
    if (!space.hasAcceptedConduct) {
      if (through === 'page') throw new Refused('conduct-not-accepted');
      await this.conduct.note(tx, spaceId, userId, through);
    }
    return space;
  }

  /** The enrolment that a post in this activity counts for, locked; null for staff, alumni and the general talk. Let through by a moderator, it may count when the edition is over. */
  async learner(tx: Transaction, space: Space, userId: string, activityKey: string | null): Promise<Learner | null> {
    if (space.editionId === null || activityKey === null) return null;
    const enrolment = await row<{ id: string }>(tx, "SELECT id FROM enrolment WHERE edition_id = $1 AND user_id = $2 AND state IN ('active', 'completed', 'expired')", [space.editionId, userId]);
    return enrolment && this.progress.lock(tx, enrolment.id);
  }

  /** Counts her shown posts in an activity as evidence. Refuses what is not open to her yet. */
  async count(tx: Transaction, learner: Learner, activityKey: string): Promise<void> {
    await this.progress.record(tx, learner, activityKey, 'posted', await postsIn(tx, learner, activityKey));
  }

  /** The same when a moderator lets a post through later. */
  async credit(tx: Transaction, learner: Learner, activityKey: string): Promise<void> {
    const posts = await postsIn(tx, learner, activityKey);
    if (posts > 0) await this.progress.credit(tx, learner, activityKey, 'posted', posts);
  }

  /** The text with the names that were typed after an `@` as mentions, where just one participant is called so. `before`: what it said, whose names still mean the same people. */
  async named(tx: Transaction, space: Space, markdown: string, before = ''): Promise<string> {
    const names = typedNames(markdown);
    if (names.length === 0) return markdown;
    const people = await rows<{ name: string; id: string }>(
      tx,
      `SELECT academy_plain(u.display_name) AS name, min(u.id::text) AS id
       FROM (SELECT e.user_id FROM enrolment e JOIN edition d ON d.id = e.edition_id
             WHERE CASE WHEN $2 THEN e.edition_id = $1 AND e.state IN ('active', 'completed', 'expired') ELSE d.course_id = $1 AND e.state = 'completed' END
             UNION SELECT g.user_id FROM role_grant g WHERE g.scope IN ('edition', 'course') AND g.scope_id = $1::text) p
       JOIN users u ON u.id = p.user_id
       WHERE academy_plain(u.display_name) = ANY (SELECT academy_plain(n) FROM unnest($3::text[]) n)
       GROUP BY 1 HAVING count(DISTINCT u.id) = 1`,
      [space.id, space.editionId !== null, names],
    );
    const plain = await rows<{ name: string; plain: string }>(tx, 'SELECT n AS name, academy_plain(n) AS plain FROM unnest($1::text[]) n', [names]);
    const ids = new Map(plain.map(({ name, plain: key }) => [name, people.find((person) => person.name === key)?.id ?? null]));
    const meant = namesIn(before);
    return withMentions(markdown, (name) => meant.get(name) ?? ids.get(name) ?? null);
  }
}

async function postsIn(tx: Transaction, { editionId, userId }: Learner, activityKey: string): Promise<number> {
  const counted = await row<{ posts: number }>(
    tx,
    `SELECT count(*)::int AS posts FROM post p JOIN thread t ON t.id = p.thread_id WHERE p.space_id = $1 AND p.author_id = $2 AND p.state = 'shown' AND t.activity_key = $3`,
    [editionId, userId, activityKey],
  );
  return counted?.posts ?? 0;
}
