export type CredentialKind = 'award' | 'certificate';
export type CredentialStatus = 'valid' | 'revoked' | 'superseded' | 'expired';

/** Certificates stand for ever: theirs say `expiresAt: null`. */
export type Marks = Readonly<{ revokedAt: Date | null; supersededBy: string | null; expiresAt: Date | null }>;

/** What a credential is worth now. One that was issued anew points to the new one, whatever else befell it; being revoked counts more than having expired. */
export function statusOf({ revokedAt, supersededBy, expiresAt }: Marks, now: Date): CredentialStatus {
  if (supersededBy) return 'superseded';
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= now ? 'expired' : 'valid';
}

/** Why a credential cannot be revoked. One that has expired can: what was wrong with it counts for the past, too. */
export const whyNotRevoke = ({ revokedAt, supersededBy }: Omit<Marks, 'expiresAt'>): 'already-revoked' | 'superseded' | null => (supersededBy ? 'superseded' : revokedAt ? 'already-revoked' : null);

/** Why a credential cannot be issued anew: only the last of a chain can, a revoked one too. */
export const whyNotReissue = ({ supersededBy }: Pick<Marks, 'supersededBy'>): 'superseded' | null => (supersededBy ? 'superseded' : null);
