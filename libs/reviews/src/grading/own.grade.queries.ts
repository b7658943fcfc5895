import { Injectable } from '@nestjs/common';
import { Database, found, NotFound } from '@academy/platform';
import { Versions } from '@academy/courses';
import type { AssignmentActivity } from '../assignments.service';
import type { SubmissionPhase, SubmissionState } from '../submission.entity';

type Work = {
  id: string;
  round: number;
  state: SubmissionState;
  phase: SubmissionPhase;
  isHeld: boolean;
  received: number;
  wanted: number;
  reviewBy: Date | null;
  moderateBy: Date | null;
  versionId: string;
  grades: number;
  isGraded: boolean;
  isReleased: boolean;
};
/** Where somebody's work stands on its way to a grade. */
export type OwnGrade = Readonly<{
  enrolmentId: string;
  course: Readonly<{ title: string; language: string }>;
  activityKey: string;
  activity: AssignmentActivity;
  /** Rounds with something written. */
  rounds: readonly number[];
  /** The edition's date for grades. */
  releaseAt: Date | null;
  endsAt: Date;
  /** Null: nothing is written. */
  work: Readonly<Work> | null;
}>;
type Row = { versionId: string; releaseAt: string | null; endsAt: Date; works: Work[] };
const BEGUN: readonly SubmissionState[] = ['draft', 'withdrawn'];

/** The way of one's own work to its grade. */
@Injectable()
export class OwnGrades {
  constructor(
    private readonly database: Database,
    private readonly versions: Versions,
  ) {}

  /** Of one round, or of the newest that was handed in. Throws NotFound for what is no assignment, or a round without a work. */
  async of(enrolmentId: string, activityKey: string, round: number | null): Promise<OwnGrade> {
    const row = found(
      await this.database.one<Row>(
        `SELECT d.version_id AS "versionId", d.ends_at AS "endsAt", d.deadlines->$2::text->>'releaseAt' AS "releaseAt",
                (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'round', s.round, 'state', s.state, 'phase', s.phase, 'isHeld', s.is_held, 'wanted', s.wanted,
                   'received', (SELECT count(*) FROM review r WHERE r.submission_id = s.id AND r.state = 'done' AND NOT r.is_held),
                   'reviewBy', s.review_by, 'moderateBy', s.moderate_by, 'versionId', s.version_id,
                   'grades', (SELECT count(*) FROM grade g WHERE g.submission_id = s.id AND g.released_at IS NOT NULL),
                   'isGraded', g.id IS NOT NULL, 'isReleased', g.released_at IS NOT NULL) ORDER BY s.round), '[]')
                 FROM submission_author a JOIN submission s ON s.id = a.submission_id LEFT JOIN grade g ON g.submission_id = s.id AND g.superseded_at IS NULL
                 WHERE a.enrolment_id = e.id AND a.activity_key = $2) AS works
         FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.id = $1`,
        [enrolmentId, activityKey],
      ),
      'enrolment',
    );
    const works = row.works;
    const work = round === null ? (works.findLast(({ state }) => !BEGUN.includes(state)) ?? works.at(-1) ?? null) : found(works.find((each) => each.round === round), 'submission');
    const activity = await this.versions.activity(work?.versionId ?? row.versionId, activityKey);
    if (activity?.kind !== 'assignment') throw new NotFound('assignment');
    const { head } = await this.versions.outline(row.versionId);
    return {
      enrolmentId,
      course: { title: head.title, language: head.language },
      activityKey,
      activity,
      rounds: works.map((each) => each.round),
      releaseAt: dateOf(row.releaseAt),
      endsAt: row.endsAt,
      // Instants within JSON come as texts.
      work: work && { ...work, reviewBy: dateOf(work.reviewBy), moderateBy: dateOf(work.moderateBy) },
    };
  }

  /** Where the author of a reviewed work reads its reviews. Throws NotFound. */
  async placeOf(reviewId: string, authorId: string): Promise<{ enrolmentId: string; activityKey: string; round: number }> {
    const place = await this.database.one<{ enrolmentId: string; activityKey: string; round: number }>(
      `SELECT a.enrolment_id AS "enrolmentId", a.activity_key AS "activityKey", a.round FROM review r JOIN submission_author a ON a.submission_id = r.submission_id WHERE r.id = $1 AND a.user_id = $2`,
      [reviewId, authorId],
    );
    return found(place, 'review');
  }
}

const dateOf = (text: string | Date | null): Date | null => (text === null ? null : new Date(text));
