import { renderMarkdown } from '@academy/platform';
import type { Counted, SurveyResult } from '@academy/learning';

/** Puts counts and shares in words. */
export type Figures = Readonly<{ say: (key: string, values?: Record<string, string | number>) => string; locale: string }>;

/** One set of bars. `heading`: of which survey, where several stand beside each other. */
function barsOf({ choices, answered, mean, earlier }: Counted, number: number, heading: string | null, { say, locale }: Figures) {
  return {
    number,
    heading,
    answered,
    earlier,
    mean: mean === null ? null : new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(mean),
    bars: choices.map(({ label, count, share }) => ({ label, value: count, words: say('surveys.countAndShare', { count, share }) })),
    max: Math.max(1, answered),
  };
}

/** The results of a survey as its page shows them. A scale that was asked in several surveys stands in the order of the course. */
export function resultsView(result: SurveyResult, figures: Figures) {
  return {
    ...result,
    questions: result.questions.map((question, index) => {
      const isCompared = question.elsewhere.length > 0;
      const before = question.elsewhere.filter(({ isEarlier }) => isEarlier);
      const after = question.elsewhere.filter(({ isEarlier }) => !isEarlier);
      const own = barsOf(question, index + 1, isCompared ? result.title : null, figures);
      return {
        number: index + 1,
        key: question.key,
        type: question.type,
        prompt: renderMarkdown(question.prompt),
        answered: question.answered,
        sets: question.type === 'text' ? [] : [...before.map((other) => barsOf(other, index + 1, other.survey, figures)), own, ...after.map((other) => barsOf(other, index + 1, other.survey, figures))],
        isCompared,
        texts: question.texts,
        more: question.more,
      };
    }),
  };
}
