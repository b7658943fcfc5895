import { whyNotAsk, whyNotCorrect, whyNotDecide } from './name.rules';

const free = { printed: 'Ada', wasCorrected: false, isWaiting: false };

describe('another name', () => {
  it.each([
    ['is taken once', free, 'Eva', null, 'correct-it-yourself'],
    ['is asked for then', { ...free, wasCorrected: true }, 'Eva', 'name-correction-used', null],
    ['is asked for one at a time', { ...free, wasCorrected: true, isWaiting: true }, 'Eva', 'name-correction-used', 'name-correction-waiting'],
    ['waits for what waits', { ...free, isWaiting: true }, 'Eva', 'name-correction-waiting', 'correct-it-yourself'],
    ['has to be another', free, 'Ada', 'name-unchanged', 'correct-it-yourself'],
    ['has to be another, later too', { ...free, wasCorrected: true }, 'Ada', 'name-correction-used', 'name-unchanged'],
    ['needs something that bears one', { ...free, printed: null }, 'Eva', 'nothing-to-correct', 'nothing-to-correct'],
  ])('%s', (_, standing, name, correct, ask) => expect([whyNotCorrect(standing, name), whyNotAsk(standing, name)]).toEqual([correct, ask]));

  it('is decided about once', () => {
    expect((['waiting', 'granted', 'declined'] as const).map((state) => whyNotDecide({ state }))).toEqual([null, 'name-correction-decided', 'name-correction-decided']);
  });
});
