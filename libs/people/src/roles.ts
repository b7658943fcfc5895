import { rows, type Transaction } from '@academy/platform';
import type { RoleGrant } from './can.policy';

/** Gives one role in one scope, in the caller's transaction. Twice is once. */
export async function grantRole(tx: Transaction, userId: string, grant: RoleGrant): Promise<void> {
  await rows(tx, 'INSERT INTO role_grant (user_id, role, scope, scope_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
    userId,
    grant.role,
    grant.scope,
    grant.id ?? '',
  ]);
}

/** Takes one role in one scope back. */
export async function withdrawRole(tx: Transaction, userId: string, grant: RoleGrant): Promise<void> {
  await rows(tx, 'DELETE FROM role_grant WHERE user_id = $1 AND role = $2 AND scope = $3 AND scope_id = $4', [userId, grant.role, grant.scope, grant.id ?? '']);
}
