import type { Question, QuestionType } from '@academy/courses';
import { type Body, linesOf, listOf, numberOf, textOf } from './fields';
import { freshKeys, rowsIn } from './rows';

type Option = { key: string; text: string };

/** A question as its form shows it: flat, with a number for each row. */
export function questionValues(question: Question): Body {
  const { prompt, points, feedback } = question;
  return { prompt, points: String(points), feedback, ...ownValues(question) };
}

function ownValues(question: Question): Body {
  switch (question.type) {
    case 'single':
    case 'multiple': {
      const right = listOf(question.answer);
      const rows = question.options.map(({ key, text }, row) => [[`option.${row}`, text], [`option.${row}.key`, key]]);
      return { ...Object.fromEntries(rows.flat()), right: question.options.flatMap(({ key }, row) => (right.includes(key) ? [String(row)] : [])) };
    }
    case 'true-false':
      return { answer: textOf(question.answer) };
    case 'short-text':
      return { answers: (question.answer ?? []).join('\n') };
    case 'numeric':
      return { value: textOf(question.answer?.value), tolerance: question.answer?.tolerance ? textOf(question.answer.tolerance) : '' };
    case 'matching':
      return Object.fromEntries(pairsOf(question).flatMap(([left, right], row) => [...side('left', row, left), ...side('right', row, right)]));
    case 'ordering': {
      const order = question.answer ?? [];
      const at = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
      return { lines: question.options.toSorted((a, b) => at(a.key) - at(b.key)).map(({ text }) => text).join('\n') };
    }
  }
}

const side = (name: string, row: number, option: Option | undefined): [string, string][] => [
  [`${name}.${row}`, option?.text ?? ''],
  [`${name}.${row}.key`, option?.key ?? ''],
];

/** What stands on the left with what belongs to it, then what belongs to nothing. */
function pairsOf({ options, answer }: Extract<Question, { type: 'matching' }>): [Option | undefined, Option | undefined][] {
  const pairs = Object.entries(answer ?? {});
  const used = new Set(pairs.flat());
  const find = (key: string) => options.find((option) => option.key === key);
  return [...pairs.map(([left, right]): [Option | undefined, Option | undefined] => [find(left), find(right)]), ...options.filter(({ key }) => !used.has(key)).map((option): [undefined, Option] => [undefined, option])];
}

/** The question that a form describes, to be parsed by its schema. */
export function questionFrom(type: QuestionType, key: string, body: Body, before: Question | null): Record<string, unknown> {
  const points = textOf(body['points']).trim();
  const head = { key, type, prompt: textOf(body['prompt']), points: points === '' ? 1 : numberOf(points), feedback: textOf(body['feedback']) };
  const fresh = freshKeys('o', [...(before && 'options' in before ? (before.options ?? []).map((option) => option.key) : []), ...keysTyped(body)]);
  switch (type) {
    case 'single':
    case 'multiple': {
      const rows = rowsIn(body, 'option').map((row) => ({ row, key: keyAt(body, `option.${row}.key`) ?? fresh(), text: textOf(body[`option.${row}`]) }));
      const right = rows.filter(({ row }) => listOf(body['right']).includes(row)).map((option) => option.key);
      return { ...head, options: rows.map(({ row: _, ...option }) => option), answer: type === 'multiple' ? right : (right[0] ?? null) };
    }
    case 'true-false': {
      const answer = textOf(body['answer']);
      const own = before?.type === 'true-false' && before.options ? { options: before.options } : {};
      return { ...head, ...own, answer: answer === '' ? null : answer === 'true' };
    }
    case 'short-text':
      return { ...head, answer: linesOf(textOf(body['answers'])) };
    case 'numeric': {
      const [value, tolerance] = [textOf(body['value']).trim(), textOf(body['tolerance']).trim()];
      return { ...head, answer: value === '' ? null : { value: numberOf(value), tolerance: tolerance === '' ? 0 : numberOf(tolerance) } };
    }
    case 'matching':
      return { ...head, ...matchingFrom(body, fresh) };
    case 'ordering': {
      const options = sameTexts(linesOf(textOf(body['lines'])), before?.type === 'ordering' ? before.options : [], fresh);
      return { ...head, options, answer: options.map((option) => option.key) };
    }
  }
}

/** The same text on the right stands there once, whatever belongs to it. */
function matchingFrom(body: Body, fresh: () => string): { options: Option[]; answer: Record<string, string> } {
  const lefts: Option[] = [];
  const rights: Option[] = [];
  const answer: Record<string, string> = {};
  for (const row of rowsIn(body, 'left', 'right')) {
    const [left, right] = [textOf(body[`left.${row}`]).trim(), textOf(body[`right.${row}`]).trim()];
    const known = rights.find(({ text }) => text === right);
    const other = right === '' ? null : (known ?? { key: keyAt(body, `right.${row}.key`, rights) ?? fresh(), text: right });
    if (other && !known) rights.push(other);
    if (left === '') continue;
    const own = { key: keyAt(body, `left.${row}.key`, lefts) ?? fresh(), text: left };
    lefts.push(own);
    if (other) answer[own.key] = other.key;
  }
  return { options: [...lefts, ...rights], answer };
}

const keyAt = (body: Body, name: string, taken: readonly Option[] = []): string | null => {
  const key = textOf(body[name]);
  return key === '' || taken.some((option) => option.key === key) ? null : key;
};

const keysTyped = (body: Body): string[] => Object.entries(body).flatMap(([name, value]) => (name.endsWith('.key') ? [textOf(value)] : []));

/** Lines as options; a line that stood there before keeps its key. */
function sameTexts(lines: string[], before: readonly Option[], fresh: () => string): Option[] {
  const left = [...before];
  return lines.map((text) => {
    const at = left.findIndex((option) => option.text === text);
    return { key: at < 0 ? fresh() : left.splice(at, 1)[0]!.key, text };
  });
}
