import { openingOfPoll, PollForm } from './kind.forms';

const read = (fields: object) => PollForm.safeParse({ title: 'Where?', language: 'en', ...fields });

describe('the form of a new poll', () => {
  it.each([
    ['one a line', 'Street\nYard', ['Street', 'Yard']],
    ['with empty lines, spaces and marks of a list', '\r\n - Street \r\n\r\n* Yard\n• Park\n', ['Street', 'Yard', 'Park']],
    ['with a sign that is no mark', '-5 degrees\n0 degrees', ['-5 degrees', '0 degrees']],
  ])('takes answers %s', (_how, options, expected) => {
    expect(read({ options }).data).toMatchObject({ options: expected, markdown: '' });
  });

  it.each([
    ['none', ' \n '],
    ['one', 'Street'],
    ['the same twice', 'Street\nstreet'],
    ['eleven', Array.from({ length: 11 }, (_, index) => `Answer ${index}`).join('\n')],
    ['one too long', `Street\n${'x'.repeat(201)}`],
  ])('does not take %s', (_what, options) => {
    expect(read({ options }).success).toBe(false);
  });

  it('ends with the day of who asks', () => {
    const form = PollForm.parse({ title: 'Where?', language: 'en', options: 'a\nb', closesOn: '2027-03-10', isMultiple: 'true' });
    expect(openingOfPoll(form, 'Europe/Athens')).toMatchObject({ poll: { closesAt: '2027-03-10T21:59:00.000Z', isMultiple: true }, activityKey: null });
  });
});
