type Role = 'coordinator' | 'moderator';

/** SQL: whether the person `$1` holds one of these roles where something lies, as `can()` says. `course` and `edition` are SQL. */
export const holdsSql = (roles: readonly Role[], course: string, edition: string): string => `EXISTS (SELECT FROM role_grant r WHERE r.user_id = $1 AND r.role IN (${roles.map((role) => `'${role}'`).join(', ')})
  AND (r.scope = 'platform' OR (r.scope = 'course' AND r.scope_id = ${course}::text) OR (r.scope = 'edition' AND r.scope_id = ${edition}::text)))`;

/** Who may moderate (`edition.moderate`). */
export const moderatesSql = (course: string, edition: string): string => holdsSql(['coordinator', 'moderator'], course, edition);
