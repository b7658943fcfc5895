import { Injectable } from '@nestjs/common';
import { Clock, Database, found, row, type Transaction } from '@academy/platform';
import { type Assignment, Assignments, EDITION, type EditionRow } from '../assignments.service';
import type { SubmissionContent, SubmissionState } from '../submission.entity';
import type { WhoWrites } from './revealing.rules';
import { neutralName, whyNotTakeBack } from './submission.rules';
import type { AttachmentView, OwnWork } from './submission.schemas';
import { NEWEST_WORK } from './works.store';

type File = AttachmentView;
type Row = {
  id: string;
  state: SubmissionState;
  round: number;
  revision: number;
  content: SubmissionContent;
  language: string;
  updatedAt: Date;
  submittedAt: Date | null;
  openedAt: Date | null;
  isLate: boolean;
  reviewBy: Date | null;
  wanted: number;
  finished: number;
  given: number | null;
  toGive: number | null;
  isGraded: boolean;
  authors: string[];
  files: File[] | null;
  licence: string | null;
  publishedAs: string | null;
  publishedAt: Date | null;
};

/** Where nothing is written yet. */
type Nothing = { id: null };

const WORK = `s.id, s.state, s.round, s.revision, s.content, s.language, s.updated_at AS "updatedAt", s.submitted_at AS "submittedAt",
    s.opened_at AS "openedAt", s.is_late AS "isLate", s.review_by AS "reviewBy", s.wanted, s.finished, o.given, o.to_give - o.waived AS "toGive",
    EXISTS (SELECT FROM grade g WHERE g.submission_id = s.id AND g.superseded_at IS NULL AND g.released_at IS NOT NULL) AS "isGraded",
    (SELECT jsonb_agg(u.display_name ORDER BY a.enrolment_id) FROM submission_author a JOIN users u ON u.id = a.user_id WHERE a.submission_id = s.id) AS authors,
    (SELECT jsonb_agg(jsonb_build_object('id', f.id, 'fileName', f.file_name, 'ownName', f.own_name, 'kind', f.kind, 'contentType', f.content_type, 'bytes', f.bytes))
     FROM submission_attachment f WHERE f.id IN (SELECT jsonb_array_elements_text(s.content -> 'attachments')::uuid)) AS files,
    s.licence, s.published_as AS "publishedAs", s.published_at AS "publishedAt"`;
/** What an enrolment owes for the work. */
const DUTY = 'review_duty o ON o.enrolment_id = e.id AND o.edition_id = s.edition_id AND o.activity_key = s.activity_key AND o.round = s.round';

/** A work with the assignment that asks for it. */
export type WorkAndTask = Readonly<{ assignment: Assignment; work: OwnWork | null }>;

/** What authors see of their own works. */
@Injectable()
export class OwnWorks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly assignments: Assignments,
  ) {}

  /** The newest work of an enrolment. Throws NotFound where nothing is written yet. */
  async own(enrolmentId: string, activityKey: string): Promise<OwnWork> {
    return found((await this.standing(enrolmentId, activityKey)).work, 'submission');
  }

  /** The assignment, and the newest work where something is written: one statement. Throws NotFound for what is no assignment. */
  async standing(enrolmentId: string, activityKey: string): Promise<WorkAndTask> {
    const standing = found(
      await this.database.one<EditionRow & (Row | Nothing)>(
        `SELECT ${EDITION}, ${WORK} FROM enrolment e JOIN edition d ON d.id = e.edition_id
         LEFT JOIN LATERAL (${NEWEST_WORK}) newest ON true LEFT JOIN submission s ON s.id = newest.id LEFT JOIN ${DUTY} WHERE e.id = $1`,
        [enrolmentId, activityKey],
      ),
      'enrolment',
    );
    const assignment = await this.assignments.assignmentOf(standing, activityKey);
    return { assignment, work: standing.id === null ? null : ownWork(assignment, standing, this.clock.now()) };
  }

  /** What is known of who writes a work, to see whether it gives them away. */
  writersOf(submissionId: string): Promise<WhoWrites[]> {
    return this.database.query(
      `SELECT u.display_name AS "displayName", u.certificate_name AS "certificateName", u.email, u.school
       FROM submission_author a JOIN users u ON u.id = a.user_id WHERE a.submission_id = $1 ORDER BY a.enrolment_id`,
      [submissionId],
    );
  }

  /** One work as it stands in a transaction. */
  async current(tx: Transaction, assignment: Assignment, id: string, enrolmentId: string): Promise<OwnWork> {
    return ownWork(assignment, found(await row<Row>(tx, `SELECT ${WORK} FROM submission s JOIN enrolment e ON e.id = $2 LEFT JOIN ${DUTY} WHERE s.id = $1`, [id, enrolmentId]), 'submission'), this.clock.now());
  }
}

function ownWork({ activityKey, activity, submitBy, graceUntil }: Assignment, work: Row, now: Date): OwnWork {
  const { markdown, fields, links, attachments } = work.content;
  const files = new Map((work.files ?? []).map((file) => [file.id, file]));
  return {
    id: work.id,
    activityKey,
    state: work.state,
    round: work.round,
    rounds: activity.rounds,
    revision: work.revision,
    markdown,
    fields,
    language: work.language,
    links: [...links],
    attachments: [...attachments],
    files: attachments.flatMap((id, index) => {
      const file = files.get(id);
      return file ? [{ ...file, fileName: neutralName(index, file.fileName) }] : [];
    }),
    authors: work.authors.length > 1 ? work.authors : [],
    updatedAt: work.updatedAt.toISOString(),
    submittedAt: iso(work.submittedAt),
    late: work.isLate,
    submitBy: iso(submitBy),
    graceUntil: iso(graceUntil),
    reviewBy: iso(work.reviewBy),
    reviewsGiven: work.given ?? 0,
    reviewsToGive: work.toGive ?? activity.reviewsToGive,
    reviewsReceived: work.finished,
    reviewsWanted: work.wanted || activity.reviewsWanted,
    mayWithdraw: whyNotTakeBack(work, activity.correctionMinutes, now) === null,
    graded: work.isGraded,
    maySecondDraft: work.isGraded && work.state === 'graded' && work.round < activity.rounds,
    publication: work.licence && work.publishedAt ? { licence: work.licence, publishedAs: work.publishedAs, publishedAt: work.publishedAt.toISOString() } : null,
  };
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
