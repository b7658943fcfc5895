import type { QtiCondition, QtiItem, QtiTest } from './qti-items';

/** The conditions that earn something. */
function earning(item: QtiItem): QtiCondition[] {
  return item.conditions.filter((condition) => condition.score > 0 && condition.tests.length > 0);
}

/** The best-paid choices of a response, the first of each condition: more than one where several are right. */
export function bestChoices(item: QtiItem, response: string): string[] {
  const conditions = earning(item).filter((condition) => condition.tests.some((test) => isFor(test, response)));
  const best = Math.max(0, ...conditions.map((condition) => condition.score));
  return conditions
    .filter((condition) => condition.score === best)
    .flatMap((condition) => condition.tests.filter((test) => isFor(test, response)).map((test) => test.value));
}

/** All choices that belong to the right answer: of the one condition that pays it, or of all that add up to it. */
export function allChoices(item: QtiItem, response: string): string[] {
  const conditions = earning(item);
  if (conditions.some((condition) => condition.addsUp)) return valuesOf(conditions, response);
  const best = Math.max(0, ...conditions.map((condition) => condition.score));
  const right = conditions.find((condition) => condition.score === best);
  return right === undefined ? [] : valuesOf([right], response);
}

/** Every text that earns something. */
export function acceptedTexts(item: QtiItem): string[] {
  return valuesOf(earning(item), null);
}

function valuesOf(conditions: readonly QtiCondition[], response: string | null): string[] {
  const tests = conditions
    .flatMap((condition) => condition.tests)
    .filter((test) => test.operator === 'varequal' || test.operator === 'varsubstring');
  return [...new Set(tests.filter((test) => response === null || isFor(test, response)).map((test) => test.value))];
}

/** Files with one response often leave its name out. */
function isFor(test: QtiTest, response: string): boolean {
  return test.operator === 'varequal' && (test.response === response || test.response === '');
}

export interface NumericAnswer {
  value: number;
  tolerance: number;
}

/** One number with the distance that is still right, for each condition that earns something. */
export function numericAnswers(item: QtiItem): NumericAnswer[] {
  return earning(item)
    .map((condition) => numericAnswer(condition.tests))
    .filter((answer) => answer !== null);
}

function numericAnswer(tests: readonly QtiTest[]): NumericAnswer | null {
  const values = (...operators: readonly QtiTest['operator'][]) =>
    tests
      .filter((test) => operators.includes(test.operator))
      .map((test) => numberOf(test.value))
      .filter((value) => value !== null);
  const [exact] = values('varequal');
  const [low] = values('vargte', 'vargt');
  const [high] = values('varlte', 'varlt');
  if (low === undefined || high === undefined || low > high) return exact === undefined ? null : { value: exact, tolerance: 0 };
  const value = exact !== undefined && exact >= low && exact <= high ? exact : rounded((low + high) / 2);
  return { value, tolerance: rounded(Math.max(high - value, value - low)) };
}

function numberOf(text: string): number | null {
  const value = Number(text.replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) ? value : null;
}

/** 33.34 − 33.33 is 0.010000000000005 to a computer, and 0.01 to everyone else. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
