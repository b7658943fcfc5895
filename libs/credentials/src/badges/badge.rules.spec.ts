import { expiryOf, expiryOfReissue, isRenewable, readTrigger, TRIGGER, whyNotUse } from './badge.rules';

const at = (day: string) => new Date(`${day}T10:00:00Z`);
const retired = { retiredAt: at('2026-01-01') };
const live = { retiredAt: null };

describe('when a badge is earned', () => {
  it.each([
    ['course', { kind: 'course' }],
    ['manual', { kind: 'manual' }],
    ['study-group-leader', { kind: 'study-group-leader' }],
    ['module:m1', { kind: 'module', key: 'm1' }],
    ['assignment:scenario', { kind: 'assignment', key: 'scenario' }],
    ['helpful-reviewer:3', { kind: 'helpful-reviewer', reviews: 3 }],
  ])('is read: %s', (trigger, read) => expect([TRIGGER.test(trigger), readTrigger(trigger)]).toEqual([true, read]));

  it.each(['', 'Course', 'module:', 'module:M', 'assignment', 'helpful-reviewer', 'helpful-reviewer:0', 'helpful-reviewer:51', 'helpful-reviewer:03', 'manual\n', 'course;'])('is nothing else: %j', (trigger) =>
    expect(TRIGGER.test(trigger)).toBe(false),
  );

  it('is never any more, once it is retired', () => expect([whyNotUse(live), whyNotUse(retired)]).toEqual([null, 'badge-retired']));
});

describe('how long an award stands', () => {
  it.each([
    ['2026-01-15', 12, '2027-01-15'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-03-30', 600, '2076-03-30'],
  ])('from %s for %d months: until %s', (from, months, until) => expect(expiryOf(at(from), months)).toEqual(at(until)));
  it('for ever', () => expect(expiryOf(at('2026-01-15'), null)).toBeNull());

  const year = { issuedAt: at('2026-01-01'), expiresAt: at('2027-01-01') };
  const month = { issuedAt: at('2026-01-01'), expiresAt: at('2026-01-31') };
  it.each([
    [year, '2026-11-01', false],
    [year, '2026-11-03', true],
    [year, '2028-01-01', true],
    [month, '2026-01-15', false],
    [month, '2026-01-16', true],
    [{ issuedAt: at('2026-01-01'), expiresAt: null }, '2090-01-01', false],
  ])('is given another term when it is due: %j on %s', (award, now, due) => expect(isRenewable(award, at(now))).toBe(due));

  it.each([
    ['2026-06-01', live, '2027-01-01'],
    ['2026-12-01', live, '2028-01-01'],
    ['2027-03-05', live, '2028-03-05'],
    ['2027-03-05', retired, '2027-01-01'],
  ])('issued anew on %s: %j', (now, badge, until) => expect(expiryOfReissue(year, { ...badge, validMonths: 12 }, at(now))).toEqual(at(until)));
});
