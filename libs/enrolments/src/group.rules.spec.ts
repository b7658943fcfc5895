import { joinCode, MOST_MEMBERS, readCode, whyNotGather, whyNotJoin } from './group.rules';

describe('who may gather', () => {
  it.each([
    ['active', null, null],
    ['active', 'another', 'in-a-group'],
    ['completed', null, 'not-enrolled'],
    ['waitlisted', null, 'not-enrolled'],
    ['withdrawn', null, 'not-enrolled'],
    ['expired', 'another', 'not-enrolled'],
  ] as const)('an enrolment %s in group %s: %s', (state, groupId, reason) => {
    expect(whyNotGather(state, groupId)).toBe(reason);
    expect(whyNotJoin(state, groupId, 1)).toBe(reason);
  });

  it('a group takes its last member and no further one', () => {
    expect(whyNotJoin('active', null, MOST_MEMBERS - 1)).toBeNull();
    expect(whyNotJoin('active', null, MOST_MEMBERS)).toBe('group-full');
    expect(whyNotJoin('active', 'another', MOST_MEMBERS)).toBe('in-a-group');
  });
});

describe('codes to join by', () => {
  it('are made of letters that are not mistaken for others, from first to last', () => {
    expect(joinCode(() => 0)).toBe('aaaaaaaaaa');
    expect(joinCode((below) => below - 1)).toBe('9999999999');
    expect([...Array(30).keys()].map((index) => joinCode(() => index)[0]).join('')).not.toMatch(/[ilou01]/);
  });

  it.each([
    ['abcde23456', 'abcde23456'],
    [' ABCDE-23456 ', 'abcde23456'],
    ['abc de 234 56', 'abcde23456'],
    ['https://academy.test/groups/join/abcde23456?x=1', 'abcde23456'],
    ['abcde2345', null],
    ['abcde2345o', null],
    ['', null],
  ])('%j is read as %s', (typed, code) => {
    expect(readCode(typed)).toBe(code);
  });
});
