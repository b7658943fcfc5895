import { fill, unknownPlaceholders } from './wording.rules';

const values = { holder: 'Ada {course} $& $1', course: 'Swifts', module: '', edition: 'Spring', hours: '4 hours', completed: '1 May', issued: '2 May' };

describe('sentences of a course', () => {
  it.each([
    ['{holder} has completed {course}', 'Ada {course} $& $1 has completed Swifts'],
    ['{hours}, {edition}: {completed} – {issued}', '4 hours, Spring: 1 May – 2 May'],
    ['{constructor} {__proto__} {{course}} {', '{constructor} {__proto__} {Swifts} {'],
    ['#read("x") {module}', '#read("x")'],
  ])('%s', (text, expected) => expect(fill(text, values)).toBe(expected));

  it('name what is not on the list', () => {
    expect(unknownPlaceholders('{holder} {name} {constructor} {name} { } {{{course}}}')).toEqual(['name', 'constructor', ' ']);
  });
});
