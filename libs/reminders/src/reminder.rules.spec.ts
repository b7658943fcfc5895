import { awaySince, moduleToAnnounce, whyNotRemind } from './reminder.rules';

const at = (day: string) => new Date(`2027-03-${day}T09:00:00Z`);

describe('whether a reminder still makes sense', () => {
  it.each([
    ['active', 'running', '10', null],
    ['active', 'open', '10', null],
    ['completed', 'running', '10', 'not-active'],
    ['withdrawn', 'running', '10', 'not-active'],
    ['active', 'closed', '10', 'edition-over'],
    ['active', 'running', '30', 'edition-over'],
  ] as const)('an enrolment %s in an edition %s on day %s: %s', (enrolmentState, editionState, day, reason) => {
    expect(whyNotRemind({ enrolmentState, editionState, endsAt: at('28') }, at(day))).toBe(reason);
  });
});

describe('which opened module is news', () => {
  const modules = [
    { key: 'one', opensAt: at('01'), isCompleted: false },
    { key: 'two', opensAt: at('08'), isCompleted: false },
    { key: 'three', opensAt: at('15'), isCompleted: false },
  ];
  it.each([
    ['the first, on its day', modules, '01', '01', 'one'],
    ['the newest alone', modules, '20', '01', 'three'],
    ['none before any opens', modules, '01', '01', 'one'],
    ['none that was open when the teacher came', modules, '10', '09', null],
  ] as const)('%s', (_which, given, now, came, key) => {
    const activatedAt = new Date(at(came).getTime() - (came === '01' ? 1 : 0));
    expect(moduleToAnnounce(given, activatedAt, at(now))?.key ?? null).toBe(key);
  });
  it('not one that is completed, or not open yet', () => {
    expect(moduleToAnnounce([{ key: 'one', opensAt: at('01'), isCompleted: true }], at('01'), at('02'))).toBeNull();
    expect(moduleToAnnounce([{ key: 'one', opensAt: at('05'), isCompleted: false }], at('01'), at('02'))).toBeNull();
    expect(moduleToAnnounce([{ key: 'one', opensAt: null, isCompleted: false }], at('01'), at('02'))).toBeNull();
  });
});

describe('since when a teacher is away', () => {
  const base = { activatedAt: at('01'), startsAt: at('05') };
  it('counts from the last visit', () => {
    expect(awaySince({ ...base, lastActiveAt: at('10') }, at('17'))).toEqual(at('10'));
    expect(awaySince({ ...base, lastActiveAt: at('10') }, new Date(at('17').getTime() - 1))).toBeNull();
  });
  it('counts from the start of the edition for those who never came', () => {
    expect(awaySince({ ...base, lastActiveAt: null }, at('12'))).toEqual(at('05'));
    expect(awaySince({ ...base, lastActiveAt: null }, at('11'))).toBeNull();
  });
  it('counts from enrolling for those who came late', () => {
    expect(awaySince({ activatedAt: at('10'), startsAt: at('05'), lastActiveAt: null }, at('16'))).toBeNull();
  });
});
