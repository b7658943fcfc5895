import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { EditionFunnel, ReportQueries, type ReportRow } from '@academy/learning';
import { z } from 'zod';
import type { WorkStanding } from './figures.rules';

export const EditionReport = EditionFunnel.extend({ submitted: z.number(), reviewsGiven: z.number(), reviewsWanted: z.number(), passed: z.number() });
export type EditionReport = z.infer<typeof EditionReport>;
type Figures = Omit<EditionReport, keyof EditionFunnel>;

/** A line of the report: in how many assignments a person has handed in, how many reviews she gave, how many assignments she passed. */
export type ReportLine = Omit<ReportRow, 'enrolmentId'> & { submitted: number; reviewsGiven: number; passed: number };

/** States of a work that has been handed in and stands. */
const HANDED_IN = `('submitted', 'in-review', 'graded')`;
/** Assignments that people may mark as done by their own word count as handed in and passed. */
const MARKED = `SELECT p.enrolment_id, p.activity_key FROM progress p JOIN edition d ON d.id = p.edition_id
  JOIN version_activity v ON v.version_id = d.version_id AND v.key = p.activity_key AND v.activity ->> 'kind' = 'assignment' WHERE p.edition_id = $1 AND p.evidence = 'marked'`;
const SUBMITTED = `SELECT a.enrolment_id, a.activity_key FROM submission s JOIN submission_author a ON a.submission_id = s.id
  WHERE s.edition_id = $1 AND s.state IN ${HANDED_IN} UNION ${MARKED}`;
const PASSED = `SELECT a.enrolment_id, a.activity_key FROM submission s JOIN submission_author a ON a.submission_id = s.id
  JOIN grade g ON g.submission_id = s.id AND g.superseded_at IS NULL AND g.released_at IS NOT NULL AND g.is_passed WHERE s.edition_id = $1 UNION ${MARKED}`;

/** What peer review adds to reports, and where one person stands in it. */
@Injectable()
export class ReviewFigures {
  constructor(
    private readonly database: Database,
    private readonly reports: ReportQueries,
  ) {}

  /** The funnel of an edition with its reviews. Throws NotFound. */
  async report(editionId: string): Promise<EditionReport> {
    const [funnel, figures] = await Promise.all([
      this.reports.report(editionId),
      this.database.one<Figures>(
        `SELECT (SELECT count(DISTINCT enrolment_id)::int FROM (${SUBMITTED}) x) AS submitted,
                (SELECT count(DISTINCT enrolment_id)::int FROM (${PASSED}) x) AS passed,
                (SELECT count(*)::int FROM review r WHERE r.edition_id = $1 AND r.state = 'done') AS "reviewsGiven",
                (SELECT coalesce(sum(s.wanted), 0)::int FROM submission s WHERE s.edition_id = $1 AND s.state IN ${HANDED_IN}) AS "reviewsWanted"`,
        [editionId],
      ),
    ]);
    return { ...funnel, ...figures! };
  }

  /** The same people as lines, in order of enrolment. */
  async people(editionId: string): Promise<ReportLine[]> {
    const [people, figures] = await Promise.all([
      this.reports.people(editionId),
      this.database.query<{ enrolmentId: string; submitted: number; reviewsGiven: number; passed: number }>(
        `SELECT e.id AS "enrolmentId", coalesce(s.n, 0) AS submitted, coalesce(r.n, 0) AS "reviewsGiven", coalesce(p.n, 0) AS passed
         FROM enrolment e LEFT JOIN (SELECT enrolment_id, count(*)::int AS n FROM (${SUBMITTED}) x GROUP BY enrolment_id) s ON s.enrolment_id = e.id
           LEFT JOIN (SELECT enrolment_id, count(*)::int AS n FROM (${PASSED}) x GROUP BY enrolment_id) p ON p.enrolment_id = e.id
           LEFT JOIN (SELECT enrolment_id, count(*)::int AS n FROM review WHERE edition_id = $1 AND state = 'done' GROUP BY enrolment_id) r ON r.enrolment_id = e.id
         WHERE e.edition_id = $1 AND (s.n > 0 OR r.n > 0 OR p.n > 0)`,
        [editionId],
      ),
    ]);
    const byEnrolment = new Map(figures.map(({ enrolmentId, ...counts }) => [enrolmentId, counts]));
    return people.map(({ enrolmentId, ...person }) => ({ ...person, ...(byEnrolment.get(enrolmentId) ?? { submitted: 0, reviewsGiven: 0, passed: 0 }) }));
  }

  /** Where an enrolment stands in each assignment that it has begun. One statement. */
  async standings(enrolmentId: string): Promise<ReadonlyMap<string, WorkStanding>> {
    const standings = await this.database.query<StandingRow>(
      `SELECT begun.key AS "activityKey", w.round, w.state, w.phase, w.finished, w.wanted, w.is_held AS "isHeld", w.moderate_by AS "moderateBy", g.is_passed AS "isPassed",
              EXISTS (SELECT FROM submission_author a JOIN grade p ON p.submission_id = a.submission_id AND p.superseded_at IS NULL
                      WHERE a.enrolment_id = $1 AND a.activity_key = begun.key AND p.is_passed AND p.released_at IS NOT NULL) AS "hasPassed",
              coalesce(d.owed, 0) AS owed, d.owed_by AS "owedBy",
              (SELECT o.deadlines -> begun.key ->> 'submitBy' FROM enrolment e JOIN edition o ON o.id = e.edition_id WHERE e.id = $1) AS "submitBy"
       FROM (SELECT activity_key AS key FROM submission_author WHERE enrolment_id = $1 UNION SELECT activity_key FROM review_duty WHERE enrolment_id = $1) begun
       LEFT JOIN LATERAL (SELECT s.* FROM submission_author a JOIN submission s ON s.id = a.submission_id
                          WHERE a.enrolment_id = $1 AND a.activity_key = begun.key ORDER BY a.round DESC LIMIT 1) w ON true
       LEFT JOIN grade g ON g.submission_id = w.id AND g.superseded_at IS NULL AND g.released_at IS NOT NULL
       LEFT JOIN LATERAL (SELECT sum(to_give - given - waived)::int AS owed, min(owed_by) AS owed_by FROM review_duty
                          WHERE enrolment_id = $1 AND activity_key = begun.key AND given + waived < to_give) d ON true`,
      [enrolmentId],
    );
    return new Map(standings.map((row) => [row.activityKey, standingOf(row)]));
  }
}

type StandingRow = Omit<WorkStanding, 'work'> & { [K in keyof NonNullable<WorkStanding['work']>]: NonNullable<WorkStanding['work']>[K] | null };

function standingOf({ activityKey, hasPassed, owed, owedBy, submitBy, ...work }: StandingRow): WorkStanding {
  return { activityKey, hasPassed, owed, owedBy, submitBy, work: work.state === null ? null : (work as WorkStanding['work']) };
}
