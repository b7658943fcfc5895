import { z } from 'zod';
import { Key } from './keys.schemas';

/**
 * The seven kinds of question. `answer` is written by authors and leaves the server only towards them;
 * an attempt's value has the same shape, but for short text (one text) and numeric (one number).
 */

const Option = z.strictObject({ key: Key, text: z.string().trim().min(1).max(2_000) });

const common = {
  key: Key,
  prompt: z.string().trim().min(1).max(20_000),
  points: z.number().min(0).max(1_000).default(1),
  feedback: z.string().max(20_000).default(''),
};
const options = z.array(Option).min(1).max(50);

export const Question = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('single'), options, answer: Key.nullish() }),
  z.strictObject({ ...common, type: z.literal('multiple'), options, answer: z.array(Key).max(50).nullish() }),
  z.strictObject({ ...common, type: z.literal('true-false'), options: options.optional(), answer: z.boolean().nullish() }),
  z.strictObject({ ...common, type: z.literal('short-text'), answer: z.array(z.string().trim().min(1).max(500)).max(50).nullish() }),
  z.strictObject({
    ...common,
    type: z.literal('numeric'),
    answer: z.strictObject({ value: z.number(), tolerance: z.number().min(0).default(0) }).nullish(),
  }),
  /** Options hold both sides: a key of `answer` stands on the left, every other option on the right. */
  z.strictObject({ ...common, type: z.literal('matching'), options, answer: z.record(Key, Key).nullish() }),
  z.strictObject({ ...common, type: z.literal('ordering'), options, answer: z.array(Key).max(50).nullish() }),
]);
export type Question = z.infer<typeof Question>;
export type QuestionType = Question['type'];
export const QUESTION_TYPES = ['single', 'multiple', 'true-false', 'short-text', 'numeric', 'matching', 'ordering'] as const satisfies readonly QuestionType[];
