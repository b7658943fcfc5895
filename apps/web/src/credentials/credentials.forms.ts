import type { CredentialLine } from '@academy/credentials';
import { z } from 'zod';

const STATUSES = ['valid', 'revoked', 'superseded'] as const;
const text = (max: number) => z.string().trim().min(1).max(max);

export const NewBadge = z.strictObject({
  name: text(120),
  description: z.string().trim().max(2_000).default(''),
  criteria: z.string().trim().max(4_000).default(''),
  trigger: z.string().regex(/^(course|manual|module:[a-z0-9-]{1,64})$/, 'is course, manual or module:<key>'),
});
export const BadgeView = z.object({ id: z.string(), courseId: z.string(), name: z.string(), description: z.string(), criteria: z.string(), trigger: z.string() });
export const NewAwards = z.strictObject({ badgeId: z.uuid(), enrolmentIds: z.array(z.uuid()).min(1).max(10_000) });
export const BatchView = z.object({
  id: z.string(),
  total: z.number(),
  done: z.number(),
  failed: z.array(z.object({ enrolmentId: z.string(), reason: z.string() })),
  finishedAt: z.string().nullable(),
});
export const Reason = z.strictObject({ reason: text(2_000) });
export const Reissued = z.object({ id: z.string() });
export const Sharing = z.strictObject({ showName: z.boolean() });
export const AwardQuery = z.strictObject({ alg: z.enum(['EdDSA', 'RS256']).default('EdDSA') });

export const CredentialView = z.object({
  kind: z.enum(['award', 'certificate']),
  id: z.string(),
  title: z.string(),
  course: z.string(),
  issuedOn: z.string(),
  status: z.enum(STATUSES),
  code: z.string(),
  showsName: z.boolean(),
  url: z.string(),
  verifyUrl: z.string(),
  pdfUrl: z.string().optional(),
});
export const VerifiedView = z.object({
  status: z.enum([...STATUSES, 'expired', 'unknown']),
  kind: z.enum(['award', 'certificate']).nullable(),
  title: z.string().nullable(),
  course: z.string().nullable(),
  issuedOn: z.string().nullable(),
  holder: z.string().optional(),
});

/** A credential as the API lists it, with absolute addresses. */
export function viewOfLine(line: CredentialLine, publicUrl: string): z.infer<typeof CredentialView> {
  const api = `${publicUrl}/api/v1`;
  const pdfUrl = `${api}/certificates/${line.id}.pdf`;
  return {
    kind: line.kind,
    id: line.id,
    title: line.title,
    course: line.course,
    issuedOn: line.issuedOn,
    status: line.status,
    code: line.code,
    showsName: line.isNameShown,
    url: line.kind === 'award' ? `${api}/awards/${line.id}` : pdfUrl,
    verifyUrl: `${publicUrl}/verify/${line.code}`,
    ...(line.kind === 'certificate' && line.isReady ? { pdfUrl } : {}),
  };
}
