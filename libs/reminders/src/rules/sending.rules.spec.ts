import { type ReminderStanding, whyNoLongerDue } from './sending.rules';

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
    ['certificate-unfetched', { enrolmentState: 'completed', editionState: 'archived' }, 'done-since'],
    ['credential-expiring', { enrolmentState: 'withdrawn' }, 'not-active'],
    ['survey', { isOn: false, enrolmentState: 'completed' }, 'rule-off'],
  ])('%s with %j: %s', (kind, change, reason) => {
    expect(whyNoLongerDue(kind, { ...standing, ...change }, now)).toBe(reason);
  });
});
