import type { ReminderRule } from './reminder.kinds';

type Traits = Readonly<{ timing: 'before' | 'after' | 'at-once' | 'fixed'; mayHoldOut: boolean; placeholders: readonly string[] }>;

/** Why a rule cannot be kept as it is, or null. `hasSurvey`: whether the course has a survey of its own, so that the rule leads there and to no address. */
export function whyNotKeep(rule: ReminderRule, { timing, mayHoldOut, placeholders }: Traits, hasSurvey = false): 'offset-missing' | 'offset-not-possible' | 'hold-out-not-possible' | 'in-app-not-possible' | 'survey-link-missing' | 'survey-link-not-possible' | 'placeholder-unknown' | null {
  const isTimed = timing === 'before' || timing === 'after';
  if (isTimed && rule.offsets.length === 0) return 'offset-missing';
  if (!isTimed && rule.offsets.length > 0) return 'offset-not-possible';
  if (rule.holdOut > 0 && !mayHoldOut) return 'hold-out-not-possible';
  const surveyReason = rule.kind === 'survey' ? whyNotAskThere(rule, hasSurvey) : null;
  if (surveyReason) return surveyReason;
  return Object.values(rule.texts).some((text) => unknownPlaceholders(text, placeholders).length > 0) ? 'placeholder-unknown' : null;
}

/** A survey of the course's own or one elsewhere, never both. */
function whyNotAskThere({ isOn, channels, link }: ReminderRule, hasSurvey: boolean) {
  if (hasSurvey) return link === null ? null : 'survey-link-not-possible';
  if (channels.inApp) return 'in-app-not-possible';
  return isOn && link === null ? 'survey-link-missing' : null;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** What stands in braces in a text and is not among those that its kind can fill in. */
export const unknownPlaceholders = ({ subject, body }: Readonly<{ subject: string; body: string }>, known: readonly string[]): string[] =>
  [...`${subject} ${body}`.matchAll(PLACEHOLDER)].map(([, name]) => name!).filter((name) => !known.includes(name));

/** A text with its placeholders filled in, once: what they stand for is never read as a text again. What is not known becomes nothing. */
export const filledIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(PLACEHOLDER, (_, name: string) => (Object.hasOwn(values, name) ? values[name]! : '')).trim();

/** The text of a rule for a reader: in her locale, else in that of its language; null where the house's own is to be said. */
export const textFor = <Text>(texts: Readonly<Record<string, Text>>, locale: string): Text | null => texts[locale] ?? texts[locale.split('-')[0]!] ?? null;

/** Paragraphs of a body: an empty line begins a new one. */
export const paragraphsOf = (body: string): string[] => body.split(/\n\s*\n/).map((part) => part.trim()).filter((part) => part !== '');
