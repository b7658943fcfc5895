import type { QuestionDraft } from './activity-drafts';
import { Keys } from './keys';
import { oneLine, wordsOf } from './plain-text';
import { acceptedTexts, allChoices, bestChoices, numericAnswers } from './qti-answers';
import { matchingOf } from './qti-matching';
import { formOf, NOT_TAKEN } from './qti-forms';
import type { QtiItem, QtiResponse } from './qti-items';

/** What a question became: a question, a text to write, or nothing, with the reason. */
export type QuestionResult = { question: QuestionDraft } | { essay: string } | { skipped: string };

/** What one question needs from the quiz around it. */
export interface QuestionHelp {
  keys: Keys;
  /** Markdown of a piece of HTML. */
  markdown: (html: string) => Promise<string>;
  note: (reason: string) => void;
}

const LONGEST_PROMPT = 20_000;

export async function readQuestion(item: QtiItem, help: QuestionHelp): Promise<QuestionResult> {
  const form = formOf(item);
  const prompt = (await help.markdown(item.prompt)) || oneLine(item.title, 1_000);
  if (prompt === '') return { skipped: 'it asks nothing' };
  if (form === 'essay') return { essay: prompt };
  if (prompt.length > LONGEST_PROMPT) return { skipped: 'its text is too long' };
  const common = { key: help.keys.take(item.identifier), prompt, points: item.points, feedback: await feedbackOf(item, help) };
  const [response] = item.responses;
  if (form === 'matching') return matchingOf(item, common);
  if (response === undefined) return { skipped: NOT_TAKEN[form] ?? 'it has no answers' };
  if (form === 'single' || form === 'true-false' || form === 'multiple') return choiceOf(form, item, response, common, help);
  if (form === 'blanks' && item.responses.length === 1)
    return { question: { ...common, type: 'short-text', answer: limitedTexts(textsOfBlank(item, response), help) } };
  if (form === 'numeric') return numericOf(item, common, help);
  if (form !== 'short-text') return { skipped: NOT_TAKEN[form] ?? 'this type of question is not known' };
  if (item.responses.length > 1) return { skipped: NOT_TAKEN.blanks ?? '' };
  if (item.conditions.some((condition) => condition.tests.some((test) => test.operator === 'varsubstring'))) {
    help.note('it accepted answers that contain a text; now the whole answer has to be that text');
  }
  return { question: { ...common, type: 'short-text', answer: limitedTexts(acceptedTexts(item), help) } };
}

type Common = Pick<QuestionDraft, 'prompt' | 'points' | 'feedback'> & { key: string };

function choiceOf(
  form: 'single' | 'true-false' | 'multiple',
  item: QtiItem,
  response: QtiResponse,
  common: Common,
  help: QuestionHelp,
): QuestionResult {
  const keys = new Keys();
  const choices = response.labels.slice(0, 50).map((label, index) => ({
    label: label.identifier,
    key: keys.take(label.identifier || `option-${index + 1}`),
    text: wordsOfOption(label.html, help),
  }));
  if (response.labels.length > choices.length) help.note('it has more than 50 answers; the rest was left out');
  const options = choices.filter((choice) => choice.text !== '').map(({ key, text }) => ({ key, text }));
  if (options.length === 0) return { skipped: 'it has no answers to choose from' };
  const keysOf = (values: readonly string[]) =>
    options.map((option) => option.key).filter((key) => choices.some((choice) => choice.key === key && values.includes(choice.label)));
  if (form === 'multiple')
    return { question: { ...common, type: 'multiple', options, answer: keysOf(allChoices(item, response.identifier)) } };
  const right = keysOf(bestChoices(item, response.identifier));
  if (right.length > 1) help.note('several answers are right; only the first counts');
  const [answer] = right;
  if (form === 'true-false') {
    const truth = options.map((option) => truthOf(option.text));
    const index = options.findIndex((option) => option.key === answer);
    if (truth.length === 2 && truth.includes(true) && truth.includes(false))
      return { question: { ...common, type: 'true-false', answer: truth[index] ?? null } };
  }
  return { question: { ...common, type: 'single', options, answer: answer ?? null } };
}

/** An answer is a line of plain text; of a picture its alternative text remains. */
function wordsOfOption(html: string, help: QuestionHelp): string {
  if (/<img/i.test(html)) help.note('pictures in its answers were replaced by their alternative texts');
  return oneLine(wordsOf(html), 2_000);
}

const TRUE = [
  'true',
  't',
  'yes',
  'wahr',
  'richtig',
  'ja',
  'vrai',
  'oui',
  'verdadero',
  'vero',
  'verdadeiro',
  'waar',
  'juist',
  'prawda',
  'sant',
  'sann',
  'sandt',
  'tosi',
  'adevărat',
  'igaz',
];
const FALSE = [
  'false',
  'f',
  'no',
  'falsch',
  'nein',
  'faux',
  'non',
  'falso',
  'onwaar',
  'onjuist',
  'fałsz',
  'falskt',
  'usant',
  'falsk',
  'epätosi',
  'fals',
  'hamis',
];

function truthOf(text: string): boolean | null {
  const word = text.toLowerCase().replace(/[.!]$/, '');
  if (TRUE.includes(word)) return true;
  return FALSE.includes(word) ? false : null;
}

function numericOf(item: QtiItem, common: Common, help: QuestionHelp): QuestionResult {
  const [answer, ...others] = numericAnswers(item);
  if (others.length > 0) help.note('several numbers are right; only the first counts');
  return { question: { ...common, type: 'numeric', answer: answer ?? null } };
}

function textsOfBlank(item: QtiItem, response: QtiResponse): string[] {
  const right = acceptedTexts(item);
  const fromLabels = response.labels.filter((label) => right.includes(label.identifier)).map((label) => wordsOf(label.html));
  return fromLabels.length > 0 ? fromLabels : right;
}

function limitedTexts(texts: readonly string[], help: QuestionHelp): string[] {
  const usable = texts.map((text) => text.trim()).filter((text) => text !== '' && text.length <= 500);
  if (usable.length > 50 || usable.length < texts.length) help.note('some of its accepted answers were left out');
  return usable.slice(0, 50);
}

/** What is shown afterwards: the general words, then what is said of single answers. */
async function feedbackOf(item: QtiItem, help: QuestionHelp): Promise<string> {
  const lines: string[] = [];
  for (const label of item.responses.flatMap((response) => response.labels)) {
    const words = wordsOf(feedbackForChoice(item, label.identifier));
    if (words !== '')
      lines.push(
        `<li><strong>${label.html.replace(/<\/?(p|div)>/gi, '')}</strong> – ${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</li>`,
      );
  }
  const general = item.feedback.get('general_fb') ?? '';
  const rest = [...item.feedback].filter(
    ([identifier, html]) => /^(correct|general_incorrect|incorrect)_fb$/.test(identifier) && wordsOf(html) !== '',
  );
  if (rest.length > 0) help.note('what it says to right or wrong answers as such was left out');
  const markdown = await help.markdown(general + (lines.length > 0 ? `<ul>${lines.join('')}</ul>` : ''));
  if (markdown.length > LONGEST_PROMPT) help.note('its feedback is too long and was left out');
  return markdown.length > LONGEST_PROMPT ? '' : markdown;
}

function feedbackForChoice(item: QtiItem, label: string): string {
  const shown = item.conditions.find(
    (condition) =>
      condition.score === 0 && condition.tests.length === 1 && condition.tests[0]?.value === label && condition.feedback.length > 0,
  );
  const identifier = shown?.feedback[0] ?? '';
  return /^(correct|general|general_incorrect|incorrect)_fb$/.test(identifier) ? '' : (item.feedback.get(identifier) ?? '');
}
