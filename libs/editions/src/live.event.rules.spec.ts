import { changeOf, copiedLiveEvents, type LiveEventState } from './live.event.rules';

const now = new Date('2027-03-01T12:00:00Z');
const at = (hour: number): Date => new Date(now.getTime() + hour * 3_600_000);
const event = (startsIn: number | null, change: Partial<LiveEventState> = {}): LiveEventState => ({
  activityKey: 'meet', startsAt: startsIn === null ? null : at(startsIn), endsAt: startsIn === null ? null : at(startsIn + 1), url: 'https://meet.example.org/1', isCancelled: false, sequence: 1, ...change,
});

describe('what changed of a live event', () => {
  it.each<[string, LiveEventState | undefined, LiveEventState, string | null]>([
    ['new', undefined, event(2), null],
    ['the same', event(2), event(2), null],
    ['later', event(2), event(3, { sequence: 2 }), 'moved'],
    ['shorter', event(2), event(2, { sequence: 2, endsAt: at(2.5) }), null],
    ['later, and shorter', event(2), event(3, { sequence: 2, endsAt: at(3.5) }), 'moved'],
    ['elsewhere', event(2), event(2, { sequence: 2, url: 'https://meet.example.org/2' }), 'link'],
    ['somewhere for the first time', event(2, { url: '' }), event(2, { sequence: 2 }), null],
    ['nowhere yet again', event(2), event(2, { sequence: 2, url: '' }), null],
    ['off', event(2), event(2, { sequence: 2, isCancelled: true }), 'cancelled'],
    ['without its date', event(2), event(null, { sequence: 2 }), 'undated'],
    ['off, and without its date', event(2), event(null, { sequence: 2, isCancelled: true }), 'cancelled'],
    ['over, and without its date', event(-3), event(null, { sequence: 2 }), null],
    ['off, and moved while it is', event(2, { isCancelled: true }), event(3, { sequence: 2, isCancelled: true }), null],
    ['on again', event(2, { isCancelled: true }), event(2, { sequence: 2 }), 'restored'],
    ['dated', event(null), event(2, { sequence: 2 }), 'dated'],
    ['over, with another link', event(-3), event(-3, { sequence: 2, url: '' }), null],
    ['over, and dated anew', event(-3), event(5, { sequence: 2 }), 'moved'],
    ['over, and called off', event(-3), event(-3, { sequence: 2, isCancelled: true }), null],
    ['moved into the past', event(2), event(-3, { sequence: 2 }), 'cancelled'],
  ])('%s', (_what, before, after, change) => {
    expect(changeOf(before, after, now)).toBe(change);
  });

  it('a copy says of each when it is, shifted, and leaves behind how it went', () => {
    const own = { meet: { startsAt: at(2).toISOString(), url: 'https://meet.example.org/2', recordingUrl: 'https://films.example.org/1', cancelled: true }, gone: { durationMinutes: 30 } };
    const later = (date: Date): string => new Date(date.getTime() + 7 * 24 * 3_600_000).toISOString();
    expect(copiedLiveEvents(own, [event(2), event(4, { activityKey: 'again' }), event(null, { activityKey: 'open' })], later)).toEqual({
      meet: { startsAt: later(at(2)), url: 'https://meet.example.org/2' },
      again: { startsAt: later(at(4)) },
      open: {},
    });
  });
});
