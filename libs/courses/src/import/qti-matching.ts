import type { QuestionDraft } from './activity-drafts';
import { Keys } from './keys';
import { oneLine, wordsOf } from './plain-text';
import { bestChoices } from './qti-answers';
import type { QtiItem } from './qti-items';

type Common = Pick<QuestionDraft, 'prompt' | 'points' | 'feedback'> & { key: string };

/**
 * Pairs: each response is something on the left, its labels are what stands on the right. Files repeat the right side
 * for each response, now and then under other identifiers; the same words are one option.
 */
export function matchingOf(item: QtiItem, common: Common): { question: QuestionDraft } | { skipped: string } {
  const keys = new Keys();
  const options: { key: string; text: string }[] = [];
  const answer: Record<string, string> = {};
  const rights = new Map<string, string>();
  for (const response of item.responses) {
    const text = oneLine(wordsOf(response.words), 2_000);
    if (text === '') return { skipped: 'one of its pairs has no words on the left' };
    const left = keys.take(response.identifier || text);
    options.push({ key: left, text });
    const [right] = bestChoices(item, response.identifier);
    const label = response.labels.find((candidate) => candidate.identifier === right);
    const words = label === undefined ? '' : oneLine(wordsOf(label.html), 2_000);
    if (words === '') return { skipped: 'it has no right answer for one of its pairs' };
    for (const candidate of response.labels) rightKey(oneLine(wordsOf(candidate.html), 2_000), candidate.identifier, rights, keys);
    answer[left] = rightKey(words, right ?? '', rights, keys);
  }
  for (const [text, key] of rights) if (text !== '') options.push({ key, text });
  if (options.length > 50) return { skipped: 'it has more than 50 pairs and answers' };
  if (Object.keys(answer).length === 0) return { skipped: 'it has no pairs' };
  return { question: { ...common, type: 'matching', options, answer } };
}

function rightKey(text: string, identifier: string, rights: Map<string, string>, keys: Keys): string {
  const known = rights.get(text);
  if (known !== undefined) return known;
  const key = keys.take(identifier || text || 'right');
  rights.set(text, key);
  return key;
}
