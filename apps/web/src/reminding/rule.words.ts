import type { Messages } from '@academy/platform';
import { type EffectiveRule, type RecentReminders, REMINDER_TRAITS, type ReminderEffect, type ReminderKind, type ReminderRule } from '@academy/reminders';

const DAY = 24;
/** Reasons of mails kept back that a line names. */
const CHIEF = 2;

/** Rules as a coordinator would tell them. */
export class RuleWords {
  constructor(
    private readonly messages: Messages,
    private readonly locale: string,
  ) {}

  private text = (key: string, values: Record<string, string | number> = {}): string => this.messages.text(this.locale, `reminding.${key}`, values);

  title = (kind: ReminderKind): string => this.text(`title-${kind}`);
  about = (kind: ReminderKind): string => this.text(`about-${kind}`);
  who = ({ kind, survey }: EffectiveRule): string => this.text(survey === null ? `who-${kind}` : 'who-survey-own');
  /** Of a survey: whether it is the course's own. */
  where = ({ kind, survey }: EffectiveRule): string | null => (kind !== 'survey' ? null : survey === null ? this.text('surveyElsewhere') : this.text('surveyOwn', { title: survey }));

  /** "3 days", "36 hours". */
  duration = (hours: number): string => (hours % DAY === 0 ? this.text('days', { count: hours / DAY }) : this.text('hours', { count: hours }));

  /** "3 days and 1 day before a deadline": in the order in which they come. */
  when({ kind, offsets }: ReminderRule): string {
    const isBefore = REMINDER_TRAITS[kind].timing === 'before';
    const inOrder = [...offsets].sort((a, b) => (isBefore ? b - a : a - b));
    return this.text(`when-${kind}`, { offsets: this.list(inOrder.map(this.duration)) });
  }

  how({ channels: { inApp, email } }: ReminderRule): string {
    return this.text(inApp && email ? 'how-both' : email ? 'how-email' : inApp ? 'how-inApp' : 'how-none');
  }

  /** Whom a rule leaves out, where its audience is not everybody. */
  only({ audience: { countries, languages, onlyFirstTimers } }: ReminderRule): string | null {
    const parts = [
      ...(countries.length > 0 ? [this.text('only-countries', { countries: this.names('region', countries) })] : []),
      ...(languages.length > 0 ? [this.text('only-languages', { languages: this.names('language', languages) })] : []),
      ...(onlyFirstTimers ? [this.text('only-firstTimers')] : []),
    ];
    return parts.length === 0 ? null : this.list(parts);
  }

  /** What it did of late, and what that changed; where it never did anything, that alone. */
  figures(rule: EffectiveRule, recent: RecentReminders | undefined, effect: ReminderEffect | undefined): string {
    const late = recent && this.text('recent', { what: this.list(this.recent(recent)) });
    if (!effect) return late ?? this.text('effect-none');
    return `${late ?? this.text('recent-none')} ${this.effect(rule, effect)}`;
  }

  /** "12 sent", "3 kept back (…)": what came of each that was decided about, with the chief reasons. */
  private recent({ keptBack, ...counts }: RecentReminders): string[] {
    const part = (name: 'sent' | 'inLetters' | 'waiting' | 'notDelivered' | 'withoutMail' | 'heldOut') => (counts[name] > 0 ? [this.text(`recent-${name}`, { count: counts[name] })] : []);
    const why = this.parts(keptBack.slice(0, CHIEF).map((each) => this.text(`keptBack-${each.why}`, { count: each.count })));
    const kept = keptBack.reduce((sum, { count }) => sum + count, 0);
    return [...part('sent'), ...part('inLetters'), ...part('waiting'), ...(kept > 0 ? [this.text('recent-keptBack', { count: kept, why })] : []), ...part('notDelivered'), ...part('withoutMail'), ...part('heldOut')];
  }

  /** What the reminder changed, or why nobody can say. */
  private effect({ kind, holdOut }: EffectiveRule, effect: ReminderEffect): string {
    if (effect.reminded + effect.heldOut === 0) return this.text('effect-waiting', { count: effect.waiting });
    const { reminded, remindedDone, heldOut, heldOutDone, difference, low, high, verdict } = effect;
    const values = { reminded, remindedDone, heldOut, heldOutDone, did: this.text(`did-${kind}`) };
    if (verdict === 'not-measured') return this.text('effect-notMeasured', values);
    if (heldOut === 0) return this.text(holdOut === 0 && REMINDER_TRAITS[kind].mayHoldOut ? 'effect-nobodyHeldOut' : 'effect-reminded', values);
    if (difference === null || low === null || high === null) return this.text('effect-few', values);
    return this.text('effect-measured', { ...values, verdict: this.text(`verdict-${verdict}`), difference: points(difference, this.locale), low: points(low, this.locale), high: points(high, this.locale) });
  }

  private list = (parts: readonly string[]): string => new Intl.ListFormat(inEurope(this.locale), { type: 'conjunction' }).format(parts);
  private parts = (parts: readonly string[]): string => new Intl.ListFormat(inEurope(this.locale), { type: 'unit' }).format(parts);
  private names = (type: 'region' | 'language', codes: readonly string[]): string => this.list(codes.map((code) => new Intl.DisplayNames([this.locale], { type }).of(code) ?? code));
}

/** English as it is written in Europe. */
const inEurope = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);

/** "+14": a difference of shares in points of a hundred. */
const points = (share: number, locale: string): string => new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(share * 100);
