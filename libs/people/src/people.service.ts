import { Injectable } from '@nestjs/common';
import { Database, found, NotFound, record, rows } from '@academy/platform';
import { viewOfGrant, type ProfileChange, type RoleView, grantOf, type UserView } from './account.schemas';
import type { RoleGrant } from './can.policy';
import { RolesChanged } from './people.facts';
import { User } from './user.entity';

/** What people say of themselves, and the roles that administrators give them. */
@Injectable()
export class People {
  constructor(private readonly database: Database) {}

  async profile(userId: string): Promise<UserView> {
    const user = await this.database.one<Omit<UserView, 'roles'> & { roles: RoleGrant[] }>(
      `SELECT id, email, display_name AS "displayName", certificate_name AS "certificateName", country, locale, reads,
              time_zone AS "timeZone", school, level, subjects,
              coalesce((SELECT jsonb_agg(jsonb_build_object('role', role, 'scope', scope, 'id', scope_id) ORDER BY role, scope, scope_id)
                        FROM role_grant WHERE user_id = users.id), '[]') AS roles
       FROM users WHERE id = $1`,
      [userId],
    );
    const { roles, ...view } = found(user, 'user');
    return { ...view, roles: roles.map(viewOfGrant) };
  }

  async change(userId: string, change: ProfileChange): Promise<UserView> {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length > 0) await this.database.source.manager.update(User, { id: userId }, given);
    return this.profile(userId);
  }

  /** The name that certificates will bear. */
  async setCertificateName(userId: string, certificateName: string): Promise<void> {
    await this.database.query('UPDATE users SET certificate_name = $2 WHERE id = $1', [userId, certificateName]);
  }

  /** Gives a person exactly these roles. Recorded with who did it. */
  async setRoles(userId: string, roles: RoleView[], actorId: string): Promise<UserView> {
    await this.database.transaction(async (tx) => {
      const user = await tx.findOne(User, { where: { id: userId }, lock: { mode: 'pessimistic_write' } });
      if (!user) throw new NotFound('user');

      const grants = roles.map(grantOf);
      await rows(tx, 'DELETE FROM role_grant WHERE user_id = $1', [userId]);
      await rows(
        tx,
        `INSERT INTO role_grant (user_id, role, scope, scope_id)
         SELECT $1, role, scope, coalesce(id, '') FROM jsonb_to_recordset($2::jsonb) AS given (role text, scope text, id text) ON CONFLICT DO NOTHING`,
        [userId, JSON.stringify(grants)],
      );

      await record(tx, RolesChanged, { userId, roles: roles.map(({ role, scope }) => (scope ? `${role}@${scope}` : role)) }, { actorId, personId: userId });
    });
    return this.profile(userId);
  }
}
