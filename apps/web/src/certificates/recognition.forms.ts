import { Locale } from '@academy/people';
import { z } from 'zod';

const Day = z.iso.date();
const text = (max: number) => z.string().trim().max(max);

/** What a country says of recognition. Fields that are left empty are not sent. */
export const RecognitionForm = z.strictObject({
  locale: Locale,
  printedText: text(600).min(1),
  guidance: text(6_000).default(''),
  authority: text(200).default(''),
  authorityUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]).default(''),
  validFrom: Day,
  validUntil: Day.nullable().default(null),
});
export type RecognitionForm = z.infer<typeof RecognitionForm>;

export const CountryCode = z.string().regex(/^[A-Z]{2}$/);
/** `from`: a text to begin with. */
export const Beginning = z.object({ from: z.uuid().optional().catch(undefined) });
/** A country to be opened, from the list. */
export const Opened = z.object({ country: CountryCode.optional().catch(undefined) });
