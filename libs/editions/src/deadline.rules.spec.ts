import { cutOffs, deadlineDisorder, suggestedDates } from './deadline.rules';

const day = (number: number) => new Date(Date.UTC(2027, 3, number));
const on = (number: number) => day(number).toISOString();

describe('the order of the dates of an assignment', () => {
  it.each([
    ['nothing', {}, []],
    ['all in order', { submitBy: on(10), graceHours: 24, reviewFrom: on(5), reviewBy: on(17), releaseAt: on(18) }, []],
    ['the same moment twice', { submitBy: on(10), reviewBy: on(10), releaseAt: on(10) }, []],
    ['reviews before works', { submitBy: on(10), reviewBy: on(9) }, [{ field: 'reviewBy', before: 'submitBy' }]],
    ['reviewing that ends before it begins', { reviewFrom: on(12), reviewBy: on(11) }, [{ field: 'reviewBy', before: 'reviewFrom' }]],
    ['grades before works', { submitBy: on(10), releaseAt: on(9) }, [{ field: 'releaseAt', before: 'submitBy' }]],
  ])('%s', (_what, deadline, expected) => {
    expect(deadlineDisorder(deadline)).toEqual(expected);
  });
});

describe('shortening an edition', () => {
  const before = { enrolUntil: day(1), endsAt: day(30), deadlines: { plan: { submitBy: on(10), graceHours: 48, reviewBy: on(17) }, quiz: { submitBy: on(20) } } };
  const sooner = { ...before, endsAt: day(15) };
  const plan = (own: object) => ({ ...before, deadlines: { ...before.deadlines, plan: { ...before.deadlines.plan, ...own } } });

  it('says what a running edition would lose', () => {
    expect(cutOffs('running', before, sooner)).toEqual([{ field: 'endsAt', activityKey: null, from: on(30), to: on(15) }]);
  });
  it('lets an edition grow, and a draft change as it likes', () => {
    expect(cutOffs('running', sooner, before)).toEqual([]);
    expect(cutOffs('draft', before, sooner)).toEqual([]);
  });
  it.each([
    ['handing in sooner', plan({ submitBy: on(8) }), [{ field: 'submitBy', activityKey: 'plan', from: on(10), to: on(8) }]],
    ['less grace', plan({ graceHours: 24 }), [{ field: 'graceUntil', activityKey: 'plan', from: on(12), to: on(11) }]],
    ['no grace, but later', plan({ submitBy: on(12), graceHours: 0 }), []],
    ['reviewing sooner', plan({ reviewBy: on(16) }), [{ field: 'reviewBy', activityKey: 'plan', from: on(17), to: on(16) }]],
    ['no deadline at all', { ...before, deadlines: {} }, []],
    ['a deadline where there was none', { ...before, deadlines: { ...before.deadlines, other: { submitBy: on(2) } } }, []],
  ])('%s', (_what, after, expected) => {
    expect(cutOffs('running', before, after)).toEqual(expected);
  });
});

describe('suggested dates', () => {
  it.each([
    ['long', 30, { submitBy: day(15), reviewBy: day(22) }],
    ['short', 15, { submitBy: day(9), reviewBy: day(13) }],
    ['over already', 1, { submitBy: day(1), reviewBy: day(1) }],
  ])('of an edition that is %s', (_how, ends, expected) => {
    expect(suggestedDates(day(1), day(ends))).toEqual(expected);
  });
});
