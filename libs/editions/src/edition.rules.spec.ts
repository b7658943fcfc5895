import { dueState, opensAt, whyNotMove } from './edition.rules';

describe('the states of an edition', () => {
  it.each([
    ['draft', 'announced', false, null],
    ['draft', 'open', false, null],
    ['draft', 'running', false, 'transition-not-allowed'],
    ['announced', 'draft', false, null],
    ['open', 'draft', false, 'transition-not-allowed'],
    ['open', 'running', false, null],
    ['open', 'running', true, 'transition-not-allowed'],
    ['open', 'closed', true, null],
    ['running', 'open', false, 'transition-not-allowed'],
    ['grading', 'closed', false, null],
    ['closed', 'running', false, 'transition-not-allowed'],
    ['archived', 'closed', false, 'transition-not-allowed'],
    ['open', 'open', false, 'transition-not-allowed'],
  ] as const)('%s to %s (self-paced: %s): %s', (from, to, isSelfPaced, reason) => {
    expect(whyNotMove(from, to, isSelfPaced)).toBe(reason);
  });
});

describe('what the clock does', () => {
  const [before, startsAt, during, endsAt, after] = [1, 2, 3, 4, 5].map((day) => new Date(Date.UTC(2027, 2, day))) as [Date, Date, Date, Date, Date];
  it.each([
    ['leaves an open one before it starts', 'open', before, false, before, null],
    ['starts an open one on its day', 'open', before, false, startsAt, 'running'],
    ['leaves a self-paced one open', 'open', before, true, during, null],
    ['leaves a draft alone', 'draft', before, false, during, null],
    ['leaves a running one until it ends', 'running', startsAt, false, during, null],
    ['closes a running one on its day', 'running', startsAt, false, endsAt, 'closed'],
    ['closes one that is being graded', 'grading', during, false, after, 'closed'],
    ['closes an open one that was never started', 'open', before, false, after, 'closed'],
    ['closes a self-paced one', 'open', before, true, after, 'closed'],
    ['leaves one that was opened after its end', 'open', endsAt, false, after, null],
    ['leaves a closed one alone', 'closed', endsAt, false, after, null],
  ] as const)('%s', (_what, state, stateSince, isSelfPaced, now, due) => {
    expect(dueState({ state, stateSince, isSelfPaced, startsAt, endsAt }, now)).toBe(due);
  });
});

describe('when a module opens', () => {
  const startsAt = new Date('2027-03-01T09:00:00Z');
  const late = new Date('2027-03-10T12:00:00Z');
  it.each([
    ['all at once', { mode: 'all' }, 2, '2027-03-01T09:00:00.000Z'],
    ['weekly, the first', { mode: 'weekly' }, 0, '2027-03-01T09:00:00.000Z'],
    ['weekly, the third', { mode: 'weekly' }, 2, '2027-03-15T09:00:00.000Z'],
    ['by a date of its own', { mode: 'dates', dates: { m: '2027-04-01T00:00:00.000Z' } }, 1, '2027-04-01T00:00:00.000Z'],
    ['without a date of its own', { mode: 'dates', dates: {} }, 1, '2027-03-01T09:00:00.000Z'],
    ['relative to one who came late', { mode: 'relative' }, 1, '2027-03-17T12:00:00.000Z'],
  ] as const)('%s', (_how, release, index, expected) => {
    expect(opensAt({ release, startsAt }, { key: 'm', index }, late).toISOString()).toBe(expected);
  });

  it('counts relative release from the start of the edition for those who came early', () => {
    expect(opensAt({ release: { mode: 'relative' }, startsAt }, { key: 'm', index: 0 }, new Date('2027-01-01T00:00:00Z'))).toEqual(startsAt);
  });
});
