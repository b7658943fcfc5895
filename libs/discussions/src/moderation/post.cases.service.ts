import { Injectable } from '@nestjs/common';
import { Clock, Database, NotAllowed, On, record, Refused, refuseIf, row, rows, type Transaction } from '@academy/platform';
import { PostCaseDecided, PostHeld, PostReported } from '../discussions.facts';
import { Posts } from '../posting/posts.service';
import { type CaseRow, idsOf, lockCase, openCase, placeOfPost } from './case.rows';
import { type Deciding, type PostDecision, type ReportReason, whyNotDecide } from './case.rules';
import { Mutes } from './mutes.service';

/** What about posts waits for moderators: one open case a post, whoever reports it. Every command locks the case first, then as `Posts` does. */
@Injectable()
export class PostCases {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly posts: Posts,
    private readonly mutes: Mutes,
  ) {}

  /** Reports a post; again by the same person changes nothing, unless it was worded otherwise since. Refuses one's own, and what is not shown. */
  report(postId: string, reporterId: string, reason: ReportReason, words: string): Promise<{ caseId: string }> {
    return this.database.transaction(async (tx) => {
      const place = await placeOfPost(tx, postId);
      if (place.authorId === reporterId) throw new Refused('own-post');
      const before = await this.reportedBefore(postId, reporterId, tx);
      if (before) return { caseId: before };

      const caseId = await openCase(tx, postId, place, 'report', reporterId);
      // Asked with the case in hand: a decision that came in between has hidden it.
      if ((await placeOfPost(tx, postId)).state !== 'shown') throw new Refused('post-hidden');
      const reported = await row(tx, 'INSERT INTO post_report (case_id, reporter_id, reason, words) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING case_id', [caseId, reporterId, reason, words]);

      if (reported) await record(tx, PostReported, { ...idsOf(place), postId, caseId, reason }, { actorId: reporterId, personId: place.authorId });
      return { caseId };
    });
  }

  /** The case in which this person reported these very words, or null. */
  async reportedBefore(postId: string, reporterId: string, tx: Transaction = this.database.source.manager): Promise<string | null> {
    const before = await row<{ id: string }>(
      tx,
      `SELECT k.id FROM post_report r JOIN post_case k ON k.id = r.case_id JOIN post p ON p.id = k.post_id
       WHERE k.post_id = $1 AND r.reporter_id = $2 AND (k.state = 'open' OR p.edited_at IS NULL OR p.edited_at <= k.decided_at) ORDER BY k.opened_at DESC LIMIT 1`,
      [postId, reporterId],
    );
    return before?.id ?? null;
  }

  /** A newcomer's post that was held waits in the same queue. */
  @On(PostHeld, 'discussions.open-held-case')
  async openHeld({ postId }: { postId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const place = await placeOfPost(tx, postId);
      if (place.state === 'held') await openCase(tx, postId, place, 'held', null);
    });
  }

  /** A moderator opens a case of her own accord, for others to decide. */
  async open(postId: string, byUserId: string): Promise<{ caseId: string }> {
    return this.database.transaction(async (tx) => ({ caseId: await openCase(tx, postId, await placeOfPost(tx, postId), 'moderator', byUserId) }));
  }

  /** The same, decided at once: also how what was decided before is undone. Refuses as `decide` does. */
  async openAndDecide(postId: string, deciding: Deciding, byUserId: string): Promise<{ caseId: string }> {
    refuseIf(whyNotDecide(deciding, this.clock.now()));
    return this.database.transaction(async (tx) => {
      const caseId = await openCase(tx, postId, await placeOfPost(tx, postId), 'moderator', byUserId);
      await this.settle(tx, await lockCase(tx, caseId), deciding, byUserId);
      return { caseId };
    });
  }

  /** Decides a case once. Refuses one's own post, and (409) what is decided already. */
  async decide(caseId: string, deciding: Deciding, byUserId: string): Promise<void> {
    refuseIf(whyNotDecide(deciding, this.clock.now()));
    await this.database.transaction(async (tx) => this.settle(tx, await lockCase(tx, caseId), deciding, byUserId));
  }

  private async settle(tx: Transaction, waiting: CaseRow, deciding: Deciding, byUserId: string): Promise<void> {
    if (waiting.personId === byUserId) throw new NotAllowed('own-post');
    if (waiting.state === 'decided') throw new Refused('case-decided');

    const didHide = await this.act(tx, waiting, deciding, byUserId);
    await rows(
      tx,
      "UPDATE post_case SET state = 'decided', decision = $2, mute_until = $3, note = $4, decided_by = $5, decided_at = academy_now(), did_hide = $6 WHERE id = $1",
      [waiting.id, deciding.decision, deciding.decision === 'mute' ? deciding.until : null, deciding.note, byUserId, didHide],
    );

    await record(
      tx,
      PostCaseDecided,
      { ...idsOf(waiting), postId: waiting.postId, caseId: waiting.id, decision: deciding.decision, until: deciding.until?.toISOString() ?? null },
      { actorId: byUserId, personId: waiting.personId },
    );
  }

  /** Does what was decided; true where it took the post from view. */
  private async act(tx: Transaction, waiting: CaseRow, { decision, until, alsoHides }: Deciding, byUserId: string): Promise<boolean> {
    const { postId } = waiting;
    const acts: Record<PostDecision, () => Promise<boolean>> = {
      dismiss: () => this.letThrough(tx, postId, byUserId),
      restore: async () => (await this.posts.show(tx, postId, byUserId)) && false,
      hide: () => this.posts.hide(tx, postId, byUserId),
      warn: () => this.letThrough(tx, postId, byUserId),
      mute: async () => {
        await this.mutes.begin(tx, waiting, until!);
        return (alsoHides || (await this.isHeld(tx, postId))) && this.posts.hide(tx, postId, byUserId);
      },
    };
    return acts[decision]();
  }

  /** What was only held, and is not hidden by this decision, is shown. */
  private async letThrough(tx: Transaction, postId: string, byUserId: string): Promise<false> {
    if (await this.isHeld(tx, postId)) await this.posts.show(tx, postId, byUserId);
    return false;
  }

  private async isHeld(tx: Transaction, postId: string): Promise<boolean> {
    return (await row(tx, "SELECT id FROM post WHERE id = $1 AND state = 'held'", [postId])) !== null;
  }
}
