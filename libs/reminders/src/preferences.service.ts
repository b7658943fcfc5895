import { Injectable } from '@nestjs/common';
import { Database, Malformed, type PendingMail, rows, Secrets } from '@academy/platform';

const UUID = /^[0-9a-f-]{36}$/;

/** What somebody wants of one kind of news. */
export type Wish = Readonly<{ inApp: boolean; email: 'off' | 'now' }>;

/** What people do not want by e-mail any more. Holds at once, and when the account is gone. */
@Injectable()
export class Preferences {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /** Kinds of mail that this person turned off. */
  async off(userId: string): Promise<string[]> {
    const kinds = await this.database.query<{ kind: string }>(`SELECT kind FROM mail_preference WHERE user_id = $1 AND email = 'off'`, [userId]);
    return kinds.map(({ kind }) => kind);
  }

  async isOff(userId: string, kind: string): Promise<boolean> {
    return (await this.off(userId)).includes(kind);
  }

  /** Why a mail must not go out: its kind was turned off. */
  async objection({ userId, kind }: PendingMail): Promise<string | null> {
    return userId !== null && (await this.isOff(userId, kind)) ? 'opted-out' : null;
  }

  set(userId: string, kind: string, email: 'off' | 'now'): Promise<void> {
    return this.change(userId, { [kind]: { email } });
  }

  /** What this person chose, by kind; what she never said is wanted. */
  async of(userId: string): Promise<ReadonlyMap<string, Wish>> {
    const wishes = await this.database.query<Wish & { kind: string }>(`SELECT kind, in_app AS "inApp", CASE email WHEN 'off' THEN 'off' ELSE 'now' END AS email FROM mail_preference WHERE user_id = $1`, [userId]);
    return new Map(wishes.map(({ kind, inApp, email }) => [kind, { inApp, email }]));
  }

  /** Changes what is said of each kind; the rest stays. */
  async change(userId: string, wishes: Readonly<Record<string, Readonly<{ [Name in keyof Wish]?: Wish[Name] | undefined }>>>): Promise<void> {
    const changed = Object.entries(wishes);
    await rows(
      this.database.source.manager,
      `INSERT INTO mail_preference AS w (user_id, kind, in_app, email)
       SELECT $1, g.kind, coalesce(g.in_app, true), coalesce(g.email, 'now') FROM unnest($2::text[], $3::boolean[], $4::text[]) AS g (kind, in_app, email)
       ON CONFLICT (user_id, kind) DO UPDATE SET updated_at = academy_now(),
         in_app = coalesce(($3::boolean[])[array_position($2::text[], excluded.kind)], w.in_app), email = coalesce(($4::text[])[array_position($2::text[], excluded.kind)], w.email)`,
      [userId, changed.map(([kind]) => kind), changed.map(([, { inApp }]) => inApp ?? null), changed.map(([, { email }]) => email ?? null)],
    );
  }

  /** Whose link this is and about which kind of mail. Throws Malformed for a link that we did not make. */
  read(token: string): { userId: string; kind: string } {
    // Links of older mails named the person in clear.
    const [userId, kind] = (this.secrets.reveal('unsubscribe', token) ?? this.secrets.open('unsubscribe', token))?.split('.') ?? [];
    if (!userId || !kind || !UUID.test(userId)) throw new Malformed('This link is not complete: copy it whole from the mail.');
    return { userId, kind };
  }
}
