import { Injectable } from '@nestjs/common';
import { Database, found, NotFound } from '@academy/platform';
import { Versions, withDefaults } from '@academy/courses';
import type { Pool } from '../assignments.service';
import type { ReviewKind, ReviewState } from '../review.entities';
import type { SubmissionContent, SubmissionState } from '../submission.entity';
import { neutralName, partsOf, wholeMarkdown } from '../submissions/submission.rules';
import { type ReviewCriterion, type ReviewDraft, whyNotHandIn } from './draft.rules';
import type { Colleague } from '../pseudonyms.rules';
import { Pseudonyms } from '../pseudonyms.service';
import { minutesFor, type ReviewWarning } from './quality.rules';

/** A file of a work by its place, from 1: nothing of it is shared with what its author sees. */
export type LentFile = Readonly<{ number: number; name: string; kind: string; contentType: string; bytes: number }>;
export type LentWork = Readonly<{
  markdown: string;
  fields: Readonly<Record<string, string>>;
  /** In the order of the form; empty ones are left out. */
  parts: readonly { title: string | null; markdown: string }[];
  language: string;
  links: readonly { url: string; title: string }[];
  files: readonly LentFile[];
}>;

/** A review as its reviewer sees it. Nothing in it tells who made the work, or when. */
export type ShownReview = Readonly<{
  reviewId: string;
  /** Null for staff. */
  enrolmentId: string | null;
  editionId: string;
  course: { id: string; title: string; language: string };
  activity: { key: string; title: string };
  kind: ReviewKind;
  state: ReviewState;
  round: number;
  rounds: number;
  expiresAt: Date;
  revision: number;
  author: Colleague;
  /** Null once it was given back, or its author took it back. */
  work: LentWork | null;
  /** A moderator looks at the work; a review of it is kept, and counts if nothing is wrong. */
  isHeld: boolean;
  form: readonly { key: string; title: string }[];
  criteria: readonly ReviewCriterion[];
  draft: ReviewDraft;
  warnings: readonly ReviewWarning[];
  /** What its author said of it: from 1 to 5, and in one reply. Nothing tells when. */
  feedback: Readonly<{ helpful: number | null; reply: string | null }>;
  /** How long reviewing it takes, about. */
  minutes: number;
}>;

type StoredFile = { kind: string; contentType: string; bytes: number; fileName: string };
type Row = ReviewDraft & Pool & {
  reviewId: string; submissionId: string; enrolmentId: string | null; kind: ReviewKind; state: ReviewState; expiresAt: Date; revision: number; warnings: ReviewWarning[]; helpful: number | null; reply: string | null;
  workState: SubmissionState; isHeld: boolean; content: Partial<SubmissionContent>; language: string; versionId: string; names: string; files: StoredFile[] | null;
};

const ROW = `r.id AS "reviewId", r.submission_id AS "submissionId", r.enrolment_id AS "enrolmentId", r.edition_id AS "editionId", r.activity_key AS "activityKey", r.round,
  r.kind, r.state, r.expires_at AS "expiresAt", r.revision, r.warnings, r.scores, r.comments, r.overall, r.keeps, r.suggests, r.helpful, r.reply,
  s.state AS "workState", s.is_held AS "isHeld", s.content, s.language, s.version_id AS "versionId",
  (SELECT string_agg(u.display_name, ', ' ORDER BY u.display_name) FROM users u WHERE u.id = ANY (s.author_ids)) AS names,
  (SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'contentType', f.content_type, 'bytes', f.bytes, 'fileName', f.file_name) ORDER BY named.place)
   FROM jsonb_array_elements_text(s.content -> 'attachments') WITH ORDINALITY AS named (id, place) JOIN submission_attachment f ON f.id = named.id::uuid) AS files`;

/** What reviewers see of the works that were lent to them. */
@Injectable()
export class ReviewQueries {
  constructor(
    private readonly database: Database,
    private readonly versions: Versions,
    private readonly pseudonyms: Pseudonyms,
  ) {}

  /** Throws NotFound. */
  async shown(reviewId: string): Promise<ShownReview> {
    const row = found(await this.database.one<Row>(`SELECT ${ROW} FROM review r JOIN submission s ON s.id = r.submission_id WHERE r.id = $1`, [reviewId]), 'review');
    const [{ courseId, head }, activity] = [await this.versions.outline(row.versionId), await this.versions.activity(row.versionId, row.activityKey)];
    if (activity?.kind !== 'assignment') throw new NotFound('assignment');
    const { title, rubric, form, anonymity, rounds } = withDefaults(activity);
    const { enrolmentId, editionId, kind, state, round, isHeld, expiresAt, revision, warnings, scores, comments, overall, keeps, suggests, helpful, reply } = row;
    const content = { markdown: '', fields: {}, links: [], ...row.content };
    const isThere = state !== 'released' && whyNotHandIn(row.workState) === null;
    return {
      reviewId, enrolmentId, editionId, kind, state, round, rounds, isHeld, expiresAt, revision, warnings,
      course: { id: courseId, title: head.title, language: head.language },
      activity: { key: row.activityKey, title },
      author: this.pseudonyms.authorOf(anonymity, row, { id: row.submissionId, names: row.names }),
      work: isThere ? { markdown: content.markdown, fields: content.fields, links: content.links, language: row.language, parts: partsOf(content, form), files: (row.files ?? []).map(lentFile) } : null,
      form: form.fields,
      criteria: rubric.criteria,
      draft: { scores, comments, overall, keeps, suggests },
      feedback: { helpful, reply },
      minutes: minutesFor(wholeMarkdown(content, form), rubric.criteria.length),
    };
  }

  /** The work that a review is about, while its reviewer may read it. Throws NotFound. Its id is for the house alone. */
  async workOf(reviewId: string): Promise<string> {
    const row = await this.database.one<{ submissionId: string; state: ReviewState; workState: SubmissionState }>(
      'SELECT r.submission_id AS "submissionId", r.state, s.state AS "workState" FROM review r JOIN submission s ON s.id = r.submission_id WHERE r.id = $1',
      [reviewId],
    );
    if (!row || row.state === 'released' || whyNotHandIn(row.workState) !== null) throw new NotFound('submission');
    return row.submissionId;
  }
}

const lentFile = ({ kind, contentType, bytes, fileName }: StoredFile, index: number): LentFile => ({ number: index + 1, name: neutralName(index, fileName), kind, contentType, bytes: Number(bytes) });
