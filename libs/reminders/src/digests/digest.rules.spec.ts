import '@academy/reminders';
import { optionalMails } from '../preferences/mail.choices';
import { BY_URGENCY, inOrder } from './digest.rules';

describe('the order of a letter', () => {
  it.each([
    ['what is due before what was said, and that before what is good to know', ['followed A', 'reply A', 'deadline A'], ['deadline A', 'reply A', 'followed A']],
    ['the course with the most pressing first, each together', ['reply A', 'followed B', 'deadline B', 'mention A'], ['deadline B', 'followed B', 'mention A', 'reply A']],
    ['as it came where all is the same', ['reply A', 'reply A'], ['reply A', 'reply A']],
    ['what nobody thought of last', ['unheard A', 'new-threads A'], ['new-threads A', 'unheard A']],
  ])('%s', (_what, given, ordered) => {
    const items = given.map((words) => ({ kind: words.split(' ')[0]!, place: words.split(' ')[1]! }));
    expect(inOrder(items).map(({ kind, place }) => `${kind} ${place}`)).toEqual(ordered);
  });

  it('has a place for each kind that a letter may gather', () => {
    expect([...BY_URGENCY].sort()).toEqual(optionalMails().sort());
  });
});
