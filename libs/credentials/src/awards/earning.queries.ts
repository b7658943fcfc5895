import { rows, type Transaction } from '@academy/platform';
import type { EnrolmentState } from '@academy/enrolments';
import { HELPFUL_FROM, readTrigger } from '../badges/badge.rules';

export type EarningRow = {
  enrolmentId: string;
  displayName: string;
  state: EnrolmentState;
  isEarned: boolean;
  awardId: string | null;
  issuedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

/** Whether enrolments have met what a badge asks for, and what they hold of it: one statement, however many they are. */
export function earningOf(tx: Transaction, badge: { id: string; trigger: string }, enrolmentIds: readonly string[]): Promise<EarningRow[]> {
  const trigger = readTrigger(badge.trigger);
  return rows<EarningRow>(
    tx,
    `SELECT e.id AS "enrolmentId", u.display_name AS "displayName", e.state, last.id AS "awardId", last.issued_at AS "issuedAt", last.expires_at AS "expiresAt", last.revoked_at AS "revokedAt",
            CASE $3::text
              WHEN 'course' THEN e.completed_at IS NOT NULL
              WHEN 'module' THEN EXISTS (SELECT FROM module_completion m WHERE m.enrolment_id = e.id AND m.module_key = $4)
              WHEN 'assignment' THEN EXISTS (SELECT FROM submission_author a JOIN grade g ON g.submission_id = a.submission_id AND g.superseded_at IS NULL
                                             WHERE a.enrolment_id = e.id AND a.activity_key = $4 AND g.is_passed AND g.released_at IS NOT NULL)
              WHEN 'helpful-reviewer' THEN (SELECT count(*) FROM review r WHERE r.enrolment_id = e.id AND r.helpful >= ${HELPFUL_FROM} AND r.state = 'done' AND NOT r.is_held) >= $5
              WHEN 'study-group-leader' THEN e.completed_at IS NOT NULL AND EXISTS (
                SELECT FROM study_group_member m JOIN study_group g ON g.id = m.group_id WHERE m.enrolment_id = e.id AND g.created_by = e.user_id
                  AND EXISTS (SELECT FROM study_group_member o WHERE o.group_id = g.id AND o.enrolment_id <> e.id))
              ELSE true
            END AS "isEarned"
     FROM enrolment e JOIN users u ON u.id = e.user_id
     LEFT JOIN LATERAL (SELECT a.id, a.issued_at, a.expires_at, a.revoked_at FROM award a WHERE a.badge_id = $1 AND a.enrolment_id = e.id AND a.superseded_by IS NULL
                        ORDER BY a.revoked_at IS NOT NULL, a.issued_at DESC LIMIT 1) last ON true
     WHERE e.id = ANY($2::uuid[]) ORDER BY u.display_name, e.id`,
    [badge.id, enrolmentIds, trigger.kind, 'key' in trigger ? trigger.key : '', 'reviews' in trigger ? trigger.reviews : 0],
  );
}
