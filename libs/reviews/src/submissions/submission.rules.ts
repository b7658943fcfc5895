import type { EditionState } from '@academy/editions';
import type { FieldError } from '@academy/platform';
import type { AssignmentActivity } from '../assignments.service';
import type { SubmissionContent, SubmissionState } from '../submission.entity';

const DAY = 24 * 3_600_000;
/** Days that reviewers have for a work that comes when the others' are under review already. */
const OWN_DAYS = 7;

const isOver = (state: EditionState): boolean => state === 'closed' || state === 'archived';
/** States in which its authors write. */
export const isWritable = (state: SubmissionState): boolean => state === 'draft' || state === 'withdrawn' || state === 'returned';

/** Why a work cannot be written on now, or null. Past its deadline it can: what is typed is kept. */
export const whyNotWrite = (state: SubmissionState): 'already-submitted' | 'already-graded' | null =>
  isWritable(state) ? null : state === 'graded' ? 'already-graded' : 'already-submitted';

export type Dates = Readonly<{ editionState: EditionState; submitBy: Date | null; graceUntil: Date | null; reviewBy: Date | null; isSelfPaced: boolean }>;
type Work = Readonly<{ state: SubmissionState; round: number }>;

/** Deadlines of the edition are the first round's; what staff gave back may be handed in again past them. */
const hasDeadline = ({ state, round }: Work): boolean => round === 1 && state !== 'returned';

/** Why a work cannot be handed in now, or null. */
export function whyNotSubmit(work: Work, dates: Dates, now: Date): 'already-submitted' | 'already-graded' | 'edition-closed' | 'submissions-closed' | null {
  const why = whyNotWrite(work.state);
  if (why) return why;
  if (isOver(dates.editionState)) return 'edition-closed';
  const last = dates.graceUntil ?? dates.submitBy;
  return hasDeadline(work) && last !== null && now > last ? 'submissions-closed' : null;
}

export const isLate = (work: Work, { submitBy }: Dates, now: Date): boolean => hasDeadline(work) && submitBy !== null && now > submitBy;

/** By when a work should have its reviews: with the others' where it comes with them, else in days of its own. */
export function reviewByOf(work: Work, dates: Dates, now: Date): Date {
  const { reviewBy } = dates;
  const own = new Date(now.getTime() + OWN_DAYS * DAY);
  if (reviewBy === null) return own;
  const isWithTheOthers = work.round === 1 && work.state !== 'returned' && !dates.isSelfPaced && !isLate(work, dates, now);
  return isWithTheOthers || reviewBy > own ? reviewBy : own;
}

type Submitted = Readonly<{ state: SubmissionState; submittedAt: Date | null; openedAt: Date | null; finished: number }>;

/** Why a work can no longer be taken back, or null: somebody has reviewed it, or has opened it and the time for corrections is over. */
export function whyNotTakeBack(work: Submitted, correctionMinutes: number, now: Date): 'not-submitted' | 'already-graded' | 'already-reviewed' | 'already-opened' | null {
  if (work.state === 'graded') return 'already-graded';
  if (work.state !== 'submitted' && work.state !== 'in-review') return 'not-submitted';
  if (work.finished > 0) return 'already-reviewed';
  const isInTime = work.submittedAt !== null && now.getTime() <= work.submittedAt.getTime() + correctionMinutes * 60_000;
  return work.openedAt === null || isInTime ? null : 'already-opened';
}

type Form = AssignmentActivity['form'];
const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** What is missing before a work can be handed in: every required field of the form; without a form, anything at all. */
export function missingParts(content: SubmissionContent, form: Form): FieldError[] {
  const missing = form.fields.filter(({ key, required }) => required && isBlank(content.fields[key]));
  if (missing.length > 0) return missing.map(({ key, title }) => ({ pointer: `/fields/${key}`, detail: `"${title}" is still empty` }));
  const isEmpty = isBlank(content.markdown) && Object.values(content.fields).every(isBlank) && content.links.length === 0 && content.attachments.length === 0;
  return isEmpty ? [{ pointer: form.fields[0] ? `/fields/${form.fields[0].key}` : '/markdown', detail: 'is still empty' }] : [];
}

/** Fields that the form does not have. */
export const unknownFields = (fields: SubmissionContent['fields'], form: Form): FieldError[] =>
  Object.keys(fields).flatMap((key) => (form.fields.some((field) => field.key === key) ? [] : [{ pointer: `/fields/${key}`, detail: 'is not a field of this form' }]));

/** A part of a work under its heading; the free text has none. */
export type Part = Readonly<{ title: string | null; markdown: string }>;

/** A work in the order of its form: what reviewers read. Empty parts are left out. */
export function partsOf(content: Pick<SubmissionContent, 'markdown' | 'fields'>, form: Form): Part[] {
  const fields = form.fields.map(({ key, title }): Part => ({ title, markdown: content.fields[key] ?? '' }));
  return [...fields, { title: null, markdown: content.markdown }].filter(({ markdown }) => !isBlank(markdown));
}

/** The same as one text. */
export const wholeMarkdown = (content: Pick<SubmissionContent, 'markdown' | 'fields'>, form: Form): string =>
  partsOf(content, form).map(({ title, markdown }) => (title === null ? markdown : `## ${title}\n\n${markdown}`)).join('\n\n');

/** What reviewers see a file called: by its place, whatever its author called it. */
export const neutralName = (index: number, fileName: string): string => `attachment-${index + 1}${/\.[a-z0-9]+$/.exec(fileName)?.[0] ?? ''}`;
