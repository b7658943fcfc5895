/** What a reminder is due for. The order is that of a course's life, and in which pages list them. */
export const REMINDER_KINDS = [
  'seat-freed', 'edition-starts', 'not-started', 'module-opened', 'module-missed', 'away', 'draft-not-sent', 'deadline', 'live-event',
  'reviews-owed', 'claim-expiring', 'nearly-there', 'survey', 'certificate-unfetched', 'credential-expiring',
] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];
export const isReminderKind = (kind: string): kind is ReminderKind => (REMINDER_KINDS as readonly string[]).includes(kind);

/** Who of an edition gets it. Empty lists: everybody. `onlyFirstTimers`: who has not completed any course before. */
export type Audience = Readonly<{ countries: readonly string[]; languages: readonly string[]; onlyFirstTimers: boolean }>;
/** What a coordinator has it say, with placeholders in braces. An empty line begins a new paragraph. */
export type ReminderText = Readonly<{ subject: string; body: string }>;

/** One rule, whole. `offsets`: hours before or after what it turns on. `holdOut`: percent of people who are left out, to see what it changes. */
export type ReminderRule = Readonly<{
  kind: ReminderKind;
  isOn: boolean;
  offsets: readonly number[];
  channels: Readonly<{ inApp: boolean; email: boolean }>;
  audience: Audience;
  holdOut: number;
  texts: Readonly<Record<string, ReminderText>>;
  /** Of a survey that lies elsewhere: where. Only an e-mail can lead there. Null where the course has its own. */
  link: string | null;
}>;

export type RuleOrigin = 'house' | 'course' | 'edition';
/** The rule in force, and whose it is. `survey`: of a survey, the title of the course's own, which it leads to; null where there is none. */
export type EffectiveRule = ReminderRule & Readonly<{ origin: RuleOrigin; changedAt: Date | null; changedBy: string | null; survey: string | null }>;

/** `at-once`: as soon as it is known; `fixed`: when peer review says so. */
export type ReminderTiming = 'before' | 'after' | 'at-once' | 'fixed';
/** `isMild`: whoever misses the e-mail misses no date. */
type Trait = Readonly<{ timing: ReminderTiming; offsets: readonly number[]; isOn: boolean; mayHoldOut: boolean; isMild: boolean; placeholders: readonly Placeholder[] }>;

/** All that a text may name. */
export const PLACEHOLDERS = ['name', 'course', 'edition', 'module', 'activity', 'date', 'days', 'count', 'link'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const DAY = 24;
const COURSE = ['name', 'course', 'edition'] as const;
const trait = (timing: ReminderTiming, offsets: readonly number[], placeholders: readonly Placeholder[], { isOn = true, mayHoldOut = true, isMild = false } = {}): Trait => ({ timing, offsets, isOn, mayHoldOut, isMild, placeholders: [...COURSE, ...placeholders] });

/** What the house does where nobody says otherwise, and what each kind can take. */
export const REMINDER_TRAITS: Readonly<Record<ReminderKind, Trait>> = {
  'seat-freed': trait('at-once', [], ['date'], { mayHoldOut: false }),
  'edition-starts': trait('before', [DAY], ['date', 'days']),
  'not-started': trait('after', [3 * DAY], ['activity', 'days'], { isMild: true }),
  'module-opened': trait('at-once', [], ['module', 'date'], { isMild: true }),
  'module-missed': trait('after', [7 * DAY], ['module', 'date', 'days'], { isMild: true }),
  away: trait('after', [7 * DAY, 14 * DAY, 21 * DAY], ['activity', 'days'], { isMild: true }),
  'draft-not-sent': trait('before', [48], ['activity', 'date', 'days']),
  deadline: trait('before', [72, 24], ['activity', 'date', 'days']),
  'live-event': trait('before', [DAY, 1], ['activity', 'date']),
  'reviews-owed': trait('fixed', [], ['activity', 'date', 'count']),
  'claim-expiring': trait('fixed', [], ['activity', 'date']),
  'nearly-there': trait('after', [48], ['activity'], { isMild: true }),
  survey: trait('after', [DAY], ['link'], { isOn: false, isMild: true }),
  'certificate-unfetched': trait('after', [7 * DAY], ['date', 'days'], { isMild: true }),
  'credential-expiring': trait('before', [60 * DAY, 14 * DAY], ['date', 'days']),
};

/** Places of a week's cap that mild reminders leave to those with a date. */
const KEPT_FOR_DATES = 2;
/** How many reminders somebody with this weekly cap may have had for one more of this kind to go: mild ones leave the last two places to others, but have one where there is any. */
export const weeklyRoom = (kind: ReminderKind, cap: number): number => (REMINDER_TRAITS[kind].isMild ? Math.min(cap, Math.max(1, cap - KEPT_FOR_DATES)) : cap);

export const houseRule = (kind: ReminderKind): ReminderRule => {
  const { isOn, offsets } = REMINDER_TRAITS[kind];
  return { kind, isOn, offsets, channels: { inApp: kind !== 'survey', email: true }, audience: { countries: [], languages: [], onlyFirstTimers: false }, holdOut: 0, texts: {}, link: null };
};
