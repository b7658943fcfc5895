import { LONGEST } from '@academy/credentials';
import { z } from 'zod';

const Colour = z.string().regex(/^#[0-9a-f]{6}$/i).transform((colour) => colour.toLowerCase());
const Ticked = z.literal('true').optional();
/** Left empty, the house's own sentence stands. */
const sentence = (max: number) => z.string().trim().max(max).transform((text) => text || null).nullable().default(null);

/** `revision`: what the form was filled in over. */
export const DesignForm = z.strictObject({
  revision: z.coerce.number().int().min(0).max(1_000_000_000),
  deep: Colour,
  accent: Colour,
  route: Colour,
  hasModuleCertificates: Ticked,
  showsGrade: Ticked,
  heading: sentence(LONGEST.heading),
  statement: sentence(LONGEST.statement),
  footer: sentence(LONGEST.footer),
});
export type DesignForm = z.infer<typeof DesignForm>;

export const SignatureForm = z.strictObject({ name: z.string().trim().min(1).max(LONGEST.name), role: z.string().trim().max(LONGEST.role).default('') });

/** Which language's sentences are shown. */
export const InLanguage = z.object({ locale: z.string().max(35).optional().catch(undefined) });
