import fc from 'fast-check';
import { attendanceCode, isSameCode, livePhase, type LiveEventRow, liveEventView, whyNotAttend } from './live.event.rules';

const event: LiveEventRow = { startsAt: new Date('2027-03-01T17:00:00Z'), endsAt: new Date('2027-03-01T18:00:00Z'), url: 'https://meet.example.org/1', recordingUrl: 'https://films.example.org/1', isCancelled: false, sequence: 2 };
const at = (time: string): Date => new Date(`2027-03-${time}Z`);

describe('a live event', () => {
  it.each([
    ['01T16:44:59.999', 'ahead', false, false],
    ['01T16:45:00', 'open', true, false],
    ['01T17:59:59', 'open', true, false],
    ['01T18:00:00', 'over', false, true],
  ])('at %s is %s: its link is told (%s), its recording is (%s)', (time, phase, hasLink, hasRecording) => {
    const view = liveEventView(event, false, at(time));
    expect([view.phase, view.url !== null, view.recordingUrl !== null]).toEqual([phase, hasLink, hasRecording]);
    expect(view).toMatchObject({ durationMinutes: 60, joinFrom: '2027-03-01T16:45:00.000Z', sequence: 2 });
  });

  it.each([
    ['01T16:49:59', {}, 'attendance-not-open'],
    ['01T16:50:00', {}, null],
    ['02T18:00:00', {}, null],
    ['02T18:00:01', {}, 'attendance-over'],
    ['01T17:30:00', { isCancelled: true }, 'live-event-cancelled'],
    ['01T17:30:00', { startsAt: null, endsAt: null }, 'live-event-undated'],
  ])('at %s with %j takes codes or not: %s', (time, change, reason) => {
    expect(whyNotAttend({ ...event, ...change }, at(time))).toBe(reason);
    expect(liveEventView({ ...event, ...change }, false, at(time)).mayAttend).toBe(reason === null);
    expect(liveEventView({ ...event, ...change }, true, at(time)).mayAttend).toBe(false);
  });

  it('tells no address where it is cancelled, or has no date', () => {
    for (const change of [{ isCancelled: true }, { startsAt: null, endsAt: null }]) {
      for (const time of ['01T17:30:00', '03T00:00:00']) expect(liveEventView({ ...event, ...change }, false, at(time))).toMatchObject({ url: null, recordingUrl: null });
    }
    expect([livePhase({ ...event, isCancelled: true }, at('01T17:30:00')), livePhase({ ...event, startsAt: null }, at('01T17:30:00'))]).toEqual(['cancelled', 'undated']);
  });

  it('has a code that is typed as people type it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), fc.constantFrom(' ', '\u00a0', '-', '\t', '\u200b'), fc.nat(6), (chances, sign, place) => {
        const left = [...chances];
        const code = attendanceCode((below) => left.pop()! % below);
        expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
        expect(isSameCode(` ${code.slice(0, place).toLowerCase()}${sign}${code.slice(place)} `, code)).toBe(true);
        expect(isSameCode(code.slice(0, 5), code)).toBe(false);
        expect(isSameCode(`${code}A`, code)).toBe(false);
      }),
      { seed: 20_261_130 },
    );
    expect(isSameCode('', 'ABCDEF')).toBe(false);
  });
});
