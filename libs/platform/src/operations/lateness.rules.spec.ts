import { type Run, stateOfRun } from './lateness.rules';

describe('how a recurring job stands', () => {
  it.each<[string, Run, string]>([
    ['ran in time', { everySeconds: 60, ageSeconds: 59, result: 'ok' }, 'fine'],
    ['runs for the first time', { everySeconds: 60, ageSeconds: 0, result: null }, 'fine'],
    ['is a little behind', { everySeconds: 60, ageSeconds: 180, result: 'ok' }, 'fine'],
    ['is far behind', { everySeconds: 60, ageSeconds: 181, result: 'ok' }, 'late'],
    ['runs seldom', { everySeconds: 21_600, ageSeconds: 20_000, result: 'ok' }, 'fine'],
    ['failed', { everySeconds: 60, ageSeconds: 10, result: 'no such table' }, 'failed'],
    ['failed long ago and was not run since', { everySeconds: 60, ageSeconds: 9_999, result: 'no such table' }, 'late'],
    ['was never run', { everySeconds: 60, ageSeconds: null, result: null }, 'never'],
    ['is nobody’s any more', { everySeconds: null, ageSeconds: 10, result: 'ok' }, 'unknown'],
  ])('one that %s', (_what, run, state) => {
    expect(stateOfRun(run)).toBe(state);
  });
});
