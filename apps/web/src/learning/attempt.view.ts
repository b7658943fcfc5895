import type { EnrolmentView, ShownAttempt } from '@academy/learning';
import type { FormState } from '../views/forms';
import { languageBeside } from './language';
import { activityHref } from './outline.view';
import { questionView, type Say } from './quiz.view';

/** A try at a quiz as its page shows it, before and after it is handed in. */
export function attemptView(attempt: ShownAttempt, enrolment: EnrolmentView, form: FormState, { locale, say }: { locale: string; say: Say }) {
  const { result } = attempt;
  const lang = languageBeside(enrolment.course.language, locale);
  const feedback = new Map(result?.feedback.map((each) => [each.key, each]));
  const positionOf = (key: string): number => attempt.questions.findIndex((question) => question.key === key) + 1;
  const lacks = Object.entries(form.errors).filter(([key]) => positionOf(key) > 0);
  const left = attempt.limit === null ? null : Math.max(0, attempt.limit - attempt.number);
  return {
    id: attempt.id,
    enrolment: { id: enrolment.id, course: enrolment.course },
    quiz: { title: attempt.title, href: activityHref(enrolment.id, attempt.activityKey), passMark: attempt.passMark, limit: attempt.limit },
    lang,
    number: attempt.number,
    left,
    result: result && { score: result.score, maxScore: result.maxScore, passed: result.passed, share: result.maxScore > 0 ? result.score / result.maxScore : null },
    mayTryAgain: result !== null && !result.passed && left !== 0 && (enrolment.state === 'active' || enrolment.state === 'completed'),
    questions: attempt.questions.map((question) => questionView(question, form.values, feedback.get(question.key) ?? null, { locale, lang, say })),
    lacks: lacks.map(([key, lack]) => ({ field: key, message: say(`learning.lack-${lack}`, { number: positionOf(key) }) })),
    mayLeaveOpen: lacks.length > 0 && lacks.every(([, lack]) => lack === 'open'),
    next: nextAfter(enrolment, attempt.activityKey),
  };
}

/** The activity after this one, of those that are open. */
function nextAfter(enrolment: EnrolmentView, key: string): { title: string; href: string } | null {
  const open = enrolment.modules.filter((module) => module.open).flatMap(({ sections }) => sections.flatMap(({ activities }) => activities));
  const index = open.findIndex((activity) => activity.key === key);
  const next = index < 0 ? undefined : open[index + 1];
  return next ? { title: next.title, href: activityHref(enrolment.id, next.key) } : null;
}
