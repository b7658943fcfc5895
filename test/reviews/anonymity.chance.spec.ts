import { withoutChance } from './anonymity.chance';
import { differences } from './anonymity.collection';

const page = (...lines: string[]) => new Map([['GET /', lines.join('\n')]]);

describe('pseudonyms that coincide by chance', () => {
  it('are no difference, in whichever world they do', () => {
    const apart = page('«author-a»', '«reviewer-b»', '«reviewer-c»', '«author-d»');
    const meeting = page('«author-a|reviewer-b»', '«author-a|reviewer-b»', '«reviewer-c»', '«author-d»');
    const others = page('«author-a»', '«reviewer-b|reviewer-c»', '«reviewer-b|reviewer-c»', '«author-d»');
    expect([differences(apart, meeting), differences(meeting, apart), differences(meeting, others), differences(others, meeting)]).toEqual([[], [], [], []]);
  });

  it('are a difference where one stands for somebody else', () => {
    expect(differences(page('«author-a|reviewer-b»'), page('«reviewer-c»'))).toEqual([{ place: 'GET /', one: '«author-a»', other: '«reviewer-c»' }]);
    expect(differences(page('«reviewer-b»', '«author-a|reviewer-b»'), page('«author-d»', '«author-a»'))).toHaveLength(1);
  });

  it('leaves all else as it is', () => {
    const untouched = page('«own-mail-1» and «author-a»');
    expect(withoutChance(untouched, page('b'))[0]).toBe(untouched);
  });
});
