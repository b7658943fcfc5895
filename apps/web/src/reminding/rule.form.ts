import { Invalid } from '@academy/platform';
import { type EffectiveRule, REMINDER_TRAITS, type RuleChange, unknownPlaceholders } from '@academy/reminders';
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

/** A rule as its page sends it: whole, with the texts of one language. `person`: whose mail is shown. */
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
  subject: z.string().trim().max(150).regex(/^[^\r\n]*$/).default(''),
  body: z.string().trim().max(4_000).default(''),
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
    ...textErrors(form, placeholders),
  ];
  if (errors.length > 0) throw new Invalid(errors.map((pointer) => ({ pointer, detail: 'does not fit' })));
  const { [form.language]: _, ...others } = rule.texts;
  return {
    isOn: form.isOn,
    offsets: isTimed ? [...new Set(offsets)].sort((a, b) => a - b) : [],
    channels,
    audience: { countries: form.countries, languages: form.languages, onlyFirstTimers: form.onlyFirstTimers },
    holdOut: form.holdOut,
    texts: form.subject === '' ? others : { ...others, [form.language]: { subject: form.subject, body: form.body } },
    link: form.link,
  };
}

/** A text has a subject and a body, or neither; and names only what can be filled in. */
function textErrors({ subject, body }: RuleForm, placeholders: readonly string[]): string[] {
  if (subject === '' && body !== '') return ['/subject'];
  if (body === '' && subject !== '') return ['/body'];
  const isUnknown = (text: string) => unknownPlaceholders({ subject: text, body: '' }, placeholders).length > 0;
  return [...(isUnknown(subject) ? ['/subject'] : []), ...(isUnknown(body) ? ['/body'] : [])];
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
    language, subject: rule.texts[language]?.subject ?? '', body: rule.texts[language]?.body ?? '',
  };
}
