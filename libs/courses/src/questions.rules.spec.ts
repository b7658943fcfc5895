import { Question } from './questions.schemas';
import { whyNoAnswer } from './questions.rules';

const options = ['a', 'b', 'c', 'd'].map((key) => ({ key, text: key }));
const none = 'question-without-answer';
const unknown = 'answer-not-an-option';

describe('the right answer to a question', () => {
  it.each([
    ['single', 'a', null],
    ['single', 'z', unknown],
    ['single', null, none],
    ['single', undefined, none],
    ['multiple', ['a', 'c'], null],
    ['multiple', [], none],
    ['multiple', ['a', 'z'], unknown],
    ['multiple', ['a', 'a'], unknown],
    ['true-false', false, null],
    ['true-false', null, none],
    ['short-text', ['Paris'], null],
    ['short-text', [], none],
    ['numeric', { value: 0, tolerance: 0 }, null],
    ['numeric', null, none],
    ['ordering', ['d', 'c', 'b', 'a'], null],
    ['ordering', ['d', 'c', 'b'], unknown],
    ['ordering', ['d', 'c', 'b', 'b'], unknown],
    ['matching', { a: 'c', b: 'd' }, null],
    ['matching', { a: 'c', b: 'c' }, null],
    ['matching', { a: 'b', b: 'c' }, unknown],
    ['matching', { a: 'z' }, unknown],
    ['matching', {}, none],
  ] as const)('of the type %s, %j: %s', (type, answer, reason) => {
    const withOptions = ['short-text', 'numeric'].includes(type) ? {} : { options };
    expect(whyNoAnswer(Question.parse({ key: 'q', type, prompt: 'P', answer, ...withOptions }))).toBe(reason);
  });
});
