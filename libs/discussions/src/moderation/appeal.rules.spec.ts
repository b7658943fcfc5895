import { whyNotAnswer, whyNotAppeal } from './appeal.rules';

const now = new Date('2027-03-20T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('appeals against a decision about a post', () => {
  it.each([
    ['not decided yet', { decision: null, decidedAt: null, appealedAt: null }, 'case-not-appealable'],
    ['dismissed', { decision: 'dismiss', decidedAt: daysAgo(1), appealedAt: null }, 'case-not-appealable'],
    ['shown again', { decision: 'restore', decidedAt: daysAgo(1), appealedAt: null }, 'case-not-appealable'],
    ['hidden', { decision: 'hide', decidedAt: daysAgo(1), appealedAt: null }, null],
    ['warned', { decision: 'warn', decidedAt: daysAgo(1), appealedAt: null }, null],
    ['muted, on the last day', { decision: 'mute', decidedAt: daysAgo(14), appealedAt: null }, null],
    ['a day late', { decision: 'hide', decidedAt: daysAgo(15), appealedAt: null }, 'appeal-time-over'],
    ['a second time', { decision: 'hide', decidedAt: daysAgo(1), appealedAt: daysAgo(0) }, 'case-appealed'],
  ] as const)('%s', (_what, decided, reason) => {
    expect(whyNotAppeal(decided, now)).toBe(reason);
  });
});

describe('who answers an appeal', () => {
  const appealed = { personId: 'her', decidedBy: 'mona', appealedAt: now, appealOutcome: null, hasOthers: true } as const;
  it.each([
    ['a coordinator who did not decide', appealed, 'cora', null],
    ['who decided, while there is another', appealed, 'mona', 'first-decider'],
    ['who decided, where there is nobody else', { ...appealed, hasOthers: false }, 'mona', null],
    ['the person herself', { ...appealed, hasOthers: false }, 'her', 'own-post'],
    ['where nobody appealed', { ...appealed, appealedAt: null }, 'cora', 'no-appeal'],
    ['a second time', { ...appealed, appealOutcome: 'upheld' }, 'cora', 'appeal-answered'],
  ] as const)('%s', (_who, given, by, reason) => {
    expect(whyNotAnswer(given, by)).toBe(reason);
  });
});
