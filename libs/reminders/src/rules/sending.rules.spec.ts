import { type ReminderStanding, whyNoLongerDue, whyNotForHer } from './sending.rules';

const at = (day: string) => new Date(`2027-03-${day}T09:00:00Z`);
const now = at('10');
const standing: ReminderStanding = { isOn: true, enrolmentState: 'active', editionState: 'running', endsAt: at('28'), told: null, dueAt: null };

describe('why a reminder that is not due any more stays unsent', () => {
  it.each<[string, Partial<ReminderStanding>, string]>([
    ['away', { isOn: false, enrolmentState: 'withdrawn' }, 'rule-off'],
    ['away', { enrolmentState: 'withdrawn' }, 'not-active'],
    ['away', { enrolmentState: 'waitlisted' }, 'not-active'],
    ['away', { enrolmentState: 'completed' }, 'done-since'],
    ['away', { editionState: 'closed' }, 'edition-over'],
    ['away', { endsAt: at('09') }, 'edition-over'],
    ['away', {}, 'came-back'],
    ['module-opened', {}, 'no-news-any-more'],
    ['module-missed', {}, 'done-since'],
    ['not-started', {}, 'done-since'],
    ['deadline', { told: at('12'), dueAt: at('13') }, 'deadline-moved'],
    ['deadline', { told: at('12'), dueAt: null }, 'deadline-moved'],
    ['deadline', { told: at('09'), dueAt: at('09') }, 'too-late'],
    ['deadline', { told: at('12'), dueAt: at('12') }, 'done-since'],
    ['draft-not-sent', { told: at('12'), dueAt: at('12') }, 'done-since'],
    ['edition-starts', { told: at('12'), dueAt: at('14') }, 'deadline-moved'],
    ['live-event', { told: at('12'), dueAt: at('13') }, 'deadline-moved'],
    ['live-event', { told: at('12'), dueAt: null }, 'event-cancelled'],
    ['live-event', { enrolmentState: 'completed', told: at('12'), dueAt: at('13') }, 'deadline-moved'],
    ['live-event', { enrolmentState: 'expired', told: at('12'), dueAt: at('13') }, 'done-since'],
    ['live-event', { told: at('09'), dueAt: at('09') }, 'too-late'],
    ['live-event', { told: at('12'), dueAt: at('12') }, 'done-since'],
    ['certificate-unfetched', { enrolmentState: 'completed', editionState: 'archived' }, 'done-since'],
    ['credential-expiring', { enrolmentState: 'withdrawn' }, 'not-active'],
    ['survey', { enrolmentState: 'completed', editionState: 'closed' }, 'done-since'],
    ['survey', { enrolmentState: 'completed', editionState: 'archived' }, 'edition-over'],
    ['survey', { isOn: false, enrolmentState: 'completed' }, 'rule-off'],
  ])('%s with %j: %s', (kind, change, reason) => {
    expect(whyNoLongerDue(kind, { ...standing, ...change }, now)).toBe(reason);
  });
});

describe('why a reminder that follows from a fact is not for its reader any more', () => {
  it.each<[string, string, boolean, string | null]>([
    ['seat-freed', 'active', true, null],
    ['seat-freed', 'active', false, 'rule-off'],
    ['seat-freed', 'withdrawn', true, 'not-active'],
    ['seat-freed', 'waitlisted', true, 'not-active'],
    ['seat-freed', 'expired', true, 'done-since'],
    ['claim-expiring', 'withdrawn', true, 'not-active'],
    ['reviews-owed', 'completed', true, null],
    ['reviews-owed', 'expired', true, null],
  ])('%s to somebody %s (rule on: %s): %s', (kind, enrolmentState, isOn, reason) => {
    expect(whyNotForHer(kind, { isOn, enrolmentState, isForHer: true })).toBe(reason);
  });

  it('and nobody hears of it whom the rule is not for by now', () => {
    expect(whyNotForHer('reviews-owed', { isOn: true, enrolmentState: 'active', isForHer: false })).toBe('not-in-audience');
    expect(whyNotForHer('reviews-owed', { isOn: false, enrolmentState: 'active', isForHer: false })).toBe('rule-off');
  });
});
