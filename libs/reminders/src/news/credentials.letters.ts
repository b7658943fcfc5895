import { Injectable } from '@nestjs/common';
import { Database, type PendingMail } from '@academy/platform';
import { BadgeAwardedMail, type CredentialNews, CredentialRevokedMail } from './credentials.mails';

type Found = Pick<CredentialNews, 'what' | 'title' | 'course' | 'edition'> & { isRevoked: boolean; isReplaced: boolean };
const KINDS: ReadonlySet<string> = new Set([BadgeAwardedMail.kind, CredentialRevokedMail.kind]);

/** What mails about badges and certificates say, looked up when they are sent. */
@Injectable()
export class CredentialLetters {
  constructor(private readonly database: Database) {}

  /** Why a mail must not go out any more: what was new was revoked or replaced since, or another stands in the place of what was revoked. */
  async objection(mail: PendingMail): Promise<string | null> {
    if (!KINDS.has(mail.kind)) return null;
    const found = await this.find(mail);
    return !found || found.isReplaced || found.isRevoked !== (mail.kind === CredentialRevokedMail.kind) ? 'credential-over' : null;
  }

  async latest(mail: PendingMail): Promise<Omit<Found, 'isRevoked' | 'isReplaced'> | null> {
    if (!KINDS.has(mail.kind)) return null;
    const found = await this.find(mail);
    if (!found) throw new Error(`What the mail ${mail.id} is about is gone.`);
    const { what, title, course, edition } = found;
    return { what, title, course, edition };
  }

  private find({ userId, data }: PendingMail): Promise<Found | null> {
    return this.database.one<Found>(
      `SELECT CASE WHEN b.id IS NULL THEN 'certificate' ELSE 'badge' END AS what, coalesce(b.name, x.details ->> 'moduleTitle', c.title) AS title, c.title AS course, d.name AS edition,
              x.revoked_at IS NOT NULL AS "isRevoked", x.superseded_by IS NOT NULL AS "isReplaced"
       FROM (SELECT edition_id, badge_id, NULL::jsonb AS details, revoked_at, superseded_by FROM award WHERE id = $1 AND user_id = $3
         UNION ALL SELECT edition_id, NULL, details, revoked_at, superseded_by FROM certificate WHERE id = $2 AND user_id = $3) x
         JOIN edition d ON d.id = x.edition_id JOIN course c ON c.id = d.course_id LEFT JOIN badge b ON b.id = x.badge_id`,
      [data['awardId'] ?? null, data['certificateId'] ?? null, userId],
    );
  }
}
