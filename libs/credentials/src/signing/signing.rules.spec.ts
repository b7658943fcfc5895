import { type Algorithm, type KeyTimes, planAskedKey, planNextKey, whenIsTheNextKeyDue, whichKeySigns, whichKeysArePublished } from './signing.rules';

const day = (number: number, hour = 0) => new Date(Date.UTC(2027, 0, 1 + number, hour));
const key = (kid: string, publishedAt: Date, signsFrom: Date, algorithm: Algorithm = 'EdDSA'): KeyTimes => ({ kid, algorithm, publishedAt, signsFrom });

const first = key('first', day(0), day(0));
const second = key('second', day(89), day(90));
const other = key('other', day(0), day(0), 'RS256');
const keys = [second, other, first];

describe('which key signs', () => {
  it.each([
    ['the only one', day(1), 'first'],
    ['the old one while the new is only published', day(89, 23), 'first'],
    ['the new one from its first instant', day(90), 'second'],
    ['the newest long after', day(900), 'second'],
  ])('is %s', (_, now, kid) => expect(whichKeySigns(keys, 'EdDSA', now)?.kid).toBe(kid));

  it('is one of the algorithm asked for', () => expect(whichKeySigns(keys, 'RS256', day(95))?.kid).toBe('other'));
  it('is none before there is one', () => expect(whichKeySigns([second], 'EdDSA', day(89))).toBeNull());
});

describe('which keys are published', () => {
  it('are none of the future', () => expect(whichKeysArePublished(keys, day(88)).map(({ kid }) => kid)).toEqual(['first', 'other']));
  it('are those too that will sign, and those that no longer do, for ever', () => {
    expect(whichKeysArePublished(keys, day(89)).map(({ kid }) => kid)).toEqual(['second', 'first', 'other']);
    expect(whichKeysArePublished(keys, day(9_000)).map(({ kid }) => kid)).toEqual(['second', 'first', 'other']);
  });
});

describe('a key that is asked for', () => {
  it('is published now and signs a day later', () => expect(planAskedKey([first], 'EdDSA', day(10))).toEqual({ publishedAt: day(10), signsFrom: day(11) }));
  it('is not made twice: the next one may wait for its turn already', () => {
    expect(planAskedKey([first, key('asked', day(10), day(11))], 'EdDSA', day(10, 23))).toBeNull();
    expect(planAskedKey([first, key('asked', day(10), day(11))], 'EdDSA', day(11))).toEqual({ publishedAt: day(11), signsFrom: day(12) });
  });
  it('signs at once where there was none', () => expect(planAskedKey([first], 'RS256', day(10))).toEqual({ publishedAt: day(10), signsFrom: day(10) }));
});

describe('when the next key is made', () => {
  it('at once where there is none, and it signs at once', () => {
    expect(planNextKey([], 'EdDSA', day(3))).toEqual({ publishedAt: day(3), signsFrom: day(3) });
    expect(planNextKey([first], 'RS256', day(3))).toEqual({ publishedAt: day(3), signsFrom: day(3) });
  });

  it('a day before the period of the newest is over, not earlier', () => {
    expect(whenIsTheNextKeyDue([first], 'EdDSA', day(1))).toEqual(day(89));
    expect(planNextKey([first], 'EdDSA', day(88, 23))).toBeNull();
    expect(planNextKey([first], 'EdDSA', day(89))).toEqual({ publishedAt: day(89), signsFrom: day(90) });
  });

  it('only once', () => expect(planNextKey(keys, 'EdDSA', day(90))).toBeNull());

  it('late, when nobody was there to make it, and still published for a day before it signs', () => {
    expect(planNextKey([first], 'EdDSA', day(200))).toEqual({ publishedAt: day(200), signsFrom: day(201) });
  });

  it('so that at no hour of three years a key signs that was not published a day before', () => {
    const made: KeyTimes[] = [];
    for (let hour = 0; hour < 3 * 365 * 24; hour += 1) {
      const now = day(0, hour);
      const plan = planNextKey(made, 'EdDSA', now);
      if (plan) made.push(key(`key ${made.length}`, plan.publishedAt, plan.signsFrom));
      const signing = whichKeySigns(made, 'EdDSA', now);
      if (signing?.kid !== 'key 0') expect(now.getTime() - (signing?.publishedAt.getTime() ?? Infinity)).toBeGreaterThanOrEqual(24 * 3_600_000);
    }
    expect(made).toHaveLength(13);
  });
});
