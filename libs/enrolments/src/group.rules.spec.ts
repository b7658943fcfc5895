import { joinCode, MOST_MEMBERS, readCode, whyNotAnswerInvitation, whyNotGather, whyNotInvite, whyNotJoin } from './group.rules';

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

describe('who may be invited', () => {
  const inviter = { userId: 'ana', state: 'active', groupId: 'swifts', hasBlocked: false } as const;
  const invitee = { userId: 'bo', state: 'active', groupId: null, hasBlocked: false, isInvited: false } as const;
  it.each([
    ['by a member', {}, {}, 3, null],
    ['by oneself', {}, { userId: 'ana' }, 3, 'own-person'],
    ['by who has completed the course', { state: 'completed' }, {}, 3, 'not-enrolled'],
    ['by who is in no group', { groupId: null }, {}, 0, 'no-group'],
    ['to the last place', {}, {}, MOST_MEMBERS - 1, null],
    ['to a full group', {}, {}, MOST_MEMBERS, 'group-full'],
    ['by who blocked them', { hasBlocked: true }, {}, 3, 'you-blocked'],
    ['by who blocked them and was blocked', { hasBlocked: true }, { hasBlocked: true }, 3, 'you-blocked'],
    ['by whom they blocked', {}, { hasBlocked: true }, 3, 'not-to-be-invited'],
    ['by whom they blocked since the invitation', {}, { hasBlocked: true, isInvited: true }, 3, 'not-to-be-invited'],
    ['who are in a group', {}, { groupId: 'owls' }, 3, 'not-to-be-invited'],
    ['who are in the same group', {}, { groupId: 'swifts' }, 3, 'not-to-be-invited'],
    ['who do not take part', {}, { state: null }, 3, 'not-to-be-invited'],
    ['who wait', {}, { state: 'waitlisted' }, 3, 'not-to-be-invited'],
    ['twice', {}, { isInvited: true }, 3, 'already-invited'],
  ] as const)('%s', (_, one, other, members, reason) => {
    expect(whyNotInvite({ ...inviter, ...one }, { ...invitee, ...other }, members)).toBe(reason);
  });

  it('an invitation is answered once', () => {
    expect(whyNotAnswerInvitation({ declinedAt: null })).toBeNull();
    expect(whyNotAnswerInvitation({ declinedAt: new Date(0) })).toBe('invitation-over');
    expect(whyNotAnswerInvitation(null)).toBe('invitation-over');
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
