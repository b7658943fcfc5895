import { Injectable } from '@nestjs/common';
import { Database, found, NotFound } from '@academy/platform';
import { type PublishedActivity, Versions } from '@academy/courses';
import type { Deadlines, EditionState } from '@academy/editions';

export type AssignmentActivity = Extract<PublishedActivity, { kind: 'assignment' }>;

/** Which works are reviewed together. */
export type Pool = Readonly<{ editionId: string; activityKey: string; round: number }>;

/** An assignment as one edition runs it. */
export type Assignment = Readonly<{
  editionId: string;
  courseId: string;
  activityKey: string;
  versionId: string;
  editionState: EditionState;
  isSelfPaced: boolean;
  activity: AssignmentActivity;
  /** Null where the edition sets none. */
  submitBy: Date | null;
  /** The last moment of a late submission. */
  graceUntil: Date | null;
  /** Before it, only who has submitted may review; null: for ever. */
  reviewFrom: Date | null;
  reviewBy: Date | null;
  /** When grades are released, where the edition sets a date. */
  releaseAt: Date | null;
  endsAt: Date;
}>;

/** An edition as its assignments are made of it. */
export type EditionRow = { editionId: string; courseId: string; versionId: string; editionState: EditionState; isSelfPaced: boolean; deadlines: Deadlines; endsAt: Date };

/** Columns of an `EditionRow`, of an edition `d`. */
export const EDITION = `d.id AS "editionId", d.course_id AS "courseId", d.version_id AS "versionId", d.state AS "editionState", d.is_self_paced AS "isSelfPaced", d.deadlines, d.ends_at AS "endsAt"`;
const HOUR = 3_600_000;

/** Assignments with the dates of their editions. */
@Injectable()
export class Assignments {
  constructor(
    private readonly database: Database,
    private readonly versions: Versions,
  ) {}

  /** Throws NotFound, also for an activity that is no assignment. */
  async find(editionId: string, activityKey: string): Promise<Assignment> {
    const row = await this.database.one<EditionRow>(`SELECT ${EDITION} FROM edition d WHERE d.id = $1`, [editionId]);
    return this.assignmentOf(found(row, 'edition'), activityKey);
  }

  /** The same, by somebody's enrolment. */
  async ofEnrolment(enrolmentId: string, activityKey: string): Promise<Assignment> {
    const row = await this.database.one<EditionRow>(`SELECT ${EDITION} FROM enrolment e JOIN edition d ON d.id = e.edition_id WHERE e.id = $1`, [enrolmentId]);
    return this.assignmentOf(found(row, 'enrolment'), activityKey);
  }

  /** The same, of an edition that is loaded already. */
  async assignmentOf(row: EditionRow, activityKey: string): Promise<Assignment> {
    const activity = await this.versions.activity(row.versionId, activityKey);
    if (activity?.kind !== 'assignment') throw new NotFound('assignment');
    const { editionId, courseId, versionId, editionState, isSelfPaced, deadlines, endsAt } = row;
    const dates = deadlines[activityKey];
    const submitBy = dateOf(dates?.submitBy);
    return {
      editionId,
      courseId,
      versionId,
      editionState,
      isSelfPaced,
      endsAt,
      activityKey,
      activity,
      submitBy,
      graceUntil: submitBy && new Date(submitBy.getTime() + (dates?.graceHours ?? 0) * HOUR),
      reviewFrom: dateOf(dates?.reviewFrom),
      reviewBy: dateOf(dates?.reviewBy),
      releaseAt: dateOf(dates?.releaseAt),
    };
  }
}

const dateOf = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
