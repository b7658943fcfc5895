import { isSameDraft, missingIn, type ReviewDraft, strangersIn, whyNotHandIn, whyNotRelease, whyNotReview } from './draft.rules';

const levels = [{ key: 'no', points: 0, title: 'No', descriptor: '' }, { key: 'yes', points: 1, title: 'Yes', descriptor: '' }];
const criteria = [
  { key: 'plan', title: 'Plan', commentRequired: true, levels },
  { key: 'doubt', title: 'Doubt', commentRequired: false, levels },
];
const draft = (own: Partial<ReviewDraft> = {}): ReviewDraft => ({ scores: { plan: 'yes', doubt: 'no' }, comments: { plan: 'Clear steps.' }, overall: '', keeps: 'The map.', suggests: 'Count twice.', ...own });

describe('why a review cannot be written', () => {
  it.each([
    ['claimed', 'active', null],
    ['claimed', null, null],
    ['claimed', 'expired', null],
    ['claimed', 'completed', null],
    ['expired', 'active', null],
    ['claimed', 'withdrawn', 'withdrawn'],
    ['released', 'active', 'review-released'],
    ['removed', 'active', 'review-removed'],
    ['done', 'withdrawn', 'review-done'],
  ] as const)('%s, enrolment %s: %s', (state, enrolmentState, expected) => {
    expect(whyNotReview({ state, enrolmentState, workState: 'in-review' })).toBe(expected);
  });

  it('while what is typed is kept of a work that was taken from its reviewer', () => {
    for (const workState of ['withdrawn', 'returned', 'draft'] as const) expect(whyNotReview({ state: 'released', enrolmentState: 'active', workState })).toBeNull();
    expect(whyNotReview({ state: 'released', enrolmentState: 'withdrawn', workState: 'returned' })).toBe('withdrawn');
    expect(whyNotReview({ state: 'removed', enrolmentState: 'active', workState: 'returned' })).toBe('review-removed');
  });

  it.each([
    ['submitted', null], ['in-review', null], ['graded', null], ['draft', 'work-taken-back'], ['withdrawn', 'work-taken-back'], ['returned', 'work-taken-back'],
  ] as const)('nor handed in, of a work that is %s: %s', (state, expected) => {
    expect(whyNotHandIn(state)).toBe(expected);
  });

  it.each([
    ['claimed', null], ['released', null], ['expired', null], ['done', 'review-done'], ['removed', 'review-done'],
  ] as const)('nor given back, when it is %s: %s', (state, expected) => {
    expect(whyNotRelease(state)).toBe(expected);
  });
});

describe('what is missing in a review', () => {
  const pointers = (own: Partial<ReviewDraft>, closing: 'either' | 'prompts' = 'either') => missingIn(criteria, draft(own), closing).map(({ pointer }) => pointer);
  it.each([
    ['nothing', {}, []],
    ['a level', { scores: { plan: 'yes' } }, ['/scores/doubt']],
    ['every level', { scores: {} }, ['/scores/plan', '/scores/doubt']],
    ['a comment that the rubric asks for', { comments: { doubt: 'Fine.' } }, ['/comments/plan']],
    ['a comment of spaces', { comments: { plan: ' \n ' } }, ['/comments/plan']],
    ['nothing, where one closing text is there instead of two', { overall: 'Well done.', keeps: '', suggests: '' }, []],
    ['any closing text', { keeps: ' ', suggests: '' }, ['/overall']],
    ['one of two prompts', { suggests: '' }, ['/suggests']],
    ['the other of two prompts', { keeps: '' }, ['/keeps']],
  ] as const)('%s', (_, own, expected) => {
    expect(pointers(own)).toEqual(expected);
  });

  it('is a prompt where both are asked for, whatever else was said', () => {
    expect(pointers({ overall: 'Well done.', keeps: '', suggests: '' }, 'prompts')).toEqual(['/keeps', '/suggests']);
    expect(pointers({ overall: '', keeps: 'The map.' }, 'prompts')).toEqual([]);
  });
});

describe('a draft', () => {
  it('knows no criteria and levels but those of the rubric', () => {
    const pointers = strangersIn(criteria, { scores: { plan: 'maybe', doubt: 'no', colour: 'yes' }, comments: { plan: 'a', smell: 'b' } }).map(({ pointer }) => pointer);
    expect(pointers).toEqual(['/scores/colour', '/scores/plan', '/comments/smell']);
    expect(strangersIn(criteria, draft())).toEqual([]);
  });

  it('says the same in another order, and with empty comments', () => {
    expect(isSameDraft(draft(), draft({ scores: { doubt: 'no', plan: 'yes' }, comments: { doubt: '', plan: 'Clear steps.' } }))).toBe(true);
    for (const own of [{ scores: { plan: 'no', doubt: 'no' } }, { comments: {} }, { overall: 'x' }, { keeps: '' }, { suggests: 'x' }]) expect(isSameDraft(draft(), draft(own))).toBe(false);
  });
});
