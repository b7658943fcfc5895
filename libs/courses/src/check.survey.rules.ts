import type { ActivityOf } from './activity.schemas';
import { error, type Problem } from './problem.rules';

/** What keeps a survey from being answered. */
export function surveyProblems(survey: ActivityOf<'survey'>, path: string): Problem[] {
  if (survey.questions.length === 0) return [error(`${path}/questions`, 'surveyWithoutQuestions', { title: survey.title })];
  return survey.questions.flatMap((question, q) => {
    const at = `${path}/questions/${q}`;
    const about = { title: survey.title, number: q + 1 };
    if (question.type === 'scale') return question.scale.from === '' || question.scale.to === '' ? [error(`${at}/scale`, 'scaleWithoutEnds', about)] : [];
    if (question.type === 'text') return [];
    return question.options.length < 2 ? [error(`${at}/options`, 'surveyOptionsMissing', about)] : [];
  });
}
