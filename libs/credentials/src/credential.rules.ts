export type CredentialStatus = 'valid' | 'revoked' | 'superseded';

type Marks = Readonly<{ revokedAt: Date | null; supersededBy: string | null }>;

/** What a credential is worth now. One that was issued anew points to the new one, whatever else befell it. */
export const statusOf = ({ revokedAt, supersededBy }: Marks): CredentialStatus => (supersededBy ? 'superseded' : revokedAt ? 'revoked' : 'valid');

/** Why a credential cannot be revoked. */
export const whyNotRevoke = (marks: Marks): 'already-revoked' | 'superseded' | null => {
  const status = statusOf(marks);
  return status === 'valid' ? null : status === 'revoked' ? 'already-revoked' : 'superseded';
};

/** Why a credential cannot be issued anew: only the last of a chain can, a revoked one too. */
export const whyNotReissue = ({ supersededBy }: Marks): 'superseded' | null => (supersededBy ? 'superseded' : null);
