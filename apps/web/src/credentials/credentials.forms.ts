import { BadgeDesignInput, type BadgeSummary, type CredentialLine, EvidenceInput, linkedInLink, MOST_EVIDENCE, SkillsInput, TriggerInput, ValidMonths } from '@academy/credentials';
import { z } from 'zod';

export const STATUSES = ['valid', 'revoked', 'superseded', 'expired'] as const;
const text = (max: number) => z.string().trim().min(1).max(max);

export const NewBadge = z.strictObject({
  name: text(120),
  description: z.string().trim().max(2_000).default(''),
  criteria: z.string().trim().max(4_000).default(''),
  trigger: TriggerInput,
  design: BadgeDesignInput.optional(),
  /** A picture as a data URL: it is encoded again as PNG. */
  image: z
    .string()
    .max(900_000)
    .regex(/^data:image\/(png|jpeg|webp|gif|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/, 'is a data URL of a picture')
    .transform((url) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
    .optional(),
  skills: SkillsInput.optional(),
  /** How long an award stands; null or left out: for ever. */
  validMonths: ValidMonths.nullable().optional(),
});
export const BadgeView = z.object({ id: z.string(), courseId: z.string(), name: z.string(), description: z.string(), criteria: z.string(), trigger: z.string(), design: z.record(z.string(), z.string()), hasPicture: z.boolean(), skills: z.array(z.record(z.string(), z.string())), validMonths: z.number().nullable(), retiredOn: z.string().nullable() });
export const NewAwards = z.strictObject({ badgeId: z.uuid(), enrolmentIds: z.array(z.uuid()).min(1).max(10_000), evidence: z.array(EvidenceInput).max(MOST_EVIDENCE).optional() });
export const BatchView = z.object({
  id: z.string(),
  total: z.number(),
  done: z.number(),
  failed: z.array(z.object({ enrolmentId: z.string(), reason: z.string() })),
  finishedAt: z.string().nullable(),
});
export const Reason = z.strictObject({ reason: text(2_000) });
/** Why it is issued anew: nobody has to say. */
export const Reissue = z.strictObject({ reason: text(2_000).optional() });
export const Reissued = z.object({ id: z.string() });
export const Sharing = z.strictObject({ showName: z.boolean() });
export const AwardSharing = z.strictObject({ showName: z.boolean(), showEvidence: z.boolean().optional() });

export const PdfQuery = z.strictObject({ code: z.string().max(40).optional(), standard: z.enum(['ua-1', 'a-2a']).default('ua-1') });

export const CredentialView = z.object({
  kind: z.enum(['award', 'certificate']),
  id: z.string(),
  title: z.string(),
  course: z.string(),
  issuedOn: z.string(),
  expiresOn: z.string().optional(),
  status: z.enum(STATUSES),
  code: z.string(),
  showsName: z.boolean(),
  url: z.string(),
  verifyUrl: z.string(),
  pdfUrl: z.string().optional(),
  pngUrl: z.string().optional(),
  svgUrl: z.string().optional(),
  linkedInUrl: z.string(),
});

/** A badge as the API shows it. */
export const viewOfBadge = ({ retiredAt, id, courseId, name, description, criteria, trigger, design, hasPicture, skills, validMonths }: BadgeSummary): z.infer<typeof BadgeView> => ({
  id, courseId, name, description, criteria, trigger, design, hasPicture, skills, validMonths, retiredOn: retiredAt?.toISOString() ?? null,
});

/** A credential as the API lists it, with absolute addresses. */
export function viewOfLine(line: CredentialLine, publicUrl: string): z.infer<typeof CredentialView> {
  const api = `${publicUrl}/api/v1`;
  const pdfUrl = `${api}/certificates/${line.id}.pdf`;
  const awardUrl = `${api}/awards/${line.id}`;
  const verifyUrl = `${publicUrl}/verify/${line.code}`;
  return {
    kind: line.kind,
    id: line.id,
    title: line.title,
    course: line.course,
    issuedOn: line.issuedOn,
    ...(line.expiresOn === null ? {} : { expiresOn: line.expiresOn }),
    status: line.status,
    code: line.code,
    showsName: line.isNameShown,
    url: line.kind === 'award' ? awardUrl : pdfUrl,
    verifyUrl,
    ...(line.kind === 'certificate' && line.isReady ? { pdfUrl } : {}),
    ...(line.kind === 'award' ? { pngUrl: `${awardUrl}.png`, svgUrl: `${awardUrl}.svg` } : {}),
    linkedInUrl: linkedInLink({ title: line.title, issuedAt: new Date(line.issuedOn), expiresAt: line.expiresOn === null ? null : new Date(line.expiresOn), verifyUrl, code: line.code }),
  };
}
