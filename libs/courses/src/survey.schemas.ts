import { z } from 'zod';
import { Key } from './keys.schemas';

/** Questions of a survey: nothing about them is right or wrong, so none has an answer of its author's. */
const Option = z.strictObject({ key: Key, text: z.string().trim().min(1).max(500) });
const label = z.string().trim().max(200).default('');

const common = { key: Key, prompt: z.string().trim().min(1).max(5_000), required: z.boolean().default(false) };
const options = z.array(Option).max(30).default([]);

/** From 1 (`from`) to 5 or 7 (`to`): what its two ends are called. */
export const Scale = z.strictObject({ from: label, to: label, points: z.union([z.literal(5), z.literal(7)]).default(5) });

export const SurveyQuestion = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('single'), options }),
  z.strictObject({ ...common, type: z.literal('multiple'), options }),
  /** The same key at the start and at the end of a course: the two are shown beside each other. */
  z.strictObject({ ...common, type: z.literal('scale'), scale: Scale }),
  z.strictObject({ ...common, type: z.literal('text') }),
]);
export type SurveyQuestion = z.infer<typeof SurveyQuestion>;
export type SurveyQuestionType = SurveyQuestion['type'];
export const SURVEY_QUESTION_TYPES = ['single', 'multiple', 'scale', 'text'] as const satisfies readonly SurveyQuestionType[];
