import { showsResults, whyClosed, whyNotAsk, whyNotChoose } from './poll.rules';

const NOW = new Date('2027-03-10T09:00:00Z');
const poll = { isMultiple: false, closesAt: null };
const open = { poll, state: 'shown', isLocked: false, editionState: 'running' } as const;

describe('why a poll is closed', () => {
  it.each([
    ['open without an end', {}, null],
    ['open until later', { poll: { ...poll, closesAt: '2027-03-10T09:00:01Z' } }, null],
    ['at its end', { poll: { ...poll, closesAt: '2027-03-10T09:00:00Z' } }, 'poll-closed'],
    ['locked by a moderator', { isLocked: true }, 'poll-closed'],
    ['among alumni', { editionState: null }, null],
    ['before the edition begins', { editionState: 'announced' }, null],
    ['when the edition is over', { editionState: 'closed' }, 'discussion-read-only'],
    ['in the archive', { editionState: 'archived' }, 'discussion-read-only'],
    ['hidden', { state: 'hidden' }, 'thread-gone'],
    ['a thread of another kind', { poll: null }, 'not-a-poll'],
  ] as const)('%s', (_which, change, reason) => {
    expect(whyClosed({ ...open, ...change }, NOW)).toBe(reason);
  });
});

describe('which options can be chosen', () => {
  const offered = ['o1', 'o2', 'o3'];
  it.each([
    [false, ['o1'], null],
    [false, [], null],
    [false, ['o1', 'o1'], null],
    [false, ['o1', 'o2'], 'one-option-only'],
    [true, ['o1', 'o2', 'o3'], null],
    [true, ['o4'], 'option-unknown'],
  ])('several: %s, chosen %j: %s', (isMultiple, chosen, reason) => {
    expect(whyNotChoose({ ...poll, isMultiple }, offered, chosen)).toBe(reason);
  });
});

it.each([
  [null, null],
  ['2027-03-10T09:00:00Z', 'poll-end-not-possible'],
  ['2027-03-10T10:00:00+01:00', 'poll-end-not-possible'],
  ['2027-03-11T09:00:00Z', null],
  ['2028-03-10T09:00:00Z', null],
  ['2028-03-12T09:00:00Z', 'poll-end-not-possible'],
])('a poll that ends %s can be asked: %s', (closesAt, reason) => {
  expect(whyNotAsk({ closesAt }, NOW)).toBe(reason);
});

it.each([
  [false, false, false],
  [true, false, true],
  [false, true, true],
])('voted: %s, closed: %s, results are shown: %s', (hasVoted, isClosed, shown) => {
  expect(showsResults({ hasVoted, isClosed })).toBe(shown);
});
