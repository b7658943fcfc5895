import type { QtiItem } from './qti-items';

export type QtiForm =
  | 'single'
  | 'true-false'
  | 'multiple'
  | 'short-text'
  | 'numeric'
  | 'matching'
  | 'essay'
  | 'blanks'
  | 'dropdowns'
  | 'calculated'
  | 'file-upload'
  | 'text-only'
  | 'unknown';

const DECLARED: Readonly<Record<string, QtiForm>> = {
  multiple_choice_question: 'single',
  true_false_question: 'true-false',
  multiple_answers_question: 'multiple',
  short_answer_question: 'short-text',
  numerical_question: 'numeric',
  matching_question: 'matching',
  essay_question: 'essay',
  fill_in_multiple_blanks_question: 'blanks',
  multiple_dropdowns_question: 'dropdowns',
  calculated_question: 'calculated',
  file_upload_question: 'file-upload',
  text_only_question: 'text-only',
  'cc.multiple_choice.v0p1': 'single',
  'cc.true_false.v0p1': 'true-false',
  'cc.multiple_response.v0p1': 'multiple',
  'cc.fib.v0p1': 'short-text',
  'cc.pattern_match.v0p1': 'short-text',
  'cc.essay.v0p1': 'essay',
};

/** What a question is: by what it says of itself, else by how it is answered. */
export function formOf(item: QtiItem): QtiForm {
  const declared = Object.hasOwn(DECLARED, item.type) ? DECLARED[item.type] : undefined;
  // Some exporters call pairs a pattern to match, which the standard means for texts.
  const isMisnamed = declared === 'short-text' && item.responses[0]?.form === 'choice';
  return declared === undefined || isMisnamed ? formByResponses(item) : declared;
}

function formByResponses(item: QtiItem): QtiForm {
  const [first, ...others] = item.responses;
  if (first === undefined) return 'text-only';
  if (first.form === 'choice') {
    if (others.length > 0)
      return others.every((response) => response.form === 'choice' && response.words !== '') && first.words !== '' ? 'matching' : 'unknown';
    return first.isMultiple ? 'multiple' : 'single';
  }
  if (others.length > 0) return 'blanks';
  const tests = item.conditions.filter((condition) => condition.score > 0).flatMap((condition) => condition.tests);
  if (tests.length === 0) return 'essay';
  return tests.some((test) => test.operator !== 'varequal' && test.operator !== 'varsubstring') ? 'numeric' : 'short-text';
}

export const NOT_TAKEN: Partial<Record<QtiForm, string>> = {
  blanks: 'questions with several gaps cannot be taken over yet',
  dropdowns: 'questions with several choices in their text cannot be taken over yet',
  calculated: 'questions with a formula cannot be taken over yet',
  'file-upload': 'questions that ask for a file cannot be taken over',
  'text-only': 'it is a text without a question',
  unknown: 'this type of question is not known',
};
