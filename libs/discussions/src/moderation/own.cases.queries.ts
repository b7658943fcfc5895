import { Injectable } from '@nestjs/common';
import { Clock, Database, found } from '@academy/platform';
import type { PostState } from '../post.entity';
import { appealableUntil, type AppealOutcome, whyNotAppeal } from './appeal.rules';
import type { PostDecision } from './case.rules';

/** A decision as the person concerned reads it. Nothing in it says who reported, or which moderator decided. */
export type OwnCase = Readonly<{
  id: string;
  spaceId: string;
  editionId: string | null;
  /** Of the edition, or of the course among alumni. */
  place: string;
  postId: string;
  threadId: string;
  title: string;
  markdown: string;
  language: string;
  postState: PostState;
  decision: PostDecision;
  note: string;
  decidedAt: Date;
  until: Date | null;
  muteLiftedAt: Date | null;
  appeal: string | null;
  appealedAt: Date | null;
  appealOutcome: AppealOutcome | null;
  appealNote: string | null;
  appealDecidedAt: Date | null;
  /** Until when she can appeal; null where she cannot (any more). */
  appealableUntil: Date | null;
  /** Who answers an appeal. */
  coordinators: string[];
}>;

@Injectable()
export class OwnCases {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A decided case, for whom it concerns: the caller has asked. Throws NotFound while it is open: what was reported is not told. */
  async one(caseId: string): Promise<OwnCase> {
    const own = found(
      await this.database.one<Omit<OwnCase, 'appealableUntil'>>(
        `SELECT k.id, k.space_id AS "spaceId", k.edition_id AS "editionId", coalesce(d.name, c.title) AS place, k.post_id AS "postId", p.thread_id AS "threadId", t.title, p.markdown, p.language, p.state AS "postState",
                k.decision, k.note, k.decided_at AS "decidedAt", k.mute_until AS until, k.mute_lifted_at AS "muteLiftedAt",
                k.appeal, k.appealed_at AS "appealedAt", k.appeal_outcome AS "appealOutcome", k.appeal_note AS "appealNote", k.appeal_decided_at AS "appealDecidedAt",
                ARRAY(SELECT DISTINCT u.display_name FROM role_grant g JOIN users u ON u.id = g.user_id
                      WHERE g.role = 'coordinator' AND ((g.scope = 'edition' AND g.scope_id = k.edition_id::text) OR (g.scope = 'course' AND g.scope_id = k.course_id::text)) ORDER BY 1) AS coordinators
         FROM post_case k JOIN post p ON p.id = k.post_id JOIN thread t ON t.id = p.thread_id JOIN course c ON c.id = k.course_id LEFT JOIN edition d ON d.id = k.edition_id
         WHERE k.id = $1 AND k.state = 'decided'`,
        [caseId],
      ),
      'post-case',
    );
    return { ...own, appealableUntil: whyNotAppeal(own, this.clock.now()) === null ? appealableUntil(own.decidedAt) : null };
  }
}
