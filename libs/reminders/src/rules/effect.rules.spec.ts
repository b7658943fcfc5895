import { differenceOf, verdictOf } from './effect.rules';

const rounded = (difference: ReturnType<typeof differenceOf>) => difference && Object.values(difference).map((value) => Number(value.toFixed(4)));

/** The first is the example of Newcombe's paper (Statistics in Medicine 17, 873–890, table II, method 10); the last is about the trial that found 10.6 points. */
describe('what reminding changed', () => {
  it.each([
    [{ people: 70, done: 56 }, { people: 80, done: 48 }, [0.2, 0.0524, 0.3339], 'helps'],
    [{ people: 100, done: 50 }, { people: 100, done: 50 }, [0, -0.136, 0.136], 'open'],
    [{ people: 40, done: 0 }, { people: 40, done: 40 }, [-1, -1, -0.8761], 'hinders'],
    [{ people: 20, done: 0 }, { people: 20, done: 0 }, [0, -0.1611, 0.1611], 'open'],
    [{ people: 1_888, done: 1_076 }, { people: 1_889, done: 876 }, [0.1062, 0.0744, 0.1377], 'helps'],
  ] as const)('%j against %j', (reminded, heldOut, expected, verdict) => {
    const difference = differenceOf(reminded, heldOut);
    expect(rounded(difference)).toEqual(expected);
    expect(verdictOf(difference)).toBe(verdict);
  });
  it.each([
    [{ people: 19, done: 5 }, { people: 200, done: 5 }],
    [{ people: 200, done: 5 }, { people: 19, done: 5 }],
    [{ people: 0, done: 0 }, { people: 0, done: 0 }],
  ])('%j against %j are too few to tell', (reminded, heldOut) => {
    expect(differenceOf(reminded, heldOut)).toBeNull();
    expect(verdictOf(null)).toBe('too-few');
  });
});
