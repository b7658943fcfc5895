import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database';
import { Queues } from '../queues';
import { MailComposer } from './mail.composer';
import { type BetterHour, MailGate } from './mail.gate';
import { mailKind, type MailRecipient } from './mail.kinds';
import { MAX_ATTEMPTS, outcomeOf, retryAfterSeconds, type SmtpError } from './mail.rules';
import { MailTransport } from './mail.transport';

type MailRow = {
  id: string;
  kind: string;
  isTransactional: boolean;
  userId: string | null;
  address: string;
  recipient: MailRecipient;
  data: Record<string, unknown>;
  attempts: number;
};

/** Seconds that a sender may hold a mail before others take it for dead. */
const LEASE_SECONDS = 120;

/** Sends what the outbox holds: claims one mail, asks who objects, hands it over, says what became of it. */
@Injectable()
export class MailSender {
  private readonly logger = new Logger(MailSender.name);

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly gate: MailGate,
    private readonly composer: MailComposer,
    private readonly transport: MailTransport,
  ) {}

  /** Adds what is due to the queue. Run often and by anyone: a mail is claimed once. Answers how many were added. */
  async enqueueDue(limit = 500): Promise<number> {
    await this.recoverExpired();
    const due = await this.database.query<{ id: string; attempts: number; enqueues: number }>(
      `UPDATE mail SET queued_at = clock_timestamp(), enqueues = enqueues + 1
       WHERE id IN (
         SELECT id FROM mail
         WHERE state = 'pending' AND due_at <= academy_now() AND (queued_at IS NULL OR queued_at < clock_timestamp() - interval '60 seconds')
         ORDER BY due_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id, attempts, enqueues`,
      [limit],
    );
    await this.queues.add('mail', due.map((mail) => ({ id: `mail-${mail.id}-${mail.enqueues}`, data: { mailId: mail.id } })));
    return due.length;
  }

  /** Sends one mail, if it is still to be sent. */
  async send(mailId: string): Promise<void> {
    const mail = await this.claim(mailId);
    if (!mail) return;

    let objection: string | null;
    try {
      objection = await this.gate.whyNotSend(mail);
      const later = objection ? null : await this.gate.betterHour(mail);
      if (later) return await this.putOff(mail.id, later);
      if (!objection) await this.handOver(mail);
    } catch (error) {
      return this.give(mail, error as Error & SmtpError);
    }
    await this.settle(mail.id, objection ? 'suppressed' : 'sent', objection);
  }

  /** Not an attempt: nobody was called. */
  private async putOff(mailId: string, { at, why, isHeld }: BetterHour): Promise<void> {
    await this.database.query(
      `UPDATE mail SET state = $3, due_at = $2, reason = $4, attempts = attempts - 1, queued_at = NULL, lease_until = NULL WHERE id = $1 AND state = 'sending'`,
      [mailId, at, isHeld ? 'held' : 'pending', why],
    );
  }

  private async handOver(mail: MailRow): Promise<void> {
    const kind = mailKind(mail.kind);
    if (!kind) throw new Error(`no mail is called ${mail.kind}`);
    await this.transport.send(this.composer.compose(kind, { ...mail, data: await this.gate.latest(mail) }));
  }

  private async claim(mailId: string): Promise<MailRow | null> {
    return this.database.one<MailRow>(
      `UPDATE mail SET state = 'sending', attempts = attempts + 1, lease_until = clock_timestamp() + make_interval(secs => $2)
       WHERE id = $1 AND state = 'pending' AND due_at <= academy_now()
       RETURNING id, kind, is_transactional AS "isTransactional", user_id AS "userId", address, recipient, data, attempts`,
      [mailId, LEASE_SECONDS],
    );
  }

  private async give(mail: MailRow, error: Error & SmtpError): Promise<void> {
    const outcome = outcomeOf(error, mail.isTransactional);
    if (outcome !== 'retry' || mail.attempts >= MAX_ATTEMPTS) {
      this.logger.warn(`Mail ${mail.id} (${mail.kind}) ${outcome}: ${error.message}`);
      return this.settle(mail.id, outcome === 'unknown' ? 'unknown' : 'failed', error.message.slice(0, 500));
    }
    await this.database.query(
      `UPDATE mail SET state = 'pending', queued_at = NULL, lease_until = NULL, reason = $2,
              due_at = academy_now() + make_interval(secs => $3) WHERE id = $1 AND state = 'sending'`,
      [mail.id, error.message.slice(0, 500), retryAfterSeconds(mail.attempts, Math.random())],
    );
  }

  private async settle(mailId: string, state: 'sent' | 'failed' | 'unknown' | 'suppressed', reason: string | null): Promise<void> {
    await this.database.query(
      `UPDATE mail SET state = $2, reason = $3, lease_until = NULL, sent_at = CASE WHEN $2 = 'sent' THEN academy_now() END
       WHERE id = $1 AND state = 'sending'`,
      [mailId, state, reason],
    );
  }

  /** What a dead sender left: transactional mail goes again, a reminder may have been sent and stays unknown. */
  private async recoverExpired(): Promise<void> {
    await this.database.query(
      `UPDATE mail SET state = CASE WHEN is_transactional THEN 'pending' ELSE 'unknown' END,
              reason = 'the sender died while handing it over', lease_until = NULL, queued_at = NULL
       WHERE state = 'sending' AND lease_until < clock_timestamp()`,
    );
  }
}
