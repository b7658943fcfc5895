import type { FileVerdict, Verified } from '@academy/credentials';
import { z } from 'zod';
import { STATUSES } from './credentials.forms';

export const TypedCode = z.string().max(100);
const WHY = ['same-file', 'signature', 'same-record', 'other-file', 'broken-signature', 'foreign', 'nothing-inside', 'not-readable', 'unknown-code', 'not-in-our-books'] as const;

/** What a code stands for. What its holder does not show is left out. */
export const VerifiedView = z.object({
  status: z.enum([...STATUSES, 'unknown']),
  kind: z.enum(['award', 'certificate']).nullable(),
  title: z.string().nullable(),
  course: z.string().nullable(),
  issuedOn: z.string().nullable(),
  expiresOn: z.string().optional(),
  revokedOn: z.string().optional(),
  holder: z.string().optional(),
  replacedBy: z.object({ status: z.enum(STATUSES), issuedOn: z.string(), code: z.string().optional() }).optional(),
});
export type VerifiedView = z.infer<typeof VerifiedView>;

export const VerifiedFile = z.object({
  status: z.enum([...STATUSES, 'altered', 'not-ours', 'unknown']),
  why: z.enum(WHY),
  file: z.enum(['pdf', 'png', 'svg', 'jwt', 'json', 'other']),
  credential: VerifiedView.extend({ code: z.string() }).nullable(),
  claim: z.object({ issuer: z.string().nullable(), issuerId: z.string().nullable(), title: z.string().nullable() }).nullable(),
});

export function viewOfVerified(verified: Verified | null): VerifiedView {
  if (!verified) return { status: 'unknown', kind: null, title: null, course: null, issuedOn: null };
  const { status, kind, title, course, issuedOn, expiresOn, revokedOn, holder, successor } = verified;
  return {
    status,
    kind,
    title,
    course,
    issuedOn,
    ...(expiresOn === null ? {} : { expiresOn }),
    ...(revokedOn === null ? {} : { revokedOn }),
    ...(holder === null ? {} : { holder }),
    ...(successor === null ? {} : { replacedBy: { status: successor.status, issuedOn: successor.issuedOn, ...(successor.code === null ? {} : { code: successor.code }) } }),
  };
}

export function viewOfFile({ status, why, file, credential, claim }: FileVerdict): z.infer<typeof VerifiedFile> {
  return {
    status,
    why,
    file,
    credential: credential && { ...viewOfVerified(credential), code: credential.code },
    claim: claim && { issuer: claim.issuer, issuerId: claim.issuerId, title: claim.title },
  };
}
