import type { Messages } from '@academy/platform';
import type { EffectiveRule, RecentReminders, ReminderEffect, ReminderKind } from '@academy/reminders';
import { RuleWords } from './rule.words';

/** The life of a course in four stretches, each with the reminders that belong to it. */
const STRETCHES: readonly { key: string; kinds: readonly ReminderKind[] }[] = [
  { key: 'before', kinds: ['seat-freed', 'edition-starts'] },
  { key: 'along', kinds: ['not-started', 'module-opened', 'module-missed', 'away'] },
  { key: 'deadlines', kinds: ['draft-not-sent', 'deadline', 'live-event', 'reviews-owed', 'claim-expiring'] },
  { key: 'end', kinds: ['nearly-there', 'survey', 'certificate-unfetched', 'credential-expiring'] },
];

/** All rules in the order of a course's life. `done`: what they did, where there is an edition. */
export function timelineOf(messages: Messages, locale: string, address: string, rules: readonly EffectiveRule[], done: { effects: readonly ReminderEffect[]; recents: readonly RecentReminders[] } | null) {
  const words = new RuleWords(messages, locale);
  const line = (rule: EffectiveRule) => {
    const { kind, isOn, origin, holdOut } = rule;
    const recent = done?.recents.find((each) => each.kind === kind);
    return {
      kind,
      href: `${address}/${kind}`,
      title: words.title(kind),
      when: words.when(rule),
      who: words.who(rule),
      only: words.only(rule),
      how: words.how(rule),
      isOn,
      origin: origin === 'house' ? null : origin,
      holdOut,
      figures: done && words.figures(rule, recent, done.effects.find((each) => each.kind === kind)),
    };
  };
  return STRETCHES.map(({ key, kinds }) => ({ key, lines: rules.filter(({ kind }) => kinds.includes(kind)).map(line) }));
}
