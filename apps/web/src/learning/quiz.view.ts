import { renderMarkdown } from '@academy/platform';
import type { OpenQuestion, QuestionFeedback } from '@academy/learning';
import { type Fields, listOf, nameOf, textOf } from './learning.forms';

/** Puts a message key into the reader's words. */
export type Say = (key: string, values?: Record<string, string | number>) => string;
type Verdict = 'right' | 'wrong' | 'missed' | null;
type Option = { key: string; text: string };

/** One question as `partials/question` shows it. `lang`: the content's, where it is not the reader's. */
export type QuestionView = {
  key: string;
  type: OpenQuestion['type'];
  prompt: string;
  points: number;
  options?: (Option & { lang: string | null; isChosen: boolean; place: number | null; verdict: Verdict })[];
  rows?: (Option & { chosen: string; verdict: Verdict })[];
  choices?: Option[];
  value?: string;
  result: { verdict: 'right' | 'wrong'; words: string; feedback: string | null } | null;
};
type Reader = Readonly<{ say: Say; locale: string; lang: string | null }>;

export function questionView(question: OpenQuestion, fields: Fields, feedback: QuestionFeedback | null, reader: Reader): QuestionView {
  const name = nameOf(question);
  const head = { key: question.key, type: question.type, prompt: renderMarkdown(question.prompt), points: question.points, result: resultOf(question, feedback, reader) };
  switch (question.type) {
    case 'short-text':
    case 'numeric':
      return { ...head, value: textOf(fields[name]) };
    case 'matching': {
      const rows = (question.left ?? []).map((row) => {
        const chosen = textOf(fields[`${name}.${row.key}`]);
        return { ...row, chosen, verdict: lineVerdict(feedback, () => pairsOf(feedback)[row.key] === chosen) };
      });
      return { ...head, rows, choices: question.right ?? [] };
    }
    case 'ordering': {
      const options = (question.options ?? []).map((option) => {
        const place = Number(textOf(fields[`${name}.${option.key}`])) || null;
        return { ...option, lang: reader.lang, isChosen: false, place, verdict: lineVerdict(feedback, () => place !== null && orderOf(feedback)[place - 1] === option.key) };
      });
      return { ...head, options };
    }
    default: {
      const chosen = listOf(fields[name]);
      const options = (question.type === 'true-false' ? truths(reader) : (question.options ?? []).map((option) => ({ ...option, lang: reader.lang }))).map((option) => {
        const isChosen = chosen.includes(option.key);
        return { ...option, isChosen, place: null, verdict: optionVerdict(question, feedback, option.key, isChosen) };
      });
      return { ...head, options };
    }
  }
}

const truths = ({ say }: Reader) => ['true', 'false'].map((key) => ({ key, text: say(`learning.answer-${key}`), lang: null }));

/** What is right is known once nothing is left to try; before that only what follows from the question being right or wrong. */
function optionVerdict(question: OpenQuestion, feedback: QuestionFeedback | null, key: string, isChosen: boolean): Verdict {
  if (!feedback) return null;
  if (feedback.answer === undefined) {
    if (!isChosen) return null;
    return feedback.correct ? 'right' : question.type === 'multiple' ? null : 'wrong';
  }
  const isRight = [feedback.answer].flat().map(String).includes(key);
  if (isChosen) return isRight ? 'right' : 'wrong';
  return isRight ? 'missed' : null;
}

function lineVerdict(feedback: QuestionFeedback | null, isRight: () => boolean): Verdict {
  if (!feedback) return null;
  if (feedback.answer === undefined) return feedback.correct ? 'right' : null;
  return isRight() ? 'right' : 'wrong';
}

const pairsOf = (feedback: QuestionFeedback | null): Record<string, string> => (feedback?.answer ?? {}) as Record<string, string>;
const orderOf = (feedback: QuestionFeedback | null): string[] => (feedback?.answer ?? []) as string[];

function resultOf(question: OpenQuestion, feedback: QuestionFeedback | null, { say, locale }: Reader): QuestionView['result'] {
  if (!feedback) return null;
  const answer = feedback.correct ? '' : rightAnswer(question, feedback, locale);
  const words = feedback.correct ? say('learning.questionRight') : answer === '' ? say('learning.questionWrong') : say(`learning.questionWrong-${question.type}`, { answer });
  return { verdict: feedback.correct ? 'right' : 'wrong', words, feedback: feedback.feedback.trim() === '' ? null : renderMarkdown(feedback.feedback) };
}

/** What would have been right, where the options themselves do not show it. Empty while it is not told. */
function rightAnswer(question: OpenQuestion, { answer }: QuestionFeedback, locale: string): string {
  if (answer === undefined || answer === null) return '';
  const nameFor = (key: string): string => question.options?.find((option) => option.key === key)?.text ?? key;
  switch (question.type) {
    case 'short-text':
      return new Intl.ListFormat(locale, { type: 'disjunction' }).format(answer as string[]);
    case 'numeric': {
      const { value, tolerance } = answer as { value: number; tolerance: number };
      const { format } = new Intl.NumberFormat(locale, { maximumFractionDigits: 12 });
      return tolerance > 0 ? `${format(value)} ± ${format(tolerance)}` : format(value);
    }
    case 'matching':
      return (question.left ?? []).map(({ key, text }) => `${text} – ${nameFor((answer as Record<string, string>)[key] ?? '')}`).join('; ');
    case 'ordering':
      return (answer as string[]).map((key, index) => `${index + 1}. ${nameFor(key)}`).join(' ');
    default:
      return '';
  }
}
