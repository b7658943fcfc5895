import type { Question } from './questions.schemas';

/** Why a question has no right answer that someone could give, or null. */
export function whyNoAnswer(question: Question): 'question-without-answer' | 'answer-not-an-option' | null {
  const { answer } = question;
  if (answer === null || answer === undefined) return 'question-without-answer';
  if (typeof answer === 'object' && Object.keys(answer).length === 0) return 'question-without-answer';
  switch (question.type) {
    case 'single':
      return areOptions(question, [question.answer!]);
    case 'multiple':
      return areOptions(question, question.answer!);
    case 'ordering':
      return question.answer!.length === question.options.length ? areOptions(question, question.answer!) : 'answer-not-an-option';
    case 'matching':
      return arePairs(question, question.answer!);
    default:
      return null;
  }
}

type WithOptions = { options: { key: string }[] };

function areOptions({ options }: WithOptions, keys: string[]): 'answer-not-an-option' | null {
  const known = new Set(options.map(({ key }) => key));
  return keys.every((key) => known.delete(key)) ? null : 'answer-not-an-option';
}

/** What stands on the left is not on the right too. */
function arePairs(question: WithOptions, pairs: Record<string, string>): 'answer-not-an-option' | null {
  const left = new Set(Object.keys(pairs));
  const right = Object.values(pairs);
  return right.some((key) => left.has(key)) ? 'answer-not-an-option' : areOptions(question, [...left, ...new Set(right)]);
}
