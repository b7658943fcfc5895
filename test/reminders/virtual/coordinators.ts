import type { INestApplicationContext } from '@nestjs/common';
import { Editions, type EditionChange } from '@academy/editions';
import { ReminderRules, type RuleChange, type ReminderKind } from '@academy/reminders';
import { DAY, type EditionDates, type Room } from './cohort';
import { meetingAt, type Play } from './stage';

/** A change at so many days from the start: of a rule, of an edition, or a rule given up again. */
type Change = Readonly<{ day: number; where: Room | 'course' }> & Readonly<{ kind: ReminderKind; rule: RuleChange | 'reset' } | { edition: (dates: EditionDates) => EditionChange }>;

const everybody = { countries: [], languages: [], onlyFirstTimers: false };
const LINK = 'https://survey.example/swifts';

/** Another offset, an audience, people left out, a door closed, a rule switched off and on, dates moved amid the weeks. */
const CHANGES: readonly Change[] = [
  { day: -19, where: 'course', kind: 'survey', rule: { isOn: true, link: LINK } },
  { day: -19, where: 'course', kind: 'credential-expiring', rule: { holdOut: 30 } },
  { day: -19, where: 'changed', kind: 'edition-starts', rule: { offsets: [24, 72] } },
  { day: -19, where: 'changed', kind: 'not-started', rule: { offsets: [48, 120], holdOut: 30 } },
  { day: -19, where: 'changed', kind: 'module-opened', rule: { audience: { ...everybody, languages: ['de'] } } },
  { day: -19, where: 'changed', kind: 'module-missed', rule: { audience: { ...everybody, onlyFirstTimers: true }, offsets: [96, 168] } },
  { day: -19, where: 'changed', kind: 'draft-not-sent', rule: { channels: { inApp: true, email: false } } },
  { day: -19, where: 'changed', kind: 'deadline', rule: { audience: { ...everybody, countries: ['PT', 'DE'] }, offsets: [48] } },
  { day: -19, where: 'changed', kind: 'certificate-unfetched', rule: { channels: { inApp: false, email: true }, offsets: [72, 168] } },
  { day: -19, where: 'changed', kind: 'reviews-owed', rule: { holdOut: 30 } },
  { day: -19, where: 'changed', kind: 'away', rule: { holdOut: 30, offsets: [120, 240] } },
  { day: -19, where: 'changed', kind: 'live-event', rule: { holdOut: 20, offsets: [3, 30] } },
  { day: -6, where: 'seats', edition: ({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt + 2 * DAY).toISOString(), endsAt: new Date(endsAt).toISOString() }) },
  { day: 4, where: 'changed', kind: 'not-started', rule: { isOn: false } },
  { day: 7.5, where: 'changed', edition: (dates) => ({ liveEvents: meetingAt(dates, 1.2) }) },
  { day: 7.9, where: 'seats', edition: (dates) => ({ liveEvents: { meet: { ...meetingAt(dates).meet, cancelled: true } } }) },
  { day: 8, where: 'seats', edition: () => ({ seats: 1_000_000 }) },
  { day: 10, where: 'changed', kind: 'deadline', rule: { offsets: [24, 96], audience: { ...everybody, countries: ['PT', 'DE', 'FI'] } } },
  { day: 12, where: 'changed', edition: ({ submitBy }) => ({ deadlines: { plan: { submitBy: new Date(submitBy + 3 * DAY).toISOString() } } }) },
  { day: 15, where: 'seats', kind: 'away', rule: { channels: { inApp: false, email: true } } },
  { day: 17.9, where: 'plain', kind: 'deadline', rule: { audience: { ...everybody, countries: ['PT', 'GR'] } } },
  { day: 19.4, where: 'plain', edition: ({ submitBy }) => ({ deadlines: { plan: { submitBy: new Date(submitBy + DAY).toISOString() } } }) },
  { day: 21, where: 'changed', kind: 'claim-expiring', rule: { audience: { ...everybody, languages: ['en', 'de'] } } },
  { day: 23, where: 'plain', kind: 'reviews-owed', rule: { isOn: false } },
  { day: 26, where: 'plain', kind: 'reviews-owed', rule: 'reset' },
  { day: 27, where: 'changed', kind: 'nearly-there', rule: { channels: { inApp: true, email: false } } },
  { day: 30, where: 'changed', kind: 'survey', rule: { offsets: [72], holdOut: 30 } },
];

export class Coordinators {
  private next = 0;

  constructor(
    private readonly rooms: INestApplicationContext,
    private readonly play: Play,
  ) {}

  /** Does all that is due by then, through the services that pages use. Answers how much. */
  async act(upTo: number): Promise<number> {
    const due = CHANGES.slice(this.next).filter(({ day }) => this.play.dates.startsAt + day * DAY <= upTo);
    for (const change of due) await this.one(change);
    this.next += due.length;
    return due.length;
  }

  private async one(change: Change): Promise<void> {
    const { courseId, editions, coordinatorId, dates } = this.play;
    if ('edition' in change) return this.rooms.get(Editions).change(editions[change.where as Room], { confirm: true, ...change.edition(dates) } as EditionChange, coordinatorId);
    const scope = change.where === 'course' ? { courseId } : { editionId: editions[change.where] };
    if (change.rule === 'reset') return this.rooms.get(ReminderRules).reset(scope, change.kind, coordinatorId);
    return this.rooms.get(ReminderRules).save(scope, change.kind, change.rule, coordinatorId);
  }
}
