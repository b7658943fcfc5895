import { Injectable } from '@nestjs/common';
import PostalMime from 'postal-mime';
import { Database, row, type Transaction } from '../database';
import { record } from '../facts';
import { Secrets } from '../secrets';
import { mailIdIn } from './bounce.address';
import { bounceOf, complaintOf, type DeliveryReport, weightOf } from './delivery.report.rules';
import { MailComplained } from './mail.facts';
import { MailSuppressions } from './mail.suppressions';

/** Which mail a report is about, or which address where it does not say, and what it says. */
export type ReportedMail = { report: DeliveryReport; mailId: string | null; address: string | null };
/** What came of a report: an address is written to no more, was counted, or nothing. */
export type ReportOutcome = 'suppressed' | 'counted' | 'ignored';

type Concerned = { id: string | null; userId: string | null; address: string; isNew: boolean };

/** Bounces and complaints that come back after a mail was taken. */
@Injectable()
export class MailReports {
  constructor(
    private readonly database: Database,
    private readonly suppressions: MailSuppressions,
    private readonly secrets: Secrets,
  ) {}

  /**
   * A report as it was mailed. Whoever knows the address of bounces can mail there: it is believed only of the mail whose token
   * or Message-ID it brings, which none but its reader and the servers on its way have seen. Null where it is no report.
   */
  async read(raw: string): Promise<ReportedMail | null> {
    const message = await PostalMime.parse(raw, { attachmentEncoding: 'utf8', forceRfc822Attachments: true, maxNestingDepth: 20 }).catch(() => null);
    if (!message) return null;
    const partOf = (type: string): string | null => {
      const part = message.attachments.find(({ mimeType }) => mimeType.toLowerCase() === type);
      return part ? String(part.content) : null;
    };
    const [status, feedback] = [partOf('message/delivery-status') ?? partOf('message/global-delivery-status'), partOf('message/feedback-report')];
    const report = status !== null ? bounceOf(status) : feedback !== null ? complaintOf(feedback) : null;
    if (!report) return null;
    return { report, mailId: mailIdIn(raw, this.secrets) ?? messageIdIn(raw), address: null };
  }

  /** A report heard twice weighs once. One of a mail that is not ours is ignored. */
  async take({ report, mailId, address }: ReportedMail): Promise<ReportOutcome> {
    const weight = weightOf(report);
    if (weight === 'nothing') return 'ignored';
    return this.database.transaction(async (tx) => {
      const mail = mailId ? await this.note(tx, mailId, `${report.kind}: ${report.said}`) : address ? { id: null, userId: null, address, isNew: true } : null;
      if (!mail) return 'ignored';
      const about = { address: mail.address, mailId: mail.id, userId: mail.userId, said: report.said };
      if (report.kind === 'complained') {
        await this.suppressions.suppress(tx, { ...about, reason: 'complained' });
        if (mail.id && mail.userId && mail.isNew) await record(tx, MailComplained, { userId: mail.userId, mailId: mail.id }, { personId: mail.userId });
        return 'suppressed';
      }
      if (weight === 'counts') return mail.isNew && (await this.suppressions.count(tx, about)) ? 'suppressed' : 'counted';
      await this.suppressions.suppress(tx, { ...about, reason: 'bounced' });
      return 'suppressed';
    });
  }

  private note(tx: Transaction, mailId: string, said: string): Promise<Concerned | null> {
    return row<Concerned>(
      tx,
      `WITH concerned AS (SELECT id, user_id, address, reported_at FROM mail WHERE id = $1 FOR UPDATE),
         noted AS (UPDATE mail m SET reported_at = coalesce(m.reported_at, academy_now()), reason = left($2, 500) FROM concerned c WHERE m.id = c.id)
       SELECT id, user_id AS "userId", address, reported_at IS NULL AS "isNew" FROM concerned`,
      [mailId, said],
    );
  }
}

/** `<mail-<id>@…>`: the name of a mail of ours, in what was sent back of it. */
const messageIdIn = (raw: string): string | null => /<mail-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/i.exec(raw)?.[1]?.toLowerCase() ?? null;
