import { agreementOf, distanceOn } from './agreement.rules';

const levels = [{ key: 'no', points: 0 }, { key: 'partly', points: 1 }, { key: 'yes', points: 4 }];
const criteria = [{ key: 'plan', levels }, { key: 'doubt', levels }];

describe('agreement', () => {
  it.each([
    ['the same levels', { plan: 'yes', doubt: 'no' }, { plan: 'yes', doubt: 'no' }, 1],
    ['opposite ends', { plan: 'yes', doubt: 'no' }, { plan: 'no', doubt: 'yes' }, 0],
    ['three of four points apart on one of two', { plan: 'yes', doubt: 'no' }, { plan: 'partly', doubt: 'no' }, 0.625],
    ['one criterion in common', { plan: 'partly' }, { plan: 'no', doubt: 'yes' }, 0.75],
    ['nothing in common', { plan: 'yes' }, { doubt: 'yes' }, null],
    ['a level that is none', { plan: 'never' }, { plan: 'yes' }, null],
    ['nothing at all', {}, {}, null],
  ])('of %s', (_, mine, theirs, expected) => {
    expect(agreementOf(criteria, mine, theirs)).toBe(expected);
    expect(agreementOf(criteria, theirs, mine)).toBe(expected);
  });

  it('is whole where all levels are worth the same', () => {
    const flat = [{ key: 'plan', levels: [{ key: 'a', points: 2 }, { key: 'b', points: 2 }] }];
    expect(agreementOf(flat, { plan: 'a' }, { plan: 'b' })).toBe(1);
  });

  it('has a direction: above zero is the gentler opinion', () => {
    expect(distanceOn(criteria[0]!, { plan: 'yes' }, { plan: 'partly' })).toBe(0.75);
    expect(distanceOn(criteria[0]!, { plan: 'partly' }, { plan: 'yes' })).toBe(-0.75);
  });
});
