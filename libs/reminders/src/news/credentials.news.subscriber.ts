import { Injectable } from '@nestjs/common';
import { Database, type MailKind, type MailRecipient, On, row, type Transaction } from '@academy/platform';
import { AwardReissued, AwardRevoked, BadgeAwarded, CertificateIssued, CertificateRevoked } from '@academy/credentials';
import { outgoing } from '../reviews.addressees';
import { BadgeAwardedMail, type CredentialId, type CredentialNews, CredentialRevokedMail } from './credentials.mails';
import { inform, NEXT_DAY } from './informing';
import type { NewsKind } from './news.kinds';
import { tell } from './telling';

type Award = { awardId: string; userId: string };
type Certificate = { certificateId: string; userId: string };
type Holder = MailRecipient & { userId: string; address: string };

const HOLDER = `SELECT u.id AS "userId", u.email AS address, u.display_name AS "displayName", u.locale, u.time_zone AS "timeZone" FROM users u WHERE u.id = $1`;
/** Whether a certificate comes with the award $1, whose mail names the badge: not with one that somebody gives by hand; and when a mail of its own may go: what an author's rating earned says nothing of its hour. */
const AWARDED = `SELECT x.issued_by IS NULL AND (b.trigger = 'course' OR (b.trigger LIKE 'module:%' AND EXISTS (SELECT FROM certificate_design s WHERE s.course_id = b.course_id AND (s.content ->> 'hasModuleCertificates')::boolean))) AS "isWithCertificate",
    CASE WHEN b.trigger LIKE 'helpful-reviewer:%' THEN ${NEXT_DAY} END AS "dueAt"
  FROM award x JOIN badge b ON b.id = x.badge_id JOIN users u ON u.id = x.user_id WHERE x.id = $1`;

/** What holders hear of their badges and certificates. Of what is issued anew they hear in the Academy alone: they know why. */
@Injectable()
export class CredentialsNewsSubscriber {
  constructor(private readonly database: Database) {}

  @On(BadgeAwarded, 'reminders.tell-of-badge')
  async awarded({ awardId, userId }: Award): Promise<void> {
    await this.database.transaction(async (tx) => {
      const awarded = await row<{ isWithCertificate: boolean; dueAt: Date | null }>(tx, AWARDED, [awardId]);
      if (!awarded) return;
      const key = `badge-awarded:${awardId}`;
      if (awarded.isWithCertificate) await tell(tx, 'badge-awarded', [{ userId, key, params: { awardId } }]);
      else await informHolder(tx, BadgeAwardedMail, userId, key, { awardId }, awarded.dueAt);
    });
  }

  @On(AwardReissued, 'reminders.tell-of-badge-issued-anew')
  awardedAnew({ awardId, userId }: Award): Promise<void> {
    return this.tellHolder('badge-awarded', userId, `badge-awarded:${awardId}`, { awardId });
  }

  @On(AwardRevoked, 'reminders.tell-of-revoked-badge')
  awardRevoked({ awardId, userId }: Award): Promise<void> {
    return this.revoked(userId, `revoked:${awardId}`, { awardId });
  }

  /** The PDF is there: of a first certificate, or of one issued anew. */
  @On(CertificateIssued, 'reminders.tell-of-certificate')
  certified({ certificateId, userId }: Certificate): Promise<void> {
    return this.tellHolder('certificate-ready', userId, `certificate-ready:${certificateId}`, { certificateId });
  }

  @On(CertificateRevoked, 'reminders.tell-of-revoked-certificate')
  certificateRevoked({ certificateId, userId }: Certificate): Promise<void> {
    return this.revoked(userId, `revoked:${certificateId}`, { certificateId });
  }

  private async tellHolder(kind: NewsKind, userId: string, key: string, params: Record<string, string>): Promise<void> {
    await this.database.transaction((tx) => tell(tx, kind, [{ userId, key, params }]));
  }

  private async revoked(userId: string, key: string, about: CredentialId): Promise<void> {
    await this.database.transaction((tx) => informHolder(tx, CredentialRevokedMail, userId, key, about));
  }
}

/** Ids alone are kept: what a mail says is read when it goes. */
async function informHolder(tx: Transaction, mail: MailKind<CredentialNews>, userId: string, key: string, about: CredentialId, dueAt: Date | null = null): Promise<void> {
  const holder = await row<Holder>(tx, HOLDER, [userId]);
  if (holder) await inform(tx, mail, [{ ...outgoing(holder), key, data: about as CredentialNews, params: about, ...(dueAt && { dueAt }) }]);
}
