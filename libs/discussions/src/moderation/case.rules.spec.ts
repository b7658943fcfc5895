import { decisionsFor, whyNotDecide } from './case.rules';

const now = new Date('2027-03-01T12:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe('decisions of moderators', () => {
  it.each([
    ['dismiss', null, '', null],
    ['restore', null, '', null],
    ['hide', null, ' ', 'note-missing'],
    ['hide', null, 'Names a pupil.', null],
    ['warn', null, '', 'note-missing'],
    ['mute', null, 'Again.', 'mute-end-missing'],
    ['mute', inDays(-1), 'Again.', 'mute-end-not-possible'],
    ['mute', inDays(91), 'Again.', 'mute-end-not-possible'],
    ['mute', inDays(7), 'Again.', null],
  ] as const)('%s until %s, "%s": %s', (decision, until, note, reason) => {
    expect(whyNotDecide({ decision, until, note }, now)).toBe(reason);
  });

  it.each([
    ['shown', true, ['dismiss', 'warn', 'hide', 'mute']],
    ['shown', false, ['warn', 'hide', 'mute']],
    ['held', true, ['restore', 'hide', 'warn', 'mute']],
    ['hidden', false, ['restore', 'warn', 'mute']],
    ['deleted', true, ['dismiss', 'warn', 'mute']],
  ] as const)('offered for a post that is %s (reported: %s)', (post, isReported, decisions) => {
    expect(decisionsFor(post, isReported)).toEqual(decisions);
  });
});
