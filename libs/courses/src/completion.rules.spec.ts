import type { Activity } from './activity.schemas';
import { completionOf, whyNotComplete } from './completion.rules';

describe('the completion rule of an activity', () => {
  it.each([
    ['page', { rule: 'viewed' }],
    ['video', { rule: 'viewed' }],
    ['resource', { rule: 'viewed' }],
    ['quiz', { rule: 'score', atLeast: 0.7 }],
    ['discussion', { rule: 'posted', count: 1 }],
    ['assignment', { rule: 'reviewed' }],
    ['reflection', { rule: 'submitted' }],
    ['live-event', { rule: 'attended' }],
  ] as const)('is by itself, for the kind %s, %o', (kind, rule) => {
    expect(completionOf({ kind, passMark: 0.7 })).toEqual(rule);
  });

  it('is the one that was given, whatever the kind suggests', () => {
    const quiz: Pick<Activity, 'kind' | 'completion'> = { kind: 'quiz', completion: { rule: 'viewed' } };
    expect(completionOf(quiz)).toEqual({ rule: 'viewed' });
  });

  it.each([
    ['quiz', 'score', null],
    ['page', 'score', 'rule-does-not-fit-kind'],
    ['page', 'viewed', null],
    ['assignment', 'marked', null],
    ['assignment', 'reviewed', null],
    ['assignment', 'submitted', null],
    ['reflection', 'submitted', null],
    ['reflection', 'reviewed', 'rule-does-not-fit-kind'],
    ['discussion', 'posted', null],
    ['discussion', 'marked', null],
    ['page', 'posted', 'rule-does-not-fit-kind'],
    ['live-event', 'attended', null],
    ['live-event', 'marked', null],
    ['page', 'attended', 'rule-does-not-fit-kind'],
  ] as const)('of the kind %s may be %s: %s', (kind, rule, reason) => {
    expect(whyNotComplete(kind, rule)).toBe(reason);
  });
});
