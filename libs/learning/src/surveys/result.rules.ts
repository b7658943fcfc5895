import type { SurveyQuestion } from '@academy/courses';
import { TOGETHER } from './survey.rules';

/** So often was this answered to that question. `value`: the key of an option, or a number of the scale as text. */
export type Tally = Readonly<{ key: string; value: string; count: number }>;
export type Choice = Readonly<{ value: string; label: string; count: number; share: number }>;
/** `answered`: by how many people. `earlier`: ticks of options that the question no longer has. `mean`: of a scale. */
export type Counted = Readonly<{ key: string; type: SurveyQuestion['type']; prompt: string; answered: number; choices: readonly Choice[]; earlier: number; mean: number | null }>;

/** What was answered to a question, as counts and shares of those who answered it. */
export function countedOf(question: SurveyQuestion, answered: number, tallies: readonly Tally[]): Counted {
  const own = tallies.filter(({ key }) => key === question.key);
  const labels = choicesOf(question);
  const choices = labels.map(({ value, label }): Choice => {
    const count = own.find((tally) => tally.value === value)?.count ?? 0;
    return { value, label, count, share: answered === 0 ? 0 : count / answered };
  });
  const known = choices.reduce((sum, { count }) => sum + count, 0);
  const earlier = question.type === 'text' ? 0 : own.reduce((sum, { count }) => sum + count, 0) - known;
  const mean = question.type === 'scale' && known > 0 ? choices.reduce((sum, { value, count }) => sum + Number(value) * count, 0) / known : null;
  return { key: question.key, type: question.type, prompt: question.prompt, answered, choices, earlier, mean };
}

function choicesOf(question: SurveyQuestion): { value: string; label: string }[] {
  if (question.type === 'text') return [];
  if (question.type !== 'scale') return question.options.map(({ key, text }) => ({ value: key, label: text }));
  const { from, to, points } = question.scale;
  return Array.from({ length: points }, (_, at) => ({ value: String(at + 1), label: [String(at + 1), at === 0 ? from : at === points - 1 ? to : ''].filter((part) => part !== '').join(' · ') }));
}

export type LanguageGroup = Readonly<{ language: string; count: number }>;

/**
 * The languages by which answers may be told apart: each group has five, and so have those that are left, taken together, or there
 * are none. The smallest group is given up where the rest would be too few.
 */
export function languagesShown(groups: readonly LanguageGroup[]): LanguageGroup[] {
  const shown = groups.filter(({ count }) => count >= TOGETHER).sort((a, b) => b.count - a.count || a.language.localeCompare(b.language));
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  const rest = (): number => all - shown.reduce((sum, { count }) => sum + count, 0);
  while (shown.length > 0 && rest() > 0 && rest() < TOGETHER) shown.pop();
  return shown;
}
