import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import type { Pool } from '../assignments.service';
import { expectedReviews, gapOf, type LanguageStanding } from './expectation.rules';

/** What a language of a pool lacks, by its own rate of reviewing so far. Counts of reviews. */
export type LanguageGap = Readonly<{
  language: string;
  /** Works that still want reviews. */
  openWorks: number;
  /** Reviews that these want. */
  wanted: number;
  /** Reviews that people who read it owe still. */
  owed: number;
  /** What is likely to come by the deadline. */
  expected: number;
  /** What will be lacking of `wanted`, at least 0. */
  gap: number;
}>;

/** The rate is that of so many hours. */
const RECENT_HOURS = 72;

const STANDINGS = `
  WITH works AS (
    SELECT s.language, count(*)::int AS "openWorks", sum(s.wanted - s.finished)::int AS wanted, sum(s.lent)::int AS lent,
           (extract(epoch FROM max(s.review_by) - academy_now()) / 3600)::float8 AS "hoursLeft"
    FROM submission s
    WHERE s.edition_id = $1 AND s.activity_key = $2 AND s.round = $3 AND s.state IN ('submitted', 'in-review') AND s.phase <> 'moderators' AND NOT s.is_held AND s.finished < s.wanted
    GROUP BY s.language
  ), recent AS (
    SELECT s.language, count(*)::int AS recent, (extract(epoch FROM academy_now() - min(r.done_at)) / 3600)::float8 AS hours
    FROM review r JOIN submission s ON s.id = r.submission_id
    WHERE r.edition_id = $1 AND r.activity_key = $2 AND r.round = $3 AND r.done_at > academy_now() - interval '${RECENT_HOURS} hours' GROUP BY s.language
  ), owing AS (
    SELECT language, sum(d.to_give - d.given - d.waived)::int AS owed FROM review_duty d, unnest(d.reads) AS language
    WHERE d.edition_id = $1 AND d.activity_key = $2 AND d.round = $3 AND d.given + d.waived < d.to_give GROUP BY language
  ), claims AS (
    SELECT count(*) FILTER (WHERE state = 'done')::int AS done, count(*) FILTER (WHERE state IN ('expired', 'released'))::int AS abandoned
    FROM review WHERE edition_id = $1 AND activity_key = $2 AND round = $3
  )
  SELECT works.*, coalesce(owing.owed, 0) AS owed, coalesce(recent.recent, 0) AS recent, coalesce(recent.hours, 0) AS "recentHours", claims.done, claims.abandoned
  FROM works CROSS JOIN claims LEFT JOIN recent USING (language) LEFT JOIN owing USING (language)`;

/** Foresees who will be short of reviews. */
@Injectable()
export class ReviewExpectation {
  constructor(private readonly database: Database) {}

  /** The gap to expect at the deadline, a row a language with works that want reviews, the widest first. */
  async expectedGap(pool: Pool): Promise<LanguageGap[]> {
    const standings = await this.database.query<LanguageStanding & Pick<LanguageGap, 'language' | 'openWorks'>>(STANDINGS, [pool.editionId, pool.activityKey, pool.round]);
    return standings
      .map((standing) => {
        const { language, openWorks, wanted, owed } = standing;
        return { language, openWorks, wanted, owed, expected: Math.min(wanted, Math.round(expectedReviews(standing))), gap: gapOf(standing) };
      })
      .sort((one, other) => other.gap - one.gap || one.language.localeCompare(other.language));
  }
}
