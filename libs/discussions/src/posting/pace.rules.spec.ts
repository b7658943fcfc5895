import { mayWriteFrom, whyNotMention } from './pace.rules';

const now = new Date('2027-03-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
/** So many moments, one each `apart` minutes, the newest one minute ago. */
const every = (apart: number, number: number) => Array.from({ length: number }, (_, index) => minutesAgo(1 + index * apart));

describe('how quickly a young account writes', () => {
  it.each([
    ['nothing yet', 'post', { threads: [], posts: [] }, null],
    ['19 posts in the hour', 'post', { threads: [], posts: every(1, 19) }, null],
    ['20 posts in the hour', 'post', { threads: [], posts: every(1, 20) }, 40],
    ['20 posts, the first more than an hour ago', 'post', { threads: [], posts: every(4, 20) }, null],
    ['80 posts in the day', 'post', { threads: [], posts: every(10, 80) }, 24 * 60 - 791],
    ['5 threads in the hour, then an answer', 'post', { threads: every(5, 5), posts: every(5, 5) }, null],
    ['5 threads in the hour, then another', 'thread', { threads: every(5, 5), posts: every(5, 5) }, 39],
    ['15 threads in the day', 'thread', { threads: every(60, 15), posts: every(60, 15) }, 24 * 60 - 841],
    ['20 posts in the hour, then a thread', 'thread', { threads: [], posts: every(1, 20) }, 40],
  ] as const)('%s (%s): on in %s minutes', (_what, what, written, minutes) => {
    expect(mayWriteFrom({ accountAgeHours: 71, ...written }, what, now)).toEqual(minutes === null ? null : minutesAgo(-minutes));
    expect(mayWriteFrom({ accountAgeHours: 72, ...written }, what, now)).toBeNull();
  });

  it('and whom it mentions', () => {
    expect([whyNotMention(1, 5), whyNotMention(1, 6), whyNotMention(72, 20)]).toEqual([null, 'too-many-mentions', null]);
  });
});
