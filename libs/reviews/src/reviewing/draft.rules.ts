import type { EnrolmentState } from '@academy/enrolments';
import type { FieldError } from '@academy/platform';
import type { AssignmentActivity } from '../assignments.service';
import type { ReviewState, Scores } from '../review.entities';
import type { SubmissionState } from '../submission.entity';

export type ReviewCriterion = AssignmentActivity['rubric']['criteria'][number];
/** What a reviewer has written so far. */
export type ReviewDraft = Readonly<{ scores: Scores; comments: Readonly<Record<string, string>>; overall: string; keeps: string; suggests: string }>;

/** `enrolmentState`: null for staff, who review without one. */
export type WritingPlace = Readonly<{ state: ReviewState; enrolmentState: EnrolmentState | null; workState: SubmissionState }>;

/** Why nothing can be written any more, or null. Who let her time pass, or whose work was taken from her, may write on: what she types is kept. */
export function whyNotReview({ state, enrolmentState, workState }: WritingPlace): 'withdrawn' | 'review-released' | 'review-removed' | 'review-done' | null {
  if (state === 'removed' || (state === 'released' && whyNotHandIn(workState) === null)) return `review-${state}`;
  if (state === 'done') return 'review-done';
  return enrolmentState === 'withdrawn' ? 'withdrawn' : null;
}

/** Why a review cannot be handed in, or null: its author has taken the work back, or moderators have returned it or taken it out. One that they hold for a flag may be reviewed: it counts if they dismiss that. */
export const whyNotHandIn = (work: SubmissionState): 'work-taken-back' | null => (work === 'submitted' || work === 'in-review' || work === 'graded' ? null : 'work-taken-back');

/** Why a claim cannot be given back, or null. */
export const whyNotRelease = (state: ReviewState): 'review-done' | null => (state === 'done' || state === 'removed' ? 'review-done' : null);

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** Criteria and levels that the rubric does not have. */
export function strangersIn(criteria: readonly ReviewCriterion[], { scores, comments }: Pick<ReviewDraft, 'scores' | 'comments'>): FieldError[] {
  const find = (key: string) => criteria.find((criterion) => criterion.key === key);
  const unknown = (part: string, keys: string[]) => keys.filter((key) => !find(key)).map((key) => ({ pointer: `/${part}/${key}`, detail: 'is not a criterion of this rubric' }));
  const levels = Object.entries(scores).filter(([key, level]) => find(key)?.levels.every((each) => each.key !== level));
  return [...unknown('scores', Object.keys(scores)), ...levels.map(([key]) => ({ pointer: `/scores/${key}`, detail: 'is not a level of this criterion' })), ...unknown('comments', Object.keys(comments))];
}

/**
 * What is missing before a review can be handed in: a level for each criterion, the comments that the rubric asks for,
 * and a closing word: `overall`, or both what one would keep and what one suggests. `prompts`: the two are asked for in any case.
 */
export function missingIn(criteria: readonly ReviewCriterion[], draft: ReviewDraft, closing: 'either' | 'prompts'): FieldError[] {
  const levels = criteria.filter(({ key }) => draft.scores[key] === undefined).map(({ key }) => ({ pointer: `/scores/${key}`, detail: 'has no level yet' }));
  const comments = criteria
    .filter(({ key, commentRequired }) => commentRequired && isBlank(draft.comments[key]))
    .map(({ key }) => ({ pointer: `/comments/${key}`, detail: 'has no comment yet' }));
  return [...levels, ...comments, ...missingClosing(draft, closing)];
}

function missingClosing({ overall, keeps, suggests }: ReviewDraft, closing: 'either' | 'prompts'): FieldError[] {
  if (closing === 'either' && !isBlank(overall)) return [];
  const open = [['keeps', keeps], ['suggests', suggests]].filter(([, text]) => isBlank(text)).map(([name]) => ({ pointer: `/${name}`, detail: 'is still empty' }));
  return closing === 'either' && open.length === 2 ? [{ pointer: '/overall', detail: 'is still empty' }] : open;
}

/** Whether two drafts say the same, whatever the order of their criteria. */
export function isSameDraft(one: ReviewDraft, other: ReviewDraft): boolean {
  const plain = ({ scores, comments, overall, keeps, suggests }: ReviewDraft) => JSON.stringify([sorted(scores), sorted(comments), overall, keeps, suggests]);
  return plain(one) === plain(other);
}

const sorted = (record: Readonly<Record<string, string>>) => Object.entries(record).filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1));
