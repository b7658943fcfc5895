import type { Question } from '@academy/courses';
import fc from 'fast-check';
import { gradeQuiz, isRight, openQuestion, shuffled, whyNotAnswer, whyNotAttempt } from './quiz.rules';

const options = [
  { key: 'a', text: 'A' },
  { key: 'b', text: 'B' },
  { key: 'c', text: 'C' },
];
const base = { key: 'q', prompt: 'Which?', points: 2, feedback: 'Because.' };
const single: Question = { ...base, type: 'single', options, answer: 'a' };
const multiple: Question = { ...base, type: 'multiple', options, answer: ['a', 'b'] };
const truth: Question = { ...base, type: 'true-false', answer: false };
const text: Question = { ...base, type: 'short-text', answer: ['Évora', 'Ebora'] };
const numeric: Question = { ...base, type: 'numeric', answer: { value: 0.3, tolerance: 0.05 } };
const matching: Question = { ...base, type: 'matching', options: [...options, { key: 'd', text: 'D' }], answer: { a: 'c', b: 'd' } };
const ordering: Question = { ...base, type: 'ordering', options, answer: ['c', 'a', 'b'] };

describe('whether an answer is right', () => {
  it.each([
    ['the right option', single, 'a', true],
    ['another option', single, 'b', false],
    ['all right options in any order', multiple, ['b', 'a'], true],
    ['too few options', multiple, ['a'], false],
    ['one option twice', multiple, ['a', 'a'], false],
    ['false, where false is right', truth, false, true],
    ['true, where false is right', truth, true, false],
    ['a text in other letters and spaces', text, '  éVORA ', true],
    ['a text with composed otherwise accents', text, 'E\u0301vora', true],
    ['another text', text, 'Lisboa', false],
    ['a number at the edge of the tolerance', numeric, 0.35, true],
    ['a number past the tolerance', numeric, 0.36, false],
    ['all pairs', matching, { a: 'c', b: 'd' }, true],
    ['one wrong pair', matching, { a: 'd', b: 'c' }, false],
    ['the right order', ordering, ['c', 'a', 'b'], true],
    ['another order', ordering, ['a', 'b', 'c'], false],
    ['nothing', single, undefined, false],
  ] as const)('%s', (_what, question, value, expected) => {
    expect(isRight(question, value)).toBe(expected);
  });

  it('never lets a question without a right answer be right', () => {
    expect(isRight({ ...single, answer: null }, 'a')).toBe(false);
    expect(isRight({ ...matching, answer: {} }, {})).toBe(false);
  });
});

describe('the shape of an answer', () => {
  it.each([
    [single, 'z'], [single, 1], [multiple, 'a'], [multiple, ['z']], [truth, 'true'], [text, 3], [numeric, '3'], [numeric, Number.NaN],
    [matching, ['a']], [matching, { a: 'b' }], [matching, { c: 'a' }], [ordering, { a: 1 }],
  ] as const)('%#: is refused', (question, value) => {
    expect(whyNotAnswer(question, value)).toEqual(expect.any(String));
  });

  it('is free to be left open', () => {
    expect(whyNotAnswer(single, null)).toBeNull();
  });
});

describe('grading', () => {
  it('adds the points of right answers', () => {
    const two = { ...single, key: 'two', points: 6 };
    expect(gradeQuiz([single, two], { q: 'b', two: 'a' })).toMatchObject({ score: 6, maxScore: 8, fraction: 0.75 });
  });
  it('counts right answers where nothing has points, and gives an empty quiz nothing', () => {
    const free = { ...single, points: 0 };
    expect(gradeQuiz([free, { ...free, key: 'other' }], { q: 'a' }).fraction).toBe(0.5);
    expect(gradeQuiz([], {}).fraction).toBe(0);
  });
  it('ends at the limit of attempts', () => {
    expect(whyNotAttempt(2, 2)).toBe('no-attempts-left');
    expect(whyNotAttempt(1, 2)).toBeNull();
    expect(whyNotAttempt(99, null)).toBeNull();
  });
});

describe('a question before the attempt is closed', () => {
  it.each([single, multiple, truth, text, numeric, matching, ordering])('$type: holds neither answer nor feedback', (question) => {
    const shown = openQuestion(question, (options) => options);
    expect(shown).not.toHaveProperty('answer');
    expect(shown).not.toHaveProperty('feedback');
    expect(JSON.stringify(shown)).not.toContain('Because.');
  });

  it('does not give an ordering away by its own order', () => {
    const shown = openQuestion({ ...ordering, options: [options[2]!, options[0]!, options[1]!] }, (given) => shuffled(given, 'seed').sort((x, y) => x.key.localeCompare(y.key)));
    expect(shown.options?.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });
});

describe('shuffling', () => {
  it('keeps every item, and the order for one seed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
        const once = shuffled(items, seed);
        expect(once).toEqual(shuffled(items, seed));
        expect([...once].sort()).toEqual([...items].sort());
      }),
      { seed: 20_261_130, numRuns: 500 },
    );
  });
  it('differs between seeds', () => {
    const items = Array.from({ length: 20 }, (_, index) => index);
    expect(shuffled(items, 'one')).not.toEqual(shuffled(items, 'two'));
  });
});
