import type { z } from 'zod';
import type { Activity } from '../activity.schemas';
import type { Question } from '../questions.schemas';
import type { SurveyQuestion } from '../survey.schemas';

/** An activity as the converters write it: what they leave out gets its default when the course is checked at the end. */
export type ActivityDraft = z.input<typeof Activity>;
export type QuestionDraft = z.input<typeof Question>;
export type SurveyQuestionDraft = z.input<typeof SurveyQuestion>;
