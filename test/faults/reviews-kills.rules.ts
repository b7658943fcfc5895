import type { RunningAcademy } from '../support/academy';

/** What peer review writes. */
export const TABLES = ['submission', 'submission_author', 'review_duty', 'review', 'grade', 'review_case', 'fact', 'progress'] as const;

const STANDING = `('submitted', 'in-review', 'graded')`;
const facts = (kind: string, field: string, id: string) => `(SELECT count(*) FROM fact f WHERE f.kind = '${kind}' AND f.payload ->> '${field}' = ${id}::text)`;

/** What must hold between any two transactions: each line finds the rows for which it does not. */
const RULES: Record<string, string> = {
  'a work counts its reviews': `SELECT s.id FROM submission s WHERE s.finished <> (SELECT count(*) FROM review r WHERE r.submission_id = s.id AND r.state = 'done')`,
  'a work counts its claims': `SELECT s.id FROM submission s WHERE s.lent <> (SELECT count(*) FROM review r WHERE r.submission_id = s.id AND r.state = 'claimed')`,
  'nothing is lent beyond what is wanted': 'SELECT s.id FROM submission s WHERE s.finished + s.lent > s.wanted',
  'a person counts what she gave': `SELECT d.user_id AS id FROM review_duty d WHERE d.given <> (SELECT count(*) FROM review r WHERE r.reviewer_id = d.user_id AND r.edition_id = d.edition_id
      AND r.activity_key = d.activity_key AND r.round = d.round AND r.state IN ('done', 'removed'))`,
  'a work has its authors': `SELECT s.id FROM submission s WHERE cardinality(s.author_ids) <> (SELECT count(*) FROM submission_author a WHERE a.submission_id = s.id) OR s.author_ids = '{}'`,
  'whoever handed in owes': `SELECT s.id FROM submission s WHERE s.state IN ${STANDING} AND NOT EXISTS (SELECT FROM review_duty d WHERE d.user_id = ANY (s.author_ids) AND d.edition_id = s.edition_id
      AND d.activity_key = s.activity_key AND d.round = s.round AND d.to_give > 0)`,
  'whoever took back owes nothing': `SELECT s.id FROM submission s JOIN review_duty d ON d.user_id = ANY (s.author_ids) AND d.edition_id = s.edition_id AND d.activity_key = s.activity_key
      WHERE s.state = 'withdrawn' AND d.to_give > 0`,
  'handing in and taking back are told once each': `SELECT s.id FROM submission s WHERE ${facts('submission.submitted', 'submissionId', 's.id')} - ${facts('submission.taken-back', 'submissionId', 's.id')}
      <> CASE WHEN s.state IN ${STANDING} THEN 1 ELSE 0 END`,
  'handing in counts for its author': `SELECT s.id FROM submission s JOIN submission_author a ON a.submission_id = s.id WHERE s.state IN ${STANDING}
      AND NOT EXISTS (SELECT FROM progress p WHERE p.enrolment_id = a.enrolment_id AND p.activity_key = s.activity_key AND p.evidence = 'submitted')`,
  'a review is told once': `SELECT r.id FROM review r WHERE ${facts('review.given', 'reviewId', 'r.id')} <> CASE WHEN r.state IN ('done', 'removed') THEN 1 ELSE 0 END`,
  'a grade is told once': `SELECT g.id FROM grade g WHERE ${facts('grade.given', 'gradeId', 'g.id')} <> 1`,
  'a release is told once': `SELECT g.id FROM grade g WHERE ${facts('grade.released', 'gradeId', 'g.id')} <> CASE WHEN g.released_at IS NULL THEN 0 ELSE 1 END`,
  'a graded work has one grade': `SELECT s.id FROM submission s WHERE (s.state = 'graded') <> EXISTS (SELECT FROM grade g WHERE g.submission_id = s.id AND g.superseded_at IS NULL)`,
  'a case is told once': `SELECT c.id FROM review_case c WHERE ${facts('case.raised', 'caseId', 'c.id')} <> 1`,
  'an expired claim is told once': `SELECT r.id FROM review r WHERE r.state = 'expired' AND ${facts('review.claim-expired', 'reviewId', 'r.id')} <> 1`,
  'what waits for moderators has its day and its case': `SELECT s.id FROM submission s WHERE s.phase = 'moderators' AND (s.moderate_by IS NULL OR NOT EXISTS (SELECT FROM review_case c WHERE c.submission_id = s.id AND c.kind = 'short'))`,
};

/** What is half-made: nothing, at any time. */
export async function halfMade(academy: RunningAcademy): Promise<string[]> {
  const found: string[] = [];
  for (const [rule, sql] of Object.entries(RULES)) for (const { id } of await academy.database.query<{ id: string }>(sql)) found.push(`${rule}: ${id}`);
  return found;
}
