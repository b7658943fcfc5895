import { Injectable } from '@nestjs/common';
import { Database, record, row, rows, type Transaction } from '@academy/platform';
import type { Pool } from '../assignments.service';
import { HelpWanted, SubmissionShort } from '../reviews.facts';
import { ReviewExpectation } from '../allocation/expectation.service';

/** Hours before its deadline in which a work that will be short is put in rescue. */
export const RESCUE_HOURS = 48;

/** Staff may have put it there long before its deadline. */
const IS_IN_RESCUE = `s.is_open AND s.phase = 'rescue'`;
const UNDER_REVIEW = `s.state IN ('submitted', 'in-review') AND s.review_by <= academy_now() + interval '${RESCUE_HOURS} hours' AND s.is_open`;

/** Pools with works that need help now, or whose time is nearly over. */
const POOL = 'SELECT s.edition_id AS "editionId", s.activity_key AS "activityKey", s.round FROM submission s';
const POOLS = `${POOL} WHERE ${UNDER_REVIEW} AND s.phase = 'regular' UNION ${POOL} WHERE ${IS_IN_RESCUE}`;

/** Ordered by the lock order of the house. */
const SHORT = `
  UPDATE submission SET phase = 'rescue'
  WHERE id IN (SELECT s.id FROM submission s WHERE s.edition_id = $1 AND s.activity_key = $2 AND s.round = $3 AND s.language = ANY ($4) AND ${UNDER_REVIEW} AND s.phase = 'regular'
               ORDER BY s.id FOR UPDATE SKIP LOCKED)
  RETURNING id`;

const IN_RESCUE = `
  SELECT array_agg(DISTINCT s.language ORDER BY s.language) AS languages FROM submission s
  WHERE s.edition_id = $1 AND s.activity_key = $2 AND s.round = $3 AND ${IS_IN_RESCUE}`;

/** Each once a pool: who has done her part and offered more; who completed the course before and offered help; who moderates. */
const VOLUNTEERS = `
  UPDATE review_duty SET invited_at = academy_now()
  WHERE edition_id = $1 AND activity_key = $2 AND round = $3 AND is_volunteer AND given + waived >= to_give AND invited_at IS NULL AND reads && $4::text[]
  RETURNING user_id AS "userId"`;
const ALUMNI = `
  INSERT INTO review_duty (edition_id, activity_key, round, user_id, enrolment_id, to_give, reads, is_volunteer, invited_at)
  SELECT DISTINCT ON (h.user_id) $1::uuid, $2, $3::smallint, h.user_id, e.id, 0, own.reads, true, academy_now()
  FROM edition d JOIN review_helper h ON h.course_id = d.course_id
  JOIN users u ON u.id = h.user_id CROSS JOIN LATERAL (SELECT CASE WHEN cardinality(u.reads) = 0 THEN ARRAY[u.locale] ELSE u.reads END AS reads) AS own
  JOIN enrolment e ON e.user_id = h.user_id AND e.state = 'completed' JOIN edition past ON past.id = e.edition_id AND past.course_id = d.course_id AND past.id <> d.id
  WHERE d.id = $1 AND own.reads && $4::text[] AND NOT EXISTS (SELECT FROM enrolment here WHERE here.edition_id = $1 AND here.user_id = h.user_id)
  ORDER BY h.user_id, e.completed_at DESC
  ON CONFLICT DO NOTHING RETURNING user_id AS "userId"`;
const MODERATORS = `
  SELECT DISTINCT g.user_id AS "userId" FROM role_grant g JOIN edition d ON d.id = $1 JOIN users u ON u.id = g.user_id
  WHERE g.role = 'moderator' AND (g.scope = 'platform' OR g.scope = 'edition' AND g.scope_id = d.id::text OR g.scope = 'course' AND g.scope_id = d.course_id::text)
    AND (CASE WHEN cardinality(u.reads) = 0 THEN ARRAY[u.locale] ELSE u.reads END) && $4::text[]
    AND NOT EXISTS (SELECT FROM fact f WHERE f.person_id = g.user_id AND f.kind = 'review.help-wanted' AND f.payload @> jsonb_build_object('editionId', $1::uuid, 'activityKey', $2::text, 'round', $3::int))`;

/** Works that will not get their reviews by themselves, and who is asked to help. */
@Injectable()
export class Rescue {
  constructor(
    private readonly database: Database,
    private readonly expectation: ReviewExpectation,
  ) {}

  /** Puts works in rescue, and invites helpers, in each pool whose time is nearly over. */
  async declare(): Promise<void> {
    for (const pool of await this.database.query<Pool>(POOLS)) {
      const short = (await this.expectation.expectedGap(pool)).filter(({ gap }) => gap > 0).map(({ language }) => language);
      await this.database.transaction(async (tx) => {
        const mine = await row<{ mine: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 8)) AS mine', [`${pool.editionId} ${pool.round} ${pool.activityKey}`]);
        if (!mine?.mine) return;
        if (short.length > 0) await this.putInRescue(tx, pool, short);
        await this.invite(tx, pool);
      });
    }
  }

  private async putInRescue(tx: Transaction, pool: Pool, languages: readonly string[]): Promise<void> {
    const works = await rows<{ id: string }>(tx, SHORT, [pool.editionId, pool.activityKey, pool.round, languages]);
    for (const { id } of works) await record(tx, SubmissionShort, { ...pool, submissionId: id });
  }

  private async invite(tx: Transaction, pool: Pool): Promise<void> {
    const key = [pool.editionId, pool.activityKey, pool.round];
    const languages = (await row<{ languages: string[] | null }>(tx, IN_RESCUE, key))?.languages ?? [];
    if (languages.length === 0) return;
    for (const sql of [VOLUNTEERS, ALUMNI, MODERATORS]) {
      for (const { userId } of await rows<{ userId: string }>(tx, sql, [...key, languages])) await record(tx, HelpWanted, { ...pool, userId, languages }, { personId: userId });
    }
  }
}
