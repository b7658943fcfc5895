import { LONGEST_CONTRIBUTION, whyNotContribute, whyNotMerge } from './posting.rules';

const words = (length: number) => 'a'.repeat(length);
const MENTION = '@[María Rossi](person:0b9c7c52-1f0e-4a53-9f0a-8c7ad2d5d001)';

describe('what fits a wall', () => {
  it.each([
    ['a short contribution', { kind: 'wall' }, { markdown: 'Our map of shade.' }, null],
    ['as long as a card', { kind: 'wall' }, { markdown: words(LONGEST_CONTRIBUTION) }, null],
    ['one letter more', { kind: 'wall' }, { markdown: words(LONGEST_CONTRIBUTION + 1) }, 'contribution-too-long'],
    ['a name counts as it is read', { kind: 'wall' }, { markdown: words(LONGEST_CONTRIBUTION - 12) + MENTION }, null],
    ['an answer', { kind: 'wall' }, { markdown: 'Yes.', replyTo: 'post' }, 'wall-without-replies'],
    ['anything long elsewhere', { kind: 'poll' }, { markdown: words(5_000), replyTo: 'post' }, null],
  ] as const)('%s', (_what, thread, post, reason) => {
    expect(whyNotContribute(thread, post)).toBe(reason);
  });
});

describe('which threads become one', () => {
  const thread = (id: string, kind: 'question' | 'conversation' | 'wall' | 'poll' | 'announcement') => ({ id, kind, spaceId: 'space', state: 'shown', isLocked: false }) as const;
  it.each([
    ['question', 'conversation', null],
    ['wall', 'wall', null],
    ['conversation', 'wall', 'cannot-merge-kind'],
    ['wall', 'question', 'cannot-merge-kind'],
    ['poll', 'poll', 'cannot-merge-kind'],
    ['conversation', 'announcement', 'cannot-merge-kind'],
  ] as const)('a %s into a %s: %s', (kind, into, reason) => {
    expect(whyNotMerge(thread('one', kind), thread('other', into))).toBe(reason);
  });
});
