import { PageQuery } from '@academy/platform';
import { z } from 'zod';
import { PathKey } from '../http/shapes';

const isYear = z.coerce.number().int().min(1900).max(2500);
/** What a form leaves empty is not asked for, and what nobody can have typed is not either. */
const given = <T extends z.ZodType>(schema: T) => z.union([schema, z.any().transform(() => undefined)]).optional();

export const OwnQuery = z.object({ year: given(isYear), kind: given(z.enum(['award', 'certificate'])), course: given(PathKey), cursor: PageQuery.cursor });

const Box = z.literal('true').optional();
/** What a link shows; boxes that are not ticked are not sent. */
export const ShareForm = z.object({ name: Box, hours: Box, skills: Box, evidence: Box });
export const NothingToSay = z.object({});

const SECTIONS = ['totals', 'competences', 'courses', 'outcomes', 'badges', 'recognition', 'school'] as const;
export type Section = (typeof SECTIONS)[number];
/** `show` comes once a section; without any, as on the first visit, all are shown. */
export const PortfolioQuery = z.object({
  from: given(isYear),
  until: given(isYear),
  show: z
    .union([z.array(z.string().max(20)).max(20), z.string().max(20).transform((one) => [one])])
    .optional()
    .transform((chosen): Section[] | null => (chosen ? SECTIONS.filter((section) => chosen.includes(section)) : null)),
});
export const ALL_SECTIONS: readonly Section[] = SECTIONS;
