import { Injectable } from '@nestjs/common';
import { Database, Malformed, rows, Secrets, type Transaction } from '@academy/platform';
import { DIGEST, optionalMails } from './mail.choices';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const WISHED = `SELECT k.kind, coalesce(w.email, r.other_email, 'now') AS email, coalesce(r.is_silent, false) AS "isSilent"
  FROM unnest($2::text[]) AS k (kind) LEFT JOIN mail_preference w ON w.user_id = $1 AND w.kind = k.kind LEFT JOIN mail_rhythm r ON r.user_id = $1 ORDER BY k.kind`;
const TURN_OFF = `INSERT INTO mail_preference AS w (user_id, kind, email, email_before) SELECT $1, k.kind, 'off', k.email FROM unnest($2::text[], $3::text[]) AS k (kind, email)
  ON CONFLICT (user_id, kind) DO UPDATE SET email = 'off', email_before = CASE WHEN w.email = 'off' THEN w.email_before ELSE w.email END, updated_at = academy_now()`;
const TURN_ON = `INSERT INTO mail_preference AS w (user_id, kind, email) VALUES ($1, $2, 'now')
  ON CONFLICT (user_id, kind) DO UPDATE SET email = coalesce(w.email_before, 'now'), email_before = NULL, updated_at = academy_now() WHERE w.email = 'off'`;
const LETTERS_ON = `UPDATE mail_preference SET email = email_before, email_before = NULL, updated_at = academy_now() WHERE user_id = $1 AND email = 'off' AND email_before IN ('daily', 'weekly')`;
const OTHERS_OFF = `UPDATE mail_rhythm SET other_before = other_email, other_email = 'off', updated_at = academy_now() WHERE user_id = $1 AND other_email IN ('daily', 'weekly')`;
const OTHERS_ON = `UPDATE mail_rhythm SET other_email = other_before, other_before = NULL, updated_at = academy_now() WHERE user_id = $1 AND other_email = 'off' AND other_before IS NOT NULL`;

type Wished = { kind: string; email: string; isSilent: boolean };
/** How it stands with a kind of mail; `silent`: she wants no optional mail at all, whatever she wished of this one. */
export type MailStanding = 'on' | 'off' | 'silent';

/**
 * Links in mails turn a kind off, and on again as it was, without anybody signing in; of a letter that gathers others, all that comes
 * in letters. It holds when the account is gone, and for what is queued or held already: sending asks again.
 */
@Injectable()
export class Unsubscribing {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /** Whose link this is and about which kind of mail. Throws Malformed for a link that we did not make. */
  read(token: string): { userId: string; kind: string } {
    const [userId, kind] = this.secrets.reveal('unsubscribe', token)?.split('.') ?? [];
    if (!userId || !kind || !UUID.test(userId)) throw new Malformed('This link is not complete: copy it whole from the mail.');
    return { userId, kind };
  }

  async standing(userId: string, kind: string): Promise<MailStanding> {
    const wished = await this.database.query<Wished>(WISHED, [userId, kind === DIGEST ? optionalMails() : [kind]]);
    if (wished.some(({ isSilent }) => isSilent)) return 'silent';
    return wished.some((wish) => (kind === DIGEST ? isInLetters(wish) : wish.email !== 'off')) ? 'on' : 'off';
  }

  async turnOff(userId: string, kind: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const wished = await this.wished(tx, userId, kind === DIGEST ? optionalMails() : [kind]);
      const wanted = wished.filter((wish) => (kind === DIGEST ? isInLetters(wish) : wish.email !== 'off'));
      if (wanted.length > 0) await rows(tx, TURN_OFF, [userId, wanted.map((wish) => wish.kind), wanted.map(({ email }) => email)]);
      if (kind === DIGEST) await rows(tx, OTHERS_OFF, [userId]);
    });
  }

  /** This kind again, as she wished before. Who wants none at all gets none all the same. */
  async turnOn(userId: string, kind: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (kind !== DIGEST) return void (await rows(tx, TURN_ON, [userId, kind]));
      await rows(tx, LETTERS_ON, [userId]);
      await rows(tx, OTHERS_ON, [userId]);
    });
  }

  /** Who wanted no optional mail at all wants them again, each as she said before. */
  async endSilence(userId: string): Promise<void> {
    await this.database.query('UPDATE mail_rhythm SET is_silent = false, updated_at = academy_now() WHERE user_id = $1 AND is_silent', [userId]);
  }

  private wished(tx: Transaction, userId: string, kinds: string[]): Promise<Wished[]> {
    return rows<Wished>(tx, WISHED, [userId, kinds]);
  }
}

const isInLetters = ({ email }: Pick<Wished, 'email'>): boolean => email === 'daily' || email === 'weekly';
