import type { SurveyQuestionDraft } from './activity-drafts';
import type { Cartridge } from './cartridge';
import { markdownOf } from './html-to-markdown';
import { Keys } from './keys';
import { oneLine, wordsOf } from './plain-text';
import type { QtiAssessment } from './qti-assessment';
import { formOf, NOT_TAKEN, type QtiForm } from './qti-forms';
import type { QtiItem } from './qti-items';

const MOST_QUESTIONS = 60;
const MOST_OPTIONS = 30;
const LONGEST_PROMPT = 5_000;
/** Whatever is typed as an answer is a text: nothing is right about it here. */
const TYPED: ReadonlySet<QtiForm> = new Set(['short-text', 'numeric', 'essay']);
const CHOSEN: ReadonlySet<QtiForm> = new Set(['single', 'true-false', 'multiple']);

/** What a survey asks. Every question that has no place in one is named in the report. */
export async function surveyQuestions(assessment: QtiAssessment, path: string, cartridge: Cartridge, nameOf: (item: QtiItem) => string): Promise<SurveyQuestionDraft[]> {
  const keys = new Keys();
  const questions: SurveyQuestionDraft[] = [];
  for (const item of assessment.items) {
    const say = (reason: string) => cartridge.report.skipped(path, `Question “${nameOf(item)}”: ${reason}.`);
    const prompt = (await markdownOf(item.prompt, path, cartridge)) || oneLine(item.title, 1_000);
    const read = prompt.length > LONGEST_PROMPT ? 'its text is too long' : questionOf(item, prompt, keys, say);
    if (typeof read === 'string') say(read);
    else if (questions.length >= MOST_QUESTIONS) say(`a survey has at most ${MOST_QUESTIONS} questions`);
    else questions.push(read);
  }
  return questions;
}

/** A question, or why there is none. */
function questionOf(item: QtiItem, prompt: string, keys: Keys, note: (reason: string) => void): SurveyQuestionDraft | string {
  const form = formOf(item);
  if (prompt === '') return 'it asks nothing';
  if (TYPED.has(form) && item.responses.length <= 1) return { key: keys.take(item.identifier), prompt, type: 'text' };
  const [response] = item.responses;
  if (form === 'matching') return 'pairs have no place in a survey';
  if (!CHOSEN.has(form) || response === undefined) return NOT_TAKEN[form] ?? 'it has no answers';
  const options = response.labels.map(({ identifier, html }) => ({ identifier, text: oneLine(wordsOf(html), 500) })).filter(({ text }) => text !== '');
  if (options.length < 2) return 'it has no answers to choose from';
  if (options.length > MOST_OPTIONS) note(`it has more than ${MOST_OPTIONS} answers; the rest was left out`);
  const own = new Keys();
  return {
    key: keys.take(item.identifier),
    prompt,
    type: form === 'multiple' ? 'multiple' : 'single',
    options: options.slice(0, MOST_OPTIONS).map(({ identifier, text }, index) => ({ key: own.take(identifier || `option-${index + 1}`), text })),
  };
}
