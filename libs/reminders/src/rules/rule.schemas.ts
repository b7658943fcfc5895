import { z } from 'zod';

/** A year of hours: no reminder is set further from what it turns on. */
const MOST_HOURS = 8_784;
const Text = z.strictObject({ subject: z.string().trim().min(1).max(150).regex(/^[^\r\n]*$/), body: z.string().trim().min(1).max(4_000) });
const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/);
const country = z.string().regex(/^[A-Z]{2}$/);

/** What may be changed of a rule; what is left out stays. Texts are given whole. */
export const RuleChange = z.strictObject({
  isOn: z.boolean().optional(),
  offsets: z.array(z.number().int().min(1).max(MOST_HOURS)).max(5).transform((hours) => [...new Set(hours)].sort((a, b) => a - b)).optional(),
  channels: z.strictObject({ inApp: z.boolean(), email: z.boolean() }).optional(),
  audience: z.strictObject({ countries: z.array(country).max(60), languages: z.array(locale).max(60), onlyFirstTimers: z.boolean() }).optional(),
  holdOut: z.number().int().min(0).max(50).optional(),
  texts: z.record(locale, Text).refine((texts) => Object.keys(texts).length <= 40, 'too many languages').optional(),
  link: z.url({ protocol: /^https$/ }).max(500).nullable().optional(),
});
export type RuleChange = z.infer<typeof RuleChange>;
