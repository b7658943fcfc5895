import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Database, MailSender, Queues } from '@academy/platform';
import { type Due, jobsOf } from './relay.rules';

/** Deliveries added to the queues in one go. */
const BATCH = 500;
/** Seconds after which a delivery that is not done is added again: lost with its queue, or its worker died. */
const AGAIN_AFTER = 60;
/** How many times longer than its work its rest is, and how long at most, in milliseconds. */
const REST = 4;
const LONGEST_REST = 500;
/** Milliseconds that a stop waits for the queue. */
const STOP_WITHIN = 2_000;

/** From the outbox to the queues. Any number of relays may run: each takes what no other holds. */
@Injectable()
export class Relay {
  private readonly logger = new Logger(Relay.name);
  private underWay: Promise<void> | null = null;
  private isAskedAgain = false;
  private isStopping = false;
  /** One round of mail for each worker waits or is under way, done by whoever comes first. */
  private readonly round = `round-${randomUUID()}`;

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly mail: MailSender,
  ) {}

  /** Relays until nothing is left. Calls while it runs make it look once more. */
  async run(): Promise<void> {
    if (this.isStopping) return;
    if (this.underWay) {
      this.isAskedAgain = true;
      return this.underWay;
    }
    this.underWay = this.untilEmpty().finally(() => {
      this.underWay = null;
      if (this.isAskedAgain) void this.run().catch((error: Error) => this.logger.warn(error.message));
      this.isAskedAgain = false;
    });
    return this.underWay;
  }

  /** Takes nothing new, and waits a little for what is on its way. While the queue is away, nothing arrives however long one waits. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_WITHIN).unref());
    await Promise.race([this.underWay?.catch(() => undefined), late]);
  }

  /** Rests as long as it took, several times over: at once while little happens, and in a rush it gathers what comes meanwhile into a few jobs. */
  private async untilEmpty(): Promise<void> {
    const begun = performance.now();
    while ((await this.relayFacts()) === BATCH);
    if (await this.mail.isAnyDue()) await this.queues.add('mail', [{ id: this.round, data: {} }]);
    await sleep(Math.min((performance.now() - begun) * REST, LONGEST_REST));
  }

  /** One batch. Answers how many deliveries were added. */
  private async relayFacts(): Promise<number> {
    const due = await this.database.query<Due>(
      `UPDATE fact_delivery SET queued_at = clock_timestamp(), attempts = attempts + 1
       WHERE (fact_id, listener) IN (
         SELECT fact_id, listener FROM fact_delivery
         WHERE done_at IS NULL AND failed_at IS NULL
           AND (queued_at IS NULL OR queued_at < clock_timestamp() - make_interval(secs => $1 * least(attempts, 10)))
         ORDER BY fact_id LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING fact_id::text AS "factId", listener, queue, attempts`,
      [AGAIN_AFTER, BATCH],
    );
    const jobs = jobsOf(due);
    try {
      for (const [queue, added] of jobs) await this.queues.add(queue, added);
    } catch (error) {
      await this.takeBack(due);
      throw error;
    }
    return due.length;
  }

  /** What the queue did not take is due at once, under the same names: of what it did take, nothing is added twice. */
  private async takeBack(due: readonly Due[]): Promise<void> {
    await this.database.query(
      `UPDATE fact_delivery d SET queued_at = NULL, attempts = d.attempts - 1 FROM jsonb_to_recordset($1::jsonb) AS a ("factId" bigint, listener text, attempts int)
       WHERE d.fact_id = a."factId" AND d.listener = a.listener AND d.attempts = a.attempts AND d.done_at IS NULL`,
      [JSON.stringify(due)],
    );
  }
}
