import type { OpenQuestion } from '@academy/learning';
import { answersFrom, fieldsFrom, numberFrom, ReflectionForm } from './learning.forms';

const options = ['a', 'b', 'c'].map((key) => ({ key, text: `Option ${key}` }));
const ask = (question: Partial<OpenQuestion> & Pick<OpenQuestion, 'type'>): OpenQuestion => ({ key: 'q', prompt: '', points: 1, ...question });
const asked: Record<OpenQuestion['type'], OpenQuestion> = {
  single: ask({ type: 'single', options }),
  multiple: ask({ type: 'multiple', options }),
  'true-false': ask({ type: 'true-false' }),
  'short-text': ask({ type: 'short-text' }),
  numeric: ask({ type: 'numeric' }),
  matching: ask({ type: 'matching', left: options.slice(0, 2), right: [{ key: 'x', text: 'X' }, { key: 'y', text: 'Y' }] }),
  ordering: ask({ type: 'ordering', options }),
};
const read = (type: OpenQuestion['type'], fields: Record<string, unknown>, locale = 'en') => {
  const { answers, lacks } = answersFrom([asked[type]], fields, locale);
  return { value: answers['q'], lack: lacks.get('q') };
};

describe('answers out of a form', () => {
  it.each([
    ['single', { 'answer.q': 'b' }, 'b', undefined],
    ['single', {}, undefined, 'open'],
    ['multiple', { 'answer.q': 'b' }, ['b'], undefined],
    ['multiple', { 'answer.q': ['a', 'c'] }, ['a', 'c'], undefined],
    ['multiple', {}, undefined, 'open'],
    ['true-false', { 'answer.q': 'true' }, true, undefined],
    ['true-false', { 'answer.q': 'false' }, false, undefined],
    ['true-false', { 'answer.q': 'perhaps' }, undefined, 'open'],
    ['short-text', { 'answer.q': '  a tape measure ' }, 'a tape measure', undefined],
    ['short-text', { 'answer.q': '   ' }, undefined, 'open'],
    ['numeric', { 'answer.q': '3,5' }, 3.5, undefined],
    ['numeric', { 'answer.q': '0' }, 0, undefined],
    ['numeric', { 'answer.q': 'about ten' }, undefined, 'unclear'],
    ['numeric', { 'answer.q': '' }, undefined, 'open'],
    ['matching', { 'answer.q.a': 'y', 'answer.q.b': 'x' }, { a: 'y', b: 'x' }, undefined],
    ['matching', { 'answer.q.a': 'y', 'answer.q.b': '' }, { a: 'y' }, 'open'],
    ['matching', { 'answer.q.a': '', 'answer.q.b': '' }, undefined, 'open'],
    ['ordering', { 'answer.q.a': '2', 'answer.q.b': '3', 'answer.q.c': '1' }, ['c', 'a', 'b'], undefined],
    ['ordering', { 'answer.q.a': '3', 'answer.q.b': '', 'answer.q.c': '1' }, ['c', 'a'], 'open'],
    ['ordering', { 'answer.q.a': '1', 'answer.q.b': '1', 'answer.q.c': '2' }, ['a', 'b', 'c'], 'open'],
    ['ordering', {}, undefined, 'open'],
  ] as const)('reads %s from %j', (type, fields, value, lack) => {
    expect(read(type, fields)).toEqual({ value, lack });
  });

  it.each([
    ['single', 'b'],
    ['multiple', ['a', 'c']],
    ['true-false', false],
    ['short-text', 'a tape'],
    ['numeric', -1234.125],
    ['matching', { a: 'x', b: 'y' }],
    ['ordering', ['b', 'c', 'a']],
  ] as const)('shows a kept %s answer so that sending it again keeps it', (type, value) => {
    for (const locale of ['en', 'de', 'sv']) {
      expect(read(type, fieldsFrom([asked[type]], { q: value }, locale), locale)).toEqual({ value, lack: undefined });
    }
  });

  it('takes nothing that is no question of the quiz', () => {
    expect(answersFrom([asked.single], { 'answer.other': 'a', id: 'x' }, 'en').answers).toEqual({});
  });
});

describe('a number as people write it', () => {
  it.each([
    ['14', 'en', 14],
    ['3.5', 'de', 3.5],
    ['3,5', 'en', 3.5],
    ['1 000', 'fr', 1000],
    ['1 000,25', 'fr', 1000.25],
    ['1.250', 'de', 1250],
    ['1.250', 'en', 1.25],
    ['1,250', 'en', 1250],
    ['1,250', 'de', 1.25],
    ['0,125', 'en', 0.125],
    ['1.250,5', 'en', 1250.5],
    ['1,250.5', 'de', 1250.5],
    ['1.000.000', 'en', 1_000_000],
    ["12'500", 'de', 12_500],
    ['−4', 'sv', -4],
    ['-.5', 'en', -0.5],
    ['12 cm', 'en', null],
    ['1,2,3.4.5', 'en', null],
    ['0x10', 'en', null],
    ['', 'en', null],
  ])('reads “%s” in %s', (text, locale, number) => {
    expect(numberFrom(text, locale)).toBe(number);
  });

  it('is none where it is larger than any', () => {
    expect(numberFrom('9'.repeat(400), 'en')).toBeNull();
  });
});

describe('an entry of the diary', () => {
  it('has the line ends of a text, and is shared only where the box is ticked', () => {
    expect(ReflectionForm.parse({ markdown: 'one\r\ntwo' })).toEqual({ markdown: 'one\ntwo', shared: false });
    expect(ReflectionForm.parse({ shared: 'true' })).toEqual({ markdown: '', shared: true });
  });
});
