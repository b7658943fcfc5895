import type { Question } from '@academy/courses';

/** What a teacher answered, by question key. Shapes: see the contract's "Answer and attempt values by type". */
export type Answers = Readonly<Record<string, unknown>>;

const isKeyList = (value: unknown): value is string[] => Array.isArray(value) && value.length <= 100 && value.every((key) => typeof key === 'string');
const isPairs = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((key) => typeof key === 'string');

/** Why a value cannot be an answer to this question, whether right or wrong. */
export function whyNotAnswer(question: Question, value: unknown): string | null {
  if (value === null) return null;
  switch (question.type) {
    case 'single':
      return typeof value === 'string' && hasOption(question, value) ? null : 'is the key of one option';
    case 'multiple':
    case 'ordering':
      return isKeyList(value) && value.every((key) => hasOption(question, key)) ? null : 'is a list of option keys';
    case 'true-false':
      return typeof value === 'boolean' ? null : 'is true or false';
    case 'short-text':
      return typeof value === 'string' && value.length <= 2_000 ? null : 'is a text of at most 2000 characters';
    case 'numeric':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'is a number';
    case 'matching': {
      if (!isPairs(value)) return 'pairs a key on the left with one on the right';
      const { left, right } = sidesOf(question);
      const isIn = (side: readonly { key: string }[], wanted: string) => side.some(({ key }) => key === wanted);
      return Object.entries(value).every(([from, to]) => isIn(left, from) && isIn(right, to)) ? null : 'pairs a key on the left with one on the right';
    }
  }
}

const hasOption = (question: { options: readonly { key: string }[] }, key: string): boolean => question.options.some((option) => option.key === key);

type Matching = Extract<Question, { type: 'matching' }>;
type Option = { key: string; text: string };

/** The two sides of a matching question: keys of the answer stand left, all other options right. */
export function sidesOf(question: Pick<Matching, 'options' | 'answer'>): { left: Option[]; right: Option[] } {
  const isLeft = ({ key }: Option) => question.answer?.[key] !== undefined;
  return { left: question.options.filter(isLeft), right: question.options.filter((option) => !isLeft(option)) };
}

/** Letter case, spaces around and between words, and how accents are composed do not decide. */
const plain = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('und');

const sameSet = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && new Set(a).size === a.length && a.every((key) => b.includes(key));

/** Whether an answer is right. A question is right or wrong as a whole; one without a right answer is never right. */
export function isRight(question: Question, value: unknown): boolean {
  if (value === undefined || value === null || question.answer === null || question.answer === undefined || whyNotAnswer(question, value) !== null) return false;
  switch (question.type) {
    case 'single':
    case 'true-false':
      return value === question.answer;
    case 'multiple':
      return sameSet(value as string[], question.answer);
    case 'ordering':
      return JSON.stringify(value) === JSON.stringify(question.answer);
    case 'short-text':
      return question.answer.some((accepted) => plain(accepted) === plain(value as string));
    case 'numeric':
      return Math.abs((value as number) - question.answer.value) <= question.answer.tolerance + Number.EPSILON * Math.abs(question.answer.value);
    case 'matching': {
      const given = value as Record<string, string>;
      const wanted = Object.entries(question.answer);
      return wanted.length > 0 && wanted.every(([left, right]) => given[left] === right);
    }
  }
}

export type QuestionResult = { key: string; isRight: boolean; points: number; maxPoints: number };
export type QuizResult = { score: number; maxScore: number; fraction: number; questions: QuestionResult[] };

/** The score of a set of answers. `fraction` is from 0 to 1; a quiz without points counts its right answers. */
export function gradeQuiz(questions: readonly Question[], answers: Answers): QuizResult {
  const graded = questions.map((question) => {
    const right = isRight(question, answers[question.key]);
    return { key: question.key, isRight: right, points: right ? question.points : 0, maxPoints: question.points };
  });
  const sum = (of: (result: QuestionResult) => number) => graded.reduce((total, result) => total + of(result), 0);
  const score = sum(({ points }) => points);
  const maxScore = sum(({ maxPoints }) => maxPoints);
  const rightShare = graded.length === 0 ? 0 : graded.filter((result) => result.isRight).length / graded.length;
  return { score, maxScore, fraction: maxScore > 0 ? score / maxScore : rightShare, questions: graded };
}

/** A question as it may be shown before the attempt is closed: without its answer, without its feedback. */
export type OpenQuestion = { key: string; type: Question['type']; prompt: string; points: number; options?: Option[]; left?: Option[]; right?: Option[] };

/** `arrange` puts options in the order in which this attempt shows them. */
export function openQuestion(question: Question, arrange: (options: Option[]) => Option[]): OpenQuestion {
  const { key, type, prompt, points } = question;
  const open: OpenQuestion = { key, type, prompt, points };
  if (question.type === 'matching') {
    const { left, right } = sidesOf(question);
    const arranged = arrange(right);
    return { ...open, options: [...left, ...arranged], left, right: arranged };
  }
  if (question.type === 'ordering') return { ...open, options: arrange(question.options) };
  if (question.type === 'single' || question.type === 'multiple') return { ...open, options: question.options };
  return open;
}

/**
 * An order that depends on the seed alone, so that a page shown again shows the same.
 * Fisher–Yates over a xorshift of the seed's hash.
 */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  let state = [...seed].reduce((hash, character) => Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0, 0x811c9dc5) || 1;
  const next = (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state % below;
  };
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = next(last + 1);
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}

export type WhyNotAttempt = 'no-attempts-left';

/** Why no further attempt can begin. `limit` null: as many as one likes. */
export const whyNotAttempt = (finishedAttempts: number, limit: number | null): WhyNotAttempt | null =>
  limit !== null && finishedAttempts >= limit ? 'no-attempts-left' : null;
