import { passagesOf } from './passages.rules';

describe('shared passages', () => {
  it('are stretches of five words and more, whatever their case and punctuation', () => {
    expect(passagesOf('We walk. In the morning, pupils count the swifts, and then we rest.', 'IN THE MORNING pupils count the swifts! Later they sing.')).toEqual([
      { text: 'We walk. ', isShared: false },
      { text: 'In the morning, pupils count the swifts', isShared: true },
      { text: ', and then we rest.', isShared: false },
    ]);
  });

  it('are none where only single words meet', () => {
    expect(passagesOf('We count the swifts.', 'The swifts count us.')).toEqual([{ text: 'We count the swifts.', isShared: false }]);
    expect(passagesOf('', 'x')).toEqual([]);
  });
});
