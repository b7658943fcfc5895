import type { CredentialKind, Marks } from '../credential.rules';

export type CredentialRow = Marks & {
  kind: CredentialKind;
  id: string;
  userId: string;
  title: string;
  course: string;
  courseSlug: string;
  code: string;
  issuedAt: Date;
  /** Of an award; null for a certificate. */
  badgeId: string | null;
  isNameShown: boolean;
  /** False while the PDF is being made; badges are there at once. */
  isReady: boolean;
  holder: string;
};

/** Both kinds in one list; `where` is about columns that both have, as `c`. */
export const credentialsWhere = (where: string): string => `
  SELECT 'award' AS kind, c.id, c.user_id AS "userId", b.name AS title, k.title AS course, k.slug AS "courseSlug", c.code, c.issued_at AS "issuedAt", c.revoked_at AS "revokedAt",
         c.superseded_by AS "supersededBy", c.expires_at AS "expiresAt", c.is_name_shown AS "isNameShown", true AS "isReady", c.holder_name AS holder, c.badge_id AS "badgeId"
  FROM award c JOIN badge b ON b.id = c.badge_id JOIN course k ON k.id = b.course_id WHERE ${where}
  UNION ALL
  SELECT 'certificate', c.id, c.user_id, coalesce(c.details ->> 'moduleTitle', k.title), k.title, k.slug, c.code, c.issued_at, c.revoked_at, c.superseded_by, NULL::timestamptz, c.is_name_shown, c.storage_key IS NOT NULL, c.holder_name, NULL::uuid
  FROM certificate c JOIN edition d ON d.id = c.edition_id JOIN course k ON k.id = d.course_id WHERE ${where}`;
