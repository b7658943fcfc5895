import { z } from 'zod';

/** Plain words, no Markdown: line breaks are kept, other control signs are not. */
const About = z
  .string()
  .max(600)
  .transform((words) => words.replace(/\r\n?/g, '\n').replace(/\n{3,}/g, '\n\n').trim())
  .refine((words) => !/[^\P{Cc}\n\t]/u.test(words), 'must be plain text');

/** What somebody shows of themselves to colleagues of the same edition. */
export const PersonCard = z.strictObject({
  about: About,
  isListed: z.boolean(),
  showsCountry: z.boolean(),
  showsSchool: z.boolean(),
  showsLevel: z.boolean(),
  showsSubjects: z.boolean(),
  showsLanguages: z.boolean(),
});
export type PersonCard = z.infer<typeof PersonCard>;

/** Who never said anything shows name and country. */
export const FIRST_CARD: PersonCard = { about: '', isListed: true, showsCountry: true, showsSchool: false, showsLevel: false, showsSubjects: false, showsLanguages: false };
