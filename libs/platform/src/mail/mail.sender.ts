import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../config';
import { type ClaimedMail, MailClaims, type Settlement } from './mail.claims';
import { MailComposer } from './mail.composer';
import { MailGate } from './mail.gate';
import { MailHosts } from './mail.hosts';
import { mailKind } from './mail.kinds';
import type { ComposedMail } from './mail.mime';
import { outcomeOf, retryAfterSeconds, type SmtpError, TRIED_FOR_SECONDS } from './mail.rules';
import { MailRefusals } from './mail.refusals';
import { MailTransport } from './mail.transport';

/** Milliseconds that a stop waits for the conversations under way. */
const STOP_WITHIN = 15_000;

/** Its reader may look for what it was called: the subject is kept. Of one that never went, the words are not. */
const MAY_HAVE_ARRIVED: ReadonlySet<Settlement['state']> = new Set(['sent', 'unknown']);

/**
 * Sends what the outbox holds, over a few lanes. A lane claims one mail, asks who objects, writes down that it is being handed over,
 * hands it over and says what became of it: so only what is in a conversation is ever in doubt. It ends when nothing is due.
 */
@Injectable()
export class MailSender implements BeforeApplicationShutdown {
  private readonly logger = new Logger(MailSender.name);
  private readonly lanes = new Set<Promise<void>>();
  private isStopping = false;

  constructor(
    private readonly claims: MailClaims,
    private readonly gate: MailGate,
    private readonly composer: MailComposer,
    private readonly transport: MailTransport,
    private readonly hosts: MailHosts,
    private readonly refusals: MailRefusals,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Begins to send what is due, where that is not under way already. Run often and by anyone: a mail is claimed once. */
  sendDue(): void {
    while (!this.isStopping && this.lanes.size < this.config.smtpConnections) {
      const lane: Promise<void> = this.drive().finally(() => this.lanes.delete(lane));
      this.lanes.add(lane);
    }
  }

  /** Sends what is due, and ends when nothing is. */
  async round(): Promise<void> {
    this.sendDue();
    await Promise.all(this.lanes);
  }

  isAnyDue(): Promise<boolean> {
    return this.claims.isAnyDue(this.transport.host);
  }

  /** Sends one mail, if it is to be sent now. */
  async send(mailId: string): Promise<void> {
    const mail = await this.claims.claim(mailId, this.transport.host);
    if (mail) await this.claims.settle(await this.handle(mail), this.transport.host);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_WITHIN).unref());
    await Promise.race([Promise.all(this.lanes), late]);
  }

  private async drive(): Promise<void> {
    let done: Settlement | null = null;
    do {
      const mail: ClaimedMail | null = await this.next(done);
      done = mail && (await this.handle(mail));
    } while (done);
  }

  /** Says what became of the last one until it is heard: a mail that went and is not written down would go again, or be in doubt. */
  private async next(done: Settlement | null): Promise<ClaimedMail | null> {
    for (;;) {
      try {
        if (!this.isStopping) return await this.claims.exchange(done, this.transport.host);
        if (done) await this.claims.settle(done, this.transport.host);
        return null;
      } catch (error) {
        this.logger.warn(`The outbox does not answer: ${(error as Error).message}`);
        if (!done || this.isStopping) return null;
        await new Promise((resolve) => setTimeout(resolve, 1_000).unref());
      }
    }
  }

  /** Asks who objects, hands the mail over, and answers what became of it. Never throws. */
  private async handle(mail: ClaimedMail): Promise<Settlement> {
    let subject: string | null = null;
    const settled = (state: Settlement['state'], reason: string | null, more: Partial<Settlement> = {}): Settlement => ({ id: mail.id, subject: MAY_HAVE_ARRIVED.has(state) ? subject : null, attempts: mail.attempts, state, reason, isAttempt: true, ...more });
    try {
      const objection = mail.objection ?? (await this.gate.whyNotSend(mail));
      if (objection) return settled('suppressed', objection);
      const later = await this.gate.betterHour(mail);
      if (later) return settled(later.isHeld ? 'held' : 'pending', later.why, { isAttempt: false, dueAt: later.at });
      const composed = await this.compose(mail);
      await this.gate.conclude(mail);
      // Transactional mail goes again whatever happened: nobody needs to know how far it came.
      const refusal = mail.isTransactional ? null : await this.claims.handOver(mail);
      if (refusal) return settled('suppressed', refusal);
      subject = composed.subject;
      await this.transport.send(composed);
      if (mail.isProbe) await this.hosts.isBack(this.transport.host).catch(() => undefined);
      return settled('sent', null);
    } catch (error) {
      return this.give(mail, error as Error & SmtpError, settled);
    }
  }

  private async compose(mail: ClaimedMail): Promise<ComposedMail> {
    const kind = mailKind(mail.kind);
    if (!kind) throw new Error(`no mail is called ${mail.kind}`);
    return this.composer.compose(kind, { ...mail, data: await this.gate.latest(mail) });
  }

  private async give(mail: ClaimedMail, error: Error & SmtpError, settled: (state: Settlement['state'], reason: string, more?: Partial<Settlement>) => Settlement): Promise<Settlement> {
    const outcome = outcomeOf(error, mail.isTransactional);
    const said = error.message.slice(0, 500);
    if (outcome === 'away') {
      await this.hosts.isAway(this.transport.host, said, mail.isProbe).catch(() => undefined);
      return settled('pending', said, { isAttempt: false });
    }
    if (mail.isProbe && error.responseCode !== undefined) await this.hosts.isBack(this.transport.host).catch(() => undefined);
    if (outcome === 'retry' && mail.deferredSeconds < TRIED_FOR_SECONDS) return settled('pending', said, { againAfterSeconds: retryAfterSeconds(mail.attempts, Math.random()) });
    this.logger.warn(`Mail ${mail.id} (${mail.kind}) ${outcome}: ${error.message}`);
    await this.refusals.note(mail, error).catch((trouble: Error) => this.logger.warn(trouble.message));
    return settled(outcome === 'unknown' ? 'unknown' : 'failed', said);
  }
}
