import { Injectable } from '@nestjs/common';
import { Database, Malformed, type PendingMail, rows, Secrets } from '@academy/platform';

const UUID = /^[0-9a-f-]{36}$/;

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

  async set(userId: string, kind: string, email: 'off' | 'now'): Promise<void> {
    await rows(
      this.database.source.manager,
      `INSERT INTO mail_preference (user_id, kind, email) VALUES ($1, $2, $3)
       ON CONFLICT (user_id, kind) DO UPDATE SET email = excluded.email, updated_at = academy_now()`,
      [userId, kind, email],
    );
  }

  /** Whose link this is and about which kind of mail. Throws Malformed for a link that we did not make. */
  read(token: string): { userId: string; kind: string } {
    const [userId, kind] = this.secrets.open('unsubscribe', token)?.split('.') ?? [];
    if (!userId || !kind || !UUID.test(userId)) throw new Malformed('This link is not complete: copy it whole from the mail.');
    return { userId, kind };
  }
}
