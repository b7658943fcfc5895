import type { Answers, OpenQuestion } from '@academy/learning';
import { PersonName } from '@academy/people';
import { z } from 'zod';

export const EnrolmentForm = z.strictObject({ certificateName: PersonName });
/** A name to be looked at before it is taken. */
export const TypedName = z.object({ certificateName: z.string().max(120).optional().catch(undefined) });
/** A button without fields. */
export const NothingForm = z.strictObject({});

/** A code as it is typed: blanks and case do not matter. */
export const AttendanceForm = z.strictObject({ code: z.string().trim().min(1).max(40) });

const ticked = z.literal('true').optional().transform((value) => value === 'true');
/** Browsers send lines of a text with CR LF. */
const written = z.string().max(50_000).default('').transform((text) => text.replaceAll('\r\n', '\n'));
export const ReflectionForm = z.strictObject({ markdown: written, shared: ticked });

/** A quiz as a browser sends it: `answer.<question>`, or `answer.<question>.<line>` where each line has a choice of its own. */
export const QuizForm = z.record(z.string().max(200), z.union([z.string().max(20_000), z.array(z.string().max(20_000)).max(200)]));
export type Fields = Readonly<Record<string, unknown>>;

/** `open`: not answered, or not in full. `unclear`: not what the question asks for, such as a number that is none. */
export type Lack = 'open' | 'unclear';
export type Given = { answers: Record<string, unknown>; lacks: Map<string, Lack> };

/** Answers in the shapes of the contract, out of a form. Numbers are read as the locale writes them. */
export function answersFrom(questions: readonly OpenQuestion[], fields: Fields, locale: string): Given {
  const given: Given = { answers: {}, lacks: new Map() };
  for (const question of questions) {
    const { value, lack } = answerFrom(question, fields, locale);
    if (value !== undefined) given.answers[question.key] = value;
    if (lack) given.lacks.set(question.key, lack);
  }
  return given;
}

type Reading = { value?: unknown; lack?: Lack };
const OPEN: Reading = { lack: 'open' };

function answerFrom(question: OpenQuestion, fields: Fields, locale: string): Reading {
  const name = nameOf(question);
  const text = textOf(fields[name]);
  switch (question.type) {
    case 'single':
    case 'short-text':
      return text === '' ? OPEN : { value: text };
    case 'true-false':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : OPEN;
    case 'numeric': {
      const value = text === '' ? null : numberFrom(text, locale);
      return text === '' ? OPEN : value === null ? { lack: 'unclear' } : { value };
    }
    case 'multiple': {
      const value = listOf(fields[name]);
      return value.length === 0 ? OPEN : { value };
    }
    case 'matching': {
      const left = question.left ?? [];
      const pairs = left.map(({ key }) => [key, textOf(fields[`${name}.${key}`])] as const).filter(([, right]) => right !== '');
      return pairs.length === 0 ? OPEN : { value: Object.fromEntries(pairs), ...(pairs.length < left.length ? OPEN : {}) };
    }
    case 'ordering': {
      const options = question.options ?? [];
      const placed = options.map(({ key }) => ({ key, place: Number(textOf(fields[`${name}.${key}`])) })).filter(({ place }) => place > 0);
      const isWhole = placed.length === options.length && new Set(placed.map(({ place }) => place)).size === options.length;
      const value = placed.sort((a, b) => a.place - b.place).map(({ key }) => key);
      return value.length === 0 ? OPEN : { value, ...(isWhole ? {} : OPEN) };
    }
  }
}

/** The same the other way: kept answers as the form shows them again. */
export function fieldsFrom(questions: readonly OpenQuestion[], answers: Answers, locale: string): Fields {
  return Object.fromEntries(questions.flatMap((question) => fieldsOf(question, answers[question.key], locale)));
}

function fieldsOf(question: OpenQuestion, value: unknown, locale: string): [string, unknown][] {
  const name = nameOf(question);
  if (value === undefined || value === null) return [];
  switch (question.type) {
    case 'numeric':
      return [[name, new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 }).format(value as number)]];
    case 'matching':
      return Object.entries(value).map(([left, right]) => [`${name}.${left}`, right]);
    case 'ordering':
      return (value as string[]).map((key, index) => [`${name}.${key}`, String(index + 1)]);
    case 'multiple':
      return [[name, value]];
    default:
      return [[name, String(value)]];
  }
}

export const nameOf = (question: Pick<OpenQuestion, 'key'>): string => `answer.${question.key}`;
export const listOf = (value: unknown): string[] => [value].flat().filter((item): item is string => typeof item === 'string' && item !== '');
export const textOf = (value: unknown): string => (listOf(value).at(-1) ?? '').trim();

/**
 * A number as people write it: `3,5` and `3.5`, `1 000`, `1.250,5`, `−4`. One sign followed by three digits groups them
 * where the locale would write it so (`1.250` in German, `1,250` in English), else it parts the decimals. Null for no number.
 */
export function numberFrom(text: string, locale: string): number | null {
  const plain = text.replace(/[\s'’]/g, '').replace(/^−/, '-');
  const signs = plain.replace(/[^.,]/g, '');
  const last = signs.at(-1) ?? '.';
  const other = last === '.' ? ',' : '.';
  const isGrouping = signs.indexOf(last) !== signs.lastIndexOf(last) || (signs.length === 1 && last !== decimalSign(locale) && /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(plain));
  const number = isGrouping ? plain.replaceAll(last, '').replace(other, '.') : plain.replaceAll(other, '').replace(last, '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(number) && Number.isFinite(Number(number)) ? Number(number) : null;
}

const decimalSign = (locale: string): string => new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
