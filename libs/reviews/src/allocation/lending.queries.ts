import type { Database } from '@academy/platform';
import type { Pool } from '../assignments.service';

/** The rounds somebody takes part in; where she owes reviews first, then the older; 1 for who has not begun. */
export async function roundsOf(database: Database, enrolmentId: string, activityKey: string): Promise<number[]> {
  const duties = await database.query<{ round: number }>(
    'SELECT round FROM review_duty WHERE enrolment_id = $1 AND activity_key = $2 ORDER BY given + waived >= to_give, round',
    [enrolmentId, activityKey],
  );
  return duties.length === 0 ? [1] : duties.map(({ round }) => round);
}

/** Pools of other editions of her course that are in rescue, for who offered help to it. The oldest deadline first. */
export function helperPools(database: Database, enrolmentId: string, activityKey: string): Promise<Pool[]> {
  return database.query<Pool>(
    `SELECT s.edition_id AS "editionId", s.activity_key AS "activityKey", s.round
     FROM enrolment e JOIN edition mine ON mine.id = e.edition_id
     JOIN review_helper h ON h.course_id = mine.course_id AND h.user_id = e.user_id
     JOIN edition d ON d.course_id = mine.course_id AND d.id <> mine.id AND d.state IN ('open', 'running', 'grading', 'closed')
     JOIN submission s ON s.edition_id = d.id AND s.activity_key = $2 AND s.is_open AND s.phase = 'rescue'
     WHERE e.id = $1 AND e.state IN ('active', 'completed', 'expired')
       AND NOT EXISTS (SELECT FROM enrolment own WHERE own.edition_id = d.id AND own.user_id = e.user_id AND own.state IN ('active', 'completed', 'expired'))
     GROUP BY s.edition_id, s.activity_key, s.round ORDER BY min(s.review_by) LIMIT 5`,
    [enrolmentId, activityKey],
  );
}
