import { Injectable } from '@nestjs/common';
import { Database, NotAllowed, NotSignedIn, randomToken, rows, sha256, type Transaction } from '@academy/platform';
import type { Role, RoleGrant, ScopeKind } from './can.policy';
import { isPassword } from './passwords';

export type SessionKind = 'cookie' | 'bearer';

/** Who is asking: the person behind a session, with all their roles. */
export type Actor = Readonly<{
  userId: string;
  sessionId: string;
  sessionKind: SessionKind;
  displayName: string;
  locale: string;
  timeZone: string;
  country: string;
  roles: readonly RoleGrant[];
  /** What libs above count of theirs for every page, by name; see `Sessions.countAlso`. */
  counts: Readonly<Record<string, number>>;
}>;

/** Days that a session lives, by the machine's clock: moving the demonstration's clock signs nobody out. */
const LIFE_DAYS = 30;

/** Sessions: a random token on one side, its hash on ours. */
@Injectable()
export class Sessions {
  private readonly counts = new Map<string, string>();

  constructor(private readonly database: Database) {}

  /** A lib above says at its start what every page shows a number of: SQL, for the person `u.id`, that is part of the one statement that finds who asks. It must be quick. */
  countAlso(name: string, sql: string): void {
    if (!/^[a-z]+$/.test(name) || this.counts.has(name)) throw new Error(`Two libs count ${name}, or it is no name.`);
    this.counts.set(name, sql);
  }

  /** Signs in. Throws NotSignedIn for any wrong combination, NotAllowed while the address is not verified. */
  async signIn(email: string, password: string, kind: SessionKind): Promise<{ token: string; expiresAt: Date; userId: string }> {
    const user = await this.database.one<{ id: string; passwordHash: string | null; isVerified: boolean }>(
      `SELECT id, password_hash AS "passwordHash", email_verified_at IS NOT NULL AS "isVerified" FROM users WHERE lower(email) = lower($1)`,
      [email.trim()],
    );
    if (!(await isPassword(password, user?.passwordHash ?? null)) || !user) throw new NotSignedIn('wrong-sign-in');
    if (!user.isVerified) throw new NotAllowed('address-not-verified');
    return { ...(await this.open(user.id, kind, user.passwordHash)), userId: user.id };
  }

  /**
   * Opens a session for a person who has proved who they are. `passwordHash`: of the password that proved it; refuses where it is another by
   * now, for whoever changed it ended all sessions, and this one would be none of them.
   */
  async open(userId: string, kind: SessionKind, passwordHash: string | null = null): Promise<{ token: string; expiresAt: Date }> {
    const token = randomToken();
    const session = await this.database.one<{ expiresAt: Date }>(
      `INSERT INTO session (user_id, kind, token_hash, expires_at)
       SELECT u.id, $2, $3, now() + make_interval(days => $4) FROM users u WHERE u.id = $1 AND ($5::text IS NULL OR u.password_hash = $5) FOR SHARE
       RETURNING expires_at AS "expiresAt"`,
      [userId, kind, sha256(token), LIFE_DAYS, passwordHash],
    );
    if (!session) throw new NotSignedIn('wrong-sign-in');
    return { token, expiresAt: session.expiresAt };
  }

  /** Who holds this token, or null. One statement. */
  async actorOf(token: string, kind: SessionKind): Promise<Actor | null> {
    const found = await this.database.one<Omit<Actor, 'sessionKind' | 'roles'> & { roles: [Role, ScopeKind, string | null][] | null }>(
      `SELECT s.id AS "sessionId", u.id AS "userId", u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone", u.country,
              (SELECT jsonb_agg(jsonb_build_array(g.role, g.scope, g.scope_id)) FROM role_grant g WHERE g.user_id = u.id) AS roles,
              ${kind === 'cookie' ? this.countsSql() : "'{}'::jsonb"} AS counts
       FROM session s JOIN users u ON u.id = s.user_id
       WHERE s.token_hash = $1 AND s.kind = $2 AND s.revoked_at IS NULL AND s.expires_at > now()`,
      [sha256(token), kind],
    );
    if (!found) return null;
    return { ...found, sessionKind: kind, roles: (found.roles ?? []).map(([role, scope, id]) => ({ role, scope, id: id || null })) };
  }

  private countsSql(): string {
    return `jsonb_build_object(${[...this.counts].map(([name, sql]) => `'${name}', (${sql})`).join(', ')})`;
  }

  async signOut(sessionId: string): Promise<void> {
    await this.database.query('UPDATE session SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL', [sessionId]);
  }

  async signOutEverywhere(userId: string): Promise<void> {
    await this.revokeAll(this.database.source.manager, userId);
  }

  /** All sessions of a person, but for the one to keep where it is given. */
  async revokeAll(tx: Transaction, userId: string, keptId: string | null = null): Promise<void> {
    await rows(tx, 'UPDATE session SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $2::uuid', [userId, keptId]);
  }

  /** Deletes sessions and tokens that ended more than a week ago; those that hold an address, once they ended. */
  async prune(): Promise<void> {
    await this.database.query(`DELETE FROM session WHERE least(expires_at, coalesce(revoked_at, 'infinity')) < now() - interval '7 days'`);
    await this.database.query(`DELETE FROM account_token WHERE expires_at < now() - interval '7 days' OR address IS NOT NULL AND least(expires_at, used_at) < now()`);
  }
}

