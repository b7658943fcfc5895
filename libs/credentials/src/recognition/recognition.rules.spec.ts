import { type Period, statesOn, whyNotHold, whyNotWithdraw } from './recognition.rules';

const text = (id: string, validFrom: string, validUntil: string | null = null, more: Partial<Period> = {}): Period => ({ id, locale: 'pt', validFrom, validUntil, isWithdrawn: false, ...more });
const on = (day: string, ...newestFirst: Period[]) => Object.fromEntries(statesOn(day, newestFirst));

describe('texts of a country on a day', () => {
  it.each<[string, string, Period[], Record<string, string>]>([
    ['one holds from its first day', '2026-01-01', [text('a', '2026-01-01')], { a: 'in-force' }],
    ['not before', '2025-12-31', [text('a', '2026-01-01')], { a: 'coming' }],
    ['until the end of its last', '2026-06-30', [text('a', '2026-01-01', '2026-06-30')], { a: 'in-force' }],
    ['and not after', '2026-07-01', [text('a', '2026-01-01', '2026-06-30')], { a: 'over' }],
    ['the next ends it', '2026-07-01', [text('b', '2026-07-01'), text('a', '2026-01-01')], { a: 'over', b: 'in-force' }],
    ['also when the next is over itself', '2026-09-01', [text('b', '2026-07-01', '2026-07-31'), text('a', '2026-01-01')], { a: 'over', b: 'over' }],
    ['a correction of the same days replaces', '2026-07-01', [text('b', '2026-01-01'), text('a', '2026-01-01')], { a: 'replaced', b: 'in-force' }],
    ['what is taken back ends nothing', '2026-07-01', [text('b', '2026-07-01', null, { isWithdrawn: true }), text('a', '2026-01-01')], { a: 'in-force', b: 'withdrawn' }],
    ['other languages do not matter', '2026-07-01', [text('b', '2026-07-01', null, { locale: 'en' }), text('a', '2026-01-01')], { a: 'in-force', b: 'in-force' }],
  ])('%s', (_, day, texts, expected) => expect(on(day, ...texts)).toEqual(expected));

  it('end no sooner than they begin, and are taken back once', () => {
    expect([whyNotHold(text('a', '2026-01-01', '2026-01-01')), whyNotHold(text('a', '2026-01-02', '2026-01-01'))]).toEqual([null, 'recognition-ends-before-it-begins']);
    expect([whyNotWithdraw({ isWithdrawn: false }), whyNotWithdraw({ isWithdrawn: true })]).toEqual([null, 'recognition-withdrawn']);
  });
});
