import type { Counted, SurveyResult } from '@academy/learning';

const COLUMNS = ['survey', 'question', 'type', 'answer', 'count', 'share', 'language'] as const;
type Line = (string | number)[];

/** Results as lines: one for each choice of a question, one for each text. None stands for a person. */
export function linesOf(result: SurveyResult, say: (name: (typeof COLUMNS)[number]) => string): Line[] {
  const choices = (survey: string, { prompt, type, choices: all }: Counted): Line[] => all.map(({ label, count, share }) => [survey, prompt, type, label, count, Math.round(share * 1_000) / 1_000, '']);
  return [
    COLUMNS.map(say),
    ...result.questions.flatMap((question) => [
      ...choices(result.title, question),
      ...question.elsewhere.flatMap((other) => choices(other.survey, other)),
      ...question.texts.map(({ text, language }): Line => [result.title, question.prompt, question.type, text, '', '', language ?? '']),
    ]),
  ];
}
