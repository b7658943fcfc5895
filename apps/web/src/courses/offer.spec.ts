import { featuredOf, offerOf } from './offer';

const at = (day: number) => new Date(Date.UTC(2027, 2, day)).toISOString();
const now = new Date(at(10));
const edition = (wanted: object = {}) => ({ state: 'open' as const, enrolFrom: at(1), enrolUntil: at(20), startsAt: at(15), seats: null, seatsTaken: 0, ...wanted });

describe('what an edition offers', () => {
  it.each([
    ['a place', {}, 'open'],
    ['a place, while it runs and enrolment is open', { state: 'running', startsAt: at(5) }, 'open'],
    ['the last place', { seats: 30, seatsTaken: 29 }, 'open'],
    ['the waiting list, when all places are taken', { seats: 30, seatsTaken: 30 }, 'full'],
    ['a date, before enrolment opens', { enrolFrom: at(11) }, 'soon'],
    ['a date, when it is announced only', { state: 'announced' }, 'soon'],
    ['nothing new, when enrolment has closed', { state: 'running', enrolUntil: at(9) }, 'over'],
    ['nothing, once it is graded', { state: 'grading' }, 'ended'],
    ['nothing, once it has closed', { state: 'closed' }, 'ended'],
    ['nothing, in the archive', { state: 'archived' }, 'ended'],
  ])('is %s', (_words, wanted, offer) => {
    expect(offerOf(edition(wanted), now)).toBe(offer);
  });
});

describe('the edition that a visitor would ask for', () => {
  it('is one to take part in, before one to wait for', () => {
    const [full, later, sooner, ended] = [edition({ seats: 1, seatsTaken: 1, startsAt: at(11) }), edition({ startsAt: at(18) }), edition({ startsAt: at(16) }), edition({ state: 'closed' })];
    expect(featuredOf([ended, full, later, sooner], now)).toBe(sooner);
    expect(featuredOf([ended, full], now)).toBe(full);
    expect(featuredOf([ended], now)).toBeNull();
  });
});
