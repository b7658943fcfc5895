import { dueIn, stepsTo, type WorkStanding } from './figures.rules';

const SUBMIT = '2027-04-10T21:59:00.000Z';
const BY = new Date('2027-04-20T21:59:00Z');
const work = (change: Partial<NonNullable<WorkStanding['work']>> = {}): WorkStanding['work'] => ({
  round: 1, state: 'submitted', phase: 'regular', finished: 1, wanted: 3, isHeld: false, moderateBy: null, isPassed: null, ...change,
});
const standing = (change: Partial<WorkStanding> = {}): WorkStanding => ({ activityKey: 'plan', work: work(), hasPassed: false, owed: 0, owedBy: BY, submitBy: SUBMIT, ...change });

describe('what stands between a teacher and an assignment', () => {
  it.each<[string, Partial<WorkStanding>, object[]]>([
    ['no work yet', { work: null }, [{ step: 'hand-in' }]],
    ['a draft', { work: work({ state: 'draft' }) }, [{ step: 'hand-in' }]],
    ['taken back', { work: work({ state: 'withdrawn' }), owed: 2 }, [{ step: 'hand-in' }, { step: 'give', count: 2 }]],
    ['given back by staff', { work: work({ state: 'returned' }) }, [{ step: 'returned' }]],
    ['handed in, two reviews owed', { owed: 2 }, [{ step: 'give', count: 2 }, { step: 'being-reviewed', finished: 1, wanted: 3 }]],
    ['one review more than wanted', { work: work({ state: 'in-review', finished: 4 }) }, [{ step: 'being-reviewed', finished: 3, wanted: 3 }]],
    ['in rescue', { work: work({ phase: 'rescue' }) }, [{ step: 'being-reviewed', finished: 1, wanted: 3 }]],
    ['with moderators', { work: work({ phase: 'moderators', moderateBy: BY }) }, [{ step: 'moderator', by: BY }]],
    ['flagged', { work: work({ isHeld: true }) }, [{ step: 'moderator', by: null }]],
    ['graded, not released', { work: work({ state: 'graded' }) }, [{ step: 'grade-to-come' }]],
    ['not passed', { work: work({ state: 'graded', isPassed: false }) }, [{ step: 'not-passed' }]],
    ['not passed, and one review owed', { work: work({ state: 'graded', isPassed: false }), owed: 1 }, [{ step: 'give', count: 1 }, { step: 'not-passed' }]],
    ['a second draft begun', { work: work({ state: 'draft', round: 2 }) }, [{ step: 'hand-in-again' }]],
    ['passed, one review owed', { work: work({ state: 'graded', isPassed: true }), hasPassed: true, owed: 1 }, [{ step: 'give', count: 1 }]],
    ['passed in the first round, a second draft begun', { work: work({ state: 'draft', round: 2 }), hasPassed: true }, []],
    ['nothing', { work: work({ state: 'graded', isPassed: true }), hasPassed: true }, []],
  ])('%s', (_what, change, steps) => {
    expect(stepsTo(standing(change))).toEqual(steps);
  });
});

describe('until when something is to be done', () => {
  it.each<[string, WorkStanding, string | null]>([
    ['no work yet', standing({ work: null }), SUBMIT],
    ['a draft', standing({ work: work({ state: 'draft' }), owed: 2 }), SUBMIT],
    ['given back', standing({ work: work({ state: 'returned' }) }), SUBMIT],
    ['handed in, reviews owed', standing({ owed: 1 }), BY.toISOString()],
    ['handed in, reviews owed without a date', standing({ owed: 1, owedBy: null }), null],
    ['handed in, nothing owed', standing(), null],
    ['passed, a second draft begun, reviews owed', standing({ work: work({ state: 'draft', round: 2 }), hasPassed: true, owed: 1 }), BY.toISOString()],
  ])('%s', (_what, given, expected) => {
    expect(dueIn(given)).toBe(expected);
  });
});
