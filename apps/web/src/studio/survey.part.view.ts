import { type Messages, NotFound } from '@academy/platform';
import { type DraftView, type SurveyQuestion, SURVEY_QUESTION_TYPES } from '@academy/courses';
import { emptyForm } from '../views/forms';
import type { ActivityOfDraft } from './draft.places';
import { type Again, digestOf, type Part } from './editing';
import { textOf } from './fields';
import { shownForm } from './form.shown';
import { surveyQuestionValues } from './survey.question.form';

export const surveyQuestionsOf = (activity: ActivityOfDraft): readonly SurveyQuestion[] => (activity.kind === 'survey' ? activity.questions : []);

/** Types of a new question to choose from. */
export const surveyTypes = (messages: Messages, locale: string) => SURVEY_QUESTION_TYPES.map((type) => ({ value: type, label: messages.text(locale, `studio.surveyType-${type}`) }));

const FIELDS = ['prompt', 'required', 'options', 'from', 'to', 'scalePoints', 'sameAs'] as const;

/** Scales of the course's other surveys, to be asked once more. */
function scalesElsewhere(draft: DraftView, activity: ActivityOfDraft): { value: string; label: string }[] {
  const surveys = draft.modules.flatMap(({ sections }) => sections.flatMap(({ activities }) => activities)).filter(({ key }) => key !== activity.key);
  const own = new Set(surveyQuestionsOf(activity).map(({ key }) => key));
  return surveys.flatMap((survey) => surveyQuestionsOf(survey).filter(({ key, type }) => type === 'scale' && !own.has(key)).map(({ key, prompt }) => ({ value: key, label: `${survey.title}: ${prompt}`.slice(0, 150) })));
}

/** The form of one question of a survey. */
export function surveyPartView(messages: Messages, locale: string, draft: DraftView, activity: ActivityOfDraft, part: Extract<Part, { of: 'survey-question' }>, again: Again | null) {
  const question = surveyQuestionsOf(activity).find(({ key }) => key === part.key) ?? null;
  if (activity.kind !== 'survey' || (part.key !== null && !question && !again)) throw new NotFound('question');
  const values = question && surveyQuestionValues(question);
  const form = shownForm(messages, locale, again?.form ?? emptyForm(values ?? { scalePoints: '5' }));
  return {
    pane: 'survey-question',
    part: { key: part.key, type: question?.type ?? part.type },
    form,
    seen: again?.based.seen ?? (values ? digestOf(values) : ''),
    typed: Object.fromEntries(FIELDS.map((name) => [name, textOf(form.values[name])])),
    comparable: question ? [] : scalesElsewhere(draft, activity),
    points: ['5', '7'].map((value) => ({ value, label: messages.text(locale, 'studio.scalePoints', { count: Number(value) }) })),
  };
}
