import { Invalid } from '@academy/platform';
import { type EffectiveRule, REMINDER_TRAITS, type ReminderText, type RuleChange, unknownPlaceholders } from '@academy/reminders';
import { z } from 'zod';
import { Id } from '../http/shapes';

/** Times that one rule can have. */
export const MOST_TIMES = 5;
const TIMES = [1, 2, 3, 4, 5] as const;
const DAY = 24;
const LONGEST_HOURS = 8_784;

const box = z.literal('true').optional().transform((value) => value === 'true');
const amount = z.coerce.number().int().min(1).max(LONGEST_HOURS).optional();
const unit = z.enum(['days', 'hours']).default('days');
const many = (item: z.ZodType<string>) => z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(item).max(60));
export const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/);

const subject = z.string().trim().max(150).regex(/^[^\r\n]*$/).default('');
const body = z.string().trim().max(4_000).default('');
/** Texts by language, as JSON in one field. */
const Typed = z.string().max(400_000).default('{}').transform((written, context): unknown => {
  try {
    return JSON.parse(written);
  } catch {
    context.addIssue('is no JSON');
    return z.NEVER;
  }
}).pipe(z.record(Language, z.strictObject({ subject, body })));

/**
 * A rule as its page sends it: whole, with the texts of one language, and `typed`: those of others that were written before and are kept nowhere yet.
 * `show`: the language to go on in. `person`: whose mail is shown.
 */
export const RuleForm = z.strictObject({
  isOn: box,
  amount1: amount, amount2: amount, amount3: amount, amount4: amount, amount5: amount,
  unit1: unit, unit2: unit, unit3: unit, unit4: unit, unit5: unit,
  inApp: box,
  email: box,
  countries: many(z.string().regex(/^[A-Z]{2}$/)),
  languages: many(Language),
  onlyFirstTimers: box,
  holdOut: z.coerce.number().int().min(0).max(50).default(0),
  link: z.url({ protocol: /^https$/ }).max(500).nullable().default(null),
  language: Language,
  subject,
  body,
  typed: Typed,
  show: Language.optional(),
  person: Id.optional(),
});
export type RuleForm = z.infer<typeof RuleForm>;

/** Which language's words, and whose mail, a page is asked to show. */
export const Shown = z.object({ language: Language.optional().catch(undefined), person: Id.optional().catch(undefined) });
export type Shown = z.infer<typeof Shown>;

/** What of a form that did not fit can be shown all the same. */
export const shownIn = (values: Record<string, unknown>): Shown => Shown.parse({ language: values['language'], person: values['person'] });

/** Whether it is about a survey that lies elsewhere: only a mail leads there. */
export const isElsewhere = ({ kind, survey }: EffectiveRule): boolean => kind === 'survey' && survey === null;

/** What the form changes of a rule. Throws Invalid at the field for what does not fit together. */
export function changeOf(form: RuleForm, rule: EffectiveRule): Required<RuleChange> {
  const { timing, placeholders } = REMINDER_TRAITS[rule.kind];
  const isTimed = timing === 'before' || timing === 'after';
  const offsets = TIMES.flatMap((time) => {
    const given = form[`amount${time}`];
    return given === undefined ? [] : [given * (form[`unit${time}`] === 'days' ? DAY : 1)];
  });
  const channels = isElsewhere(rule) ? { inApp: false, email: true } : { inApp: form.inApp, email: form.email };
  const errors = [
    ...(isTimed && offsets.length === 0 ? ['/amount1'] : []),
    ...offsets.flatMap((hours, index) => (hours > LONGEST_HOURS ? [`/amount${index + 1}`] : [])),
    ...(channels.inApp || channels.email ? [] : ['/inApp']),
    ...(isElsewhere(rule) && form.isOn && form.link === null ? ['/link'] : []),
    ...Object.values(typedIn(form)).flatMap((text) => textErrors(text, placeholders)),
  ];
  if (errors.length > 0) throw new Invalid(errors.map((pointer) => ({ pointer, detail: 'does not fit' })));
  return {
    isOn: form.isOn,
    offsets: isTimed ? [...new Set(offsets)].sort((a, b) => a - b) : [],
    channels,
    audience: { countries: form.countries, languages: form.languages, onlyFirstTimers: form.onlyFirstTimers },
    holdOut: form.holdOut,
    texts: Object.fromEntries(Object.entries({ ...rule.texts, ...typedIn(form) }).filter(([, text]) => text.subject !== '')),
    link: form.link,
  };
}

/** All texts that a form has; empty ones take back what was kept. */
const typedIn = ({ typed, language, subject: title, body: words }: RuleForm): Record<string, ReminderText> => ({ ...typed, [language]: { subject: title, body: words } });

/** The fields of a form's texts where it goes on in another language: nothing that was typed is lost. */
export function textsIn(form: RuleForm, { texts }: EffectiveRule, language: string): Record<string, unknown> {
  const isNew = (code: string, text: ReminderText): boolean => text.subject !== (texts[code]?.subject ?? '') || text.body !== (texts[code]?.body ?? '');
  const { [language]: shown = texts[language], ...others } = typedIn(form);
  return { language, subject: shown?.subject ?? '', body: shown?.body ?? '', typed: JSON.stringify(Object.fromEntries(Object.entries(others).filter(([code, text]) => isNew(code, text)))) };
}

/** A text has a subject and a body, or neither; and names only what can be filled in. */
function textErrors(text: ReminderText, placeholders: readonly string[]): string[] {
  if (text.subject === '' && text.body !== '') return ['/subject'];
  if (text.body === '' && text.subject !== '') return ['/body'];
  const isUnknown = (words: string) => unknownPlaceholders({ subject: words, body: '' }, placeholders).length > 0;
  return [...(isUnknown(text.subject) ? ['/subject'] : []), ...(isUnknown(text.body) ? ['/body'] : [])];
}

/** A rule as the fields of its form. */
export function valuesOf(rule: EffectiveRule, language: string): Record<string, unknown> {
  const isBefore = REMINDER_TRAITS[rule.kind].timing === 'before';
  const inOrder = [...rule.offsets].sort((a, b) => (isBefore ? b - a : a - b));
  const times = Object.fromEntries(inOrder.flatMap((hours, index) => {
    const inDays = hours % DAY === 0;
    return [[`amount${index + 1}`, String(inDays ? hours / DAY : hours)], [`unit${index + 1}`, inDays ? 'days' : 'hours']];
  }));
  const yes = (value: boolean) => (value ? 'true' : '');
  return {
    ...times,
    isOn: yes(rule.isOn), inApp: yes(rule.channels.inApp), email: yes(rule.channels.email),
    countries: rule.audience.countries, languages: rule.audience.languages, onlyFirstTimers: yes(rule.audience.onlyFirstTimers),
    holdOut: String(rule.holdOut), link: rule.link ?? '',
    language, subject: rule.texts[language]?.subject ?? '', body: rule.texts[language]?.body ?? '', typed: '{}',
  };
}
