import { Injectable } from '@nestjs/common';
import { Database, On } from '@academy/platform';
import { AwardReissued, AwardRevoked, BadgeAwarded, CertificateIssued, CertificateRevoked } from '@academy/credentials';
import type { NewsKind } from './news.kinds';
import { tell } from './telling';

type Award = { awardId: string; userId: string };
type Certificate = { certificateId: string; userId: string };

/** What holders hear of their badges and certificates in the Academy itself. */
@Injectable()
export class CredentialsNewsSubscriber {
  constructor(private readonly database: Database) {}

  @On(BadgeAwarded, 'reminders.tell-of-badge')
  awarded({ awardId, userId }: Award): Promise<void> {
    return this.tellHolder('badge-awarded', userId, `badge-awarded:${awardId}`, { awardId });
  }

  @On(AwardReissued, 'reminders.tell-of-badge-issued-anew')
  awardedAnew({ awardId, userId }: Award): Promise<void> {
    return this.tellHolder('badge-awarded', userId, `badge-awarded:${awardId}`, { awardId });
  }

  @On(AwardRevoked, 'reminders.tell-of-revoked-badge')
  awardRevoked({ awardId, userId }: Award): Promise<void> {
    return this.tellHolder('credential-revoked', userId, `revoked:${awardId}`, { awardId });
  }

  /** The PDF is there: of a first certificate, or of one issued anew. */
  @On(CertificateIssued, 'reminders.tell-of-certificate')
  certified({ certificateId, userId }: Certificate): Promise<void> {
    return this.tellHolder('certificate-ready', userId, `certificate-ready:${certificateId}`, { certificateId });
  }

  @On(CertificateRevoked, 'reminders.tell-of-revoked-certificate')
  certificateRevoked({ certificateId, userId }: Certificate): Promise<void> {
    return this.tellHolder('credential-revoked', userId, `revoked:${certificateId}`, { certificateId });
  }

  private async tellHolder(kind: NewsKind, userId: string, key: string, params: Record<string, string>): Promise<void> {
    await this.database.transaction((tx) => tell(tx, kind, [{ userId, key, params }]));
  }
}
