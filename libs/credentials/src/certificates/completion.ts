import { found, row, type Transaction } from '@academy/platform';
import { holdEnrolment } from '../enrolment.lock';

/** Somebody's completion of a course or of one of its modules, and all that a certificate says of it. */
export type Completion = {
  enrolmentId: string;
  editionId: string;
  courseId: string;
  userId: string;
  holderName: string;
  locale: string;
  timeZone: string;
  country: string;
  /** Null: not completed. */
  completedAt: Date | null;
  versionId: string;
  editionName: string;
  startsAt: Date;
  endsAt: Date;
  /** Empty for the course. */
  moduleKey: string;
};

/** Holds the enrolment, so that two who issue at once come one after the other. Throws NotFound. */
export async function completionOf(tx: Transaction, enrolmentId: string, moduleKey: string): Promise<Completion> {
  await holdEnrolment(tx, enrolmentId);
  const completion = await row<Completion>(
    tx,
    `SELECT e.id AS "enrolmentId", e.edition_id AS "editionId", d.course_id AS "courseId", e.user_id AS "userId", u.certificate_name AS "holderName",
            u.locale, u.time_zone AS "timeZone", u.country, d.version_id AS "versionId", d.name AS "editionName", d.starts_at AS "startsAt", d.ends_at AS "endsAt",
            $2::text AS "moduleKey",
            CASE $2::text WHEN '' THEN e.completed_at ELSE (SELECT m.completed_at FROM module_completion m WHERE m.enrolment_id = e.id AND m.module_key = $2) END AS "completedAt"
     FROM enrolment e JOIN users u ON u.id = e.user_id JOIN edition d ON d.id = e.edition_id WHERE e.id = $1`,
    [enrolmentId, moduleKey],
  );
  return found(completion, 'enrolment');
}

/**
 * The result that certificates show, from 0 to 1: each of these activities counts the same, a quiz by its best attempt, a
 * work by its grade that was released (of the last round). What has neither is left out; null where nothing is left.
 */
export async function resultOf(tx: Transaction, enrolmentId: string, activityKeys: string[]): Promise<number | null> {
  const result = await row<{ share: number | null }>(
    tx,
    `SELECT avg(share)::float8 AS share FROM (
       SELECT max(score / max_score) AS share FROM quiz_attempt WHERE enrolment_id = $1 AND activity_key = ANY($2) AND max_score > 0 GROUP BY activity_key
       UNION ALL
       SELECT share FROM (
         SELECT DISTINCT ON (a.activity_key) g.points / nullif(g.max_points, 0) AS share
         FROM submission_author a JOIN grade g ON g.submission_id = a.submission_id AND g.superseded_at IS NULL AND g.released_at IS NOT NULL
         WHERE a.enrolment_id = $1 AND a.activity_key = ANY($2) ORDER BY a.activity_key, a.round DESC) graded) shares`,
    [enrolmentId, activityKeys],
  );
  return result?.share ?? null;
}
