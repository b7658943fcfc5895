import { type Messages, renderMarkdown } from '@academy/platform';
import { type CaseView, influenceOf, isAuthorHidden, LARGE_SPREAD, type OwnGrade, type Received, type ReceivedGrade, type ReceivedReview } from '@academy/reviews';
import { languageBeside } from '../learning/language';
import { activityHref } from '../learning/outline.view';
import { colleagueName } from '../reviews/colleague';
import type { FormView } from '../views/form.view';

/** Where a work stands on its way to its grade. */
export type GradeStatus = 'nothing' | 'unfinished' | 'returned' | 'checked' | 'moderators' | 'one-more' | 'waiting' | 'ready' | 'released';
type Reader = { messages: Messages; locale: string };
type Shown = { own: OwnGrade; received: Received | null; cases: readonly CaseView[] };
/** The form that was refused, and of which review. */
export type RefusedRating = { reviewId: string; form: FormView };
type Criterion = OwnGrade['activity']['rubric']['criteria'][number];

const MARKS = [5, 4, 3, 2, 1];

export function gradeView({ own, received, cases }: Shown, { messages, locale }: Reader, refused: RefusedRating | null) {
  const { enrolmentId, activityKey, activity, work, rounds } = own;
  const href = activityHref(enrolmentId, activityKey);
  const criteria = activity.rubric.criteria;
  const nameOf = ({ reviewer }: ReceivedReview) => (reviewer === null ? messages.text(locale, 'grade.team') : colleagueName(messages, locale, reviewer));
  return {
    enrolmentId,
    course: { title: own.course.title },
    activity: { title: activity.title, href },
    lang: languageBeside(own.course.language, locale),
    address: `${href}/grade`,
    submissionHref: `${href}/submission`,
    submissionId: work?.id ?? null,
    status: statusOf(own, received !== null),
    round: work?.round ?? 1,
    rounds: rounds.length < 2 ? [] : rounds.map((round) => ({ label: messages.text(locale, 'grade.round', { round }), href: `${href}/grade?round=${round}`, isCurrent: round === work?.round, count: null })),
    progress: work && { received: work.received, wanted: work.wanted, bar: Math.min(work.received, work.wanted) },
    until: untilOf(own)?.toISOString() ?? null,
    untilWhat: work?.isGraded ? 'ready' : work?.phase === 'moderators' ? 'moderators' : 'reviews',
    isAuthorHidden: isAuthorHidden(activity.anonymity),
    isRegraded: (work?.grades ?? 0) > 1,
    passMark: activity.passMark,
    grade: received && resultOf(received.grade, criteria),
    reviews: received?.reviews.map((review) => ({ ...cardOf(review, criteria), name: nameOf(review), ...ratingOf(review, refused) })) ?? [],
    how: received && received.grade.source === 'reviews' ? howOf(received, criteria, nameOf) : null,
    /** Reviews that count for nothing while a moderator looks at them. */
    reported: cases.filter(({ kind, state }) => kind === 'flagged-review' && state === 'open').length,
    appeal: appealOf(cases),
    maySecondDraft: received !== null && work?.state === 'graded' && work.round < activity.rounds && !rounds.includes(work.round + 1),
  };
}

function statusOf({ work, activity }: OwnGrade, isReleased: boolean): GradeStatus {
  if (!work) return 'nothing';
  if (isReleased) return 'released';
  if (work.state === 'draft' || work.state === 'withdrawn') return 'unfinished';
  if (work.state === 'returned') return 'returned';
  if (work.isHeld) return 'checked';
  if (work.isGraded) return 'ready';
  if (work.phase === 'moderators') return 'moderators';
  return work.received >= activity.reviewsWanted && work.wanted > activity.reviewsWanted ? 'one-more' : 'waiting';
}

/** The day that the author can be told to wait for; null where nobody has named one. */
function untilOf({ work, activity, releaseAt, endsAt }: OwnGrade): Date | null {
  if (!work) return null;
  if (!work.isGraded) return work.phase === 'moderators' ? work.moderateBy : work.reviewBy;
  if (activity.release === 'after-moderation') return releaseAt;
  const deadline = activity.release === 'at-review-deadline' ? (work.reviewBy ?? endsAt) : null;
  return [deadline, releaseAt].reduce((latest, date) => (latest && (!date || date < latest) ? latest : date), null);
}

function resultOf({ points, maxPoints, passed, source, reason, criteria, ruleVersion }: ReceivedGrade, rubric: readonly Criterion[]) {
  return {
    points,
    maxPoints,
    share: maxPoints === 0 ? null : points / maxPoints,
    passed,
    tone: passed ? 'valid' : 'unknown',
    byStaff: source === 'staff',
    reason,
    ruleVersion,
    criteria: criteria.map(({ key, points: reached, maxPoints: most, spread, n }) => {
      const criterion = rubric.find((each) => each.key === key);
      return { title: criterion?.title ?? key, ...levelsAt(criterion, reached), points: reached, maxPoints: most, distance: spread * most, agreement: spread === 0 ? 'same' : spread < LARGE_SPREAD ? 'close' : 'apart', n };
    }),
  };
}

/** The level whose points these are, or the two that they lie between. */
function levelsAt(criterion: Criterion | undefined, points: number): { level: string | null; below: string | null; above: string | null } {
  const levels = [...(criterion?.levels ?? [])].sort((a, b) => a.points - b.points);
  const level = levels.find((each) => each.points === points)?.title ?? null;
  return { level, below: levels.findLast((each) => each.points < points)?.title ?? null, above: levels.find((each) => each.points > points)?.title ?? null };
}

function cardOf({ id, scores, comments, overall, keeps, suggests, reviewer }: ReceivedReview, rubric: readonly Criterion[]) {
  const criteria = rubric.map(({ key, title, levels }) => ({ title, level: levels.find((each) => each.key === scores[key])?.title ?? null, comment: htmlOf(comments[key] ?? '') }));
  const words = { keeps: htmlOf(keeps), suggests: htmlOf(suggests), overall: htmlOf(overall) };
  return { id, isTeam: reviewer === null, ...words, criteria: criteria.filter(({ level, comment }) => level !== null || comment !== null) };
}

function ratingOf({ id, helpful, reply }: ReceivedReview, refused: RefusedRating | null) {
  const form = refused?.reviewId === id ? refused.form : null;
  const chosen = form ? String(form.values['helpful'] ?? '') : String(helpful ?? '');
  return {
    helpful,
    reply: htmlOf(reply ?? ''),
    form: { typed: String(form?.values['reply'] ?? ''), errors: form?.errors ?? {}, summary: form?.summary ?? [], alert: form?.alert ?? null },
    marks: MARKS.map((mark) => ({ mark, isChosen: chosen === String(mark) })),
  };
}

const htmlOf = (text: string): string | null => (text.trim() === '' ? null : renderMarkdown(text));

/** The points of each review for each criterion, and how much it counted: what the median was taken of. */
function howOf({ grade, reviews }: Received, rubric: readonly Criterion[], nameOf: (review: ReceivedReview) => string) {
  const counted = reviews.filter(({ weight }) => weight !== null);
  const average = counted.reduce((sum, { weight }) => sum + weight!, 0) / counted.length;
  return {
    ruleVersion: grade.ruleVersion,
    reviews: counted.map((review) => ({ name: nameOf(review), isTeam: review.reviewer === null, weight: review.weight!, influence: influenceOf(review.weight! / average) })),
    criteria: grade.criteria.map(({ key, points }) => {
      const criterion = rubric.find((each) => each.key === key);
      return { title: criterion?.title ?? key, points, given: counted.map(({ scores }) => criterion?.levels.find((level) => level.key === scores[key])?.points ?? null) };
    }),
  };
}

function appealOf(cases: readonly CaseView[]) {
  const appeal = cases.find(({ kind }) => kind === 'appeal');
  return appeal ? { isOpen: appeal.state === 'open', dueOn: appeal.dueOn, stands: appeal.decision === 'uphold-grade', note: appeal.note } : null;
}
