import { PageQuery } from '@academy/platform';
import { PersonCard } from '@academy/discussions';
import { z } from 'zod';

const Word = z.string().trim().min(1).max(100);
const Code = z.string().trim().min(2).max(35);

/** Each finds only what people show of themselves. `q`: part of a name, with or without accents. `language`: one that they read. */
export const ColleaguesQuery = z.strictObject({
  ...PageQuery,
  q: Word.optional(),
  country: z.string().regex(/^[A-Z]{2}$/).optional(),
  subject: z.string().trim().min(1).max(60).optional(),
  level: z.string().trim().min(1).max(60).optional(),
  language: Code.optional(),
});

/** A filter that was left empty, or that somebody mistyped in the address, does not filter. */
const optional = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);
export const ColleaguesFilter = z.object({
  q: optional(Word),
  country: optional(z.string().regex(/^[A-Z]{2}$/)),
  subject: optional(z.string().trim().min(1).max(60)),
  level: optional(z.string().trim().min(1).max(60)),
  language: optional(Code),
  cursor: optional(z.string().min(1).max(500)),
});
export type ColleaguesFilter = z.infer<typeof ColleaguesFilter>;

const box = z.literal('true').optional().transform((value) => value === 'true');
/** A box that is not ticked is not sent. `preview`: shown as colleagues would see it, and not saved. */
export const CardForm = z.strictObject({
  about: PersonCard.shape.about.default(''),
  isListed: box,
  showsCountry: box,
  showsSchool: box,
  showsLevel: box,
  showsSubjects: box,
  showsLanguages: box,
  preview: z.literal('true').optional(),
});
