import { Injectable } from '@nestjs/common';
import { Database } from '../database';
import { MailGate, type PendingMail } from './mail.gate';
import { Together } from '../together';

/** What became of a mail that was claimed. */
export type Settlement = Readonly<{
  id: string;
  /** Which claim this is about: a later one is not settled by it. */
  attempts: number;
  state: 'sent' | 'failed' | 'unknown' | 'suppressed' | 'pending' | 'held';
  reason: string | null;
  /** False where nobody was asked to take the mail: that is no attempt. */
  isAttempt: boolean;
  /** What it went out as, where it was handed over. */
  subject?: string | null;
  /** When it is due again. Either an instant, or so many seconds from now. */
  dueAt?: Date;
  againAfterSeconds?: number;
}>;

export type ClaimedMail = PendingMail & {
  attempts: number;
  /** Seconds since a server first put it off; 0 before that. */
  deferredSeconds: number;
  /** Why it must not go, as the claim itself found; null where nothing is known against it. */
  objection: string | null;
  /** The mail server failed the last time: this mail tries whether it is back. */
  isProbe: boolean;
};

type Exchange = { settlement: Settlement | null; host: string; wants: boolean };
type Claim = Pick<ClaimedMail, 'id' | 'attempts'>;

/** Seconds that a sender may hold a mail before others take it for dead. */
export const LEASE_SECONDS = 120;

/** Claims mails, says when one is being handed over, and what became of it. Under load many share one statement. */
@Injectable()
export class MailClaims {
  private readonly exchanges = new Together<Exchange, ClaimedMail | null>((asked) => this.exchangeAll(asked));
  private readonly handOvers = new Together<Claim, string | null>((asked) => this.handOverAll(asked));
  private claimSql: string | null = null;
  private handOverSql: string | null = null;

  constructor(
    private readonly database: Database,
    private readonly gate: MailGate,
  ) {}

  /** Settles one mail, where one is given, and claims the next that is due; null when none may go. `host`: the server that would take it. */
  exchange(settlement: Settlement | null, host: string): Promise<ClaimedMail | null> {
    return this.exchanges.ask({ settlement, host, wants: true });
  }

  async settle(settlement: Settlement, host: string): Promise<void> {
    await this.exchanges.ask({ settlement, host, wants: false });
  }

  /**
   * Writes down that a claimed mail is about to be handed over: from now on nobody knows whether it went, should the sender die.
   * The last word against it is asked in the same statement. Answers why it must not go: an objection, `claim-lost` where the claim
   * ran out meanwhile, or null.
   */
  handOver({ id, attempts }: Claim): Promise<string | null> {
    return this.handOvers.ask({ id, attempts });
  }

  /** Claims this mail, if it is to be sent now. */
  async claim(mailId: string, host: string): Promise<ClaimedMail | null> {
    return (await this.run([], 1, host, mailId))[0] ?? null;
  }

  /** Whether a mail is due that switch and server let go. */
  async isAnyDue(host: string): Promise<boolean> {
    const found = await this.database.one<{ isDue: boolean }>(
      `SELECT EXISTS (SELECT FROM mail WHERE state = 'pending' AND due_at <= academy_now()) AND NOT EXISTS (SELECT FROM mail_switch WHERE paused_at IS NOT NULL)
         AND NOT EXISTS (SELECT FROM mail_host WHERE host = $1 AND until > clock_timestamp()) AS "isDue"`,
      [host],
    );
    return found!.isDue;
  }

  /** What a dead sender left: transactional mail goes again, and so does all else that was not being handed over yet; what was stays unknown. */
  async recover(): Promise<void> {
    await this.database.query(
      `UPDATE mail SET state = CASE WHEN is_transactional OR NOT may_have_gone THEN 'pending' ELSE 'unknown' END,
              reason = CASE WHEN may_have_gone THEN 'the sender died while handing it over' ELSE 'the sender died before handing it over' END, lease_until = NULL
       WHERE state = 'sending' AND lease_until < clock_timestamp()`,
    );
  }

  private async exchangeAll(asked: readonly Exchange[]): Promise<(ClaimedMail | null)[]> {
    const wanted = asked.filter(({ wants }) => wants).length;
    const mails = await this.run(asked.flatMap(({ settlement }) => settlement ?? []), wanted, asked[0]!.host);
    return asked.map(({ wants }) => (wants ? (mails.shift() ?? null) : null));
  }

  private async handOverAll(asked: readonly Claim[]): Promise<(string | null)[]> {
    const held = await this.database.query<{ id: string; objection: string | null }>((this.handOverSql ??= handOverSql(this.gate.lastWordSql())), [JSON.stringify(asked)]);
    const objections = new Map(held.map(({ id, objection }) => [id, objection]));
    return asked.map(({ id }) => (objections.has(id) ? objections.get(id)! : 'claim-lost'));
  }

  private run(settlements: Settlement[], wanted: number, host: string, only: string | null = null): Promise<ClaimedMail[]> {
    this.claimSql ??= claimSql(this.gate.addressSql(), this.gate.recipientSql(), this.gate.objectionSql());
    return this.database.query<ClaimedMail>(this.claimSql, [JSON.stringify(settlements), wanted, LEASE_SECONDS, host, only]);
  }
}

/** Seconds that one mail has to find out whether a server is back, before another tries. */
const PROBE_SECONDS = 20;

/** What the bucket of the rate holds by now: what is left in it and what has come since, at most two seconds' worth. */
const FILLED = 'least(greatest(1, w.per_minute / 30.0), w.tokens + extract(epoch FROM clock_timestamp() - w.filled_at) * w.per_minute / 60.0)';

/**
 * One statement: settle what is done, and claim what is due, urgent mails first, as far as switch, rate and server allow.
 * A server that failed is tried with one mail. A mail goes where its reader is by now, in her language and by her clock, and its row says so.
 */
const claimSql = (address: string, recipient: string, objection: string): string => `
  WITH settled AS (
    UPDATE mail m SET state = s.state, reason = s.reason, lease_until = NULL, may_have_gone = true, attempts = m.attempts - CASE WHEN s."isAttempt" THEN 0 ELSE 1 END,
      due_at = coalesce(s."dueAt", academy_now() + make_interval(secs => s."againAfterSeconds"), m.due_at),
      deferred_at = CASE WHEN s."isAttempt" AND s.state = 'pending' THEN coalesce(m.deferred_at, academy_now()) ELSE m.deferred_at END,
      sent_at = CASE WHEN s.state = 'sent' THEN academy_now() END, subject = coalesce(s.subject, m.subject)
    FROM jsonb_to_recordset($1::jsonb) AS s (id uuid, attempts int, state text, reason text, "isAttempt" boolean, "dueAt" timestamptz, "againAfterSeconds" float8, subject text)
    WHERE m.id = s.id AND m.state = 'sending' AND m.attempts = s.attempts
  ), due AS MATERIALIZED (
    SELECT m.id FROM mail m
    WHERE m.state = 'pending' AND m.due_at <= academy_now() AND ($5::uuid IS NULL OR m.id = $5)
      AND NOT EXISTS (SELECT FROM mail_switch w WHERE w.paused_at IS NOT NULL)
      AND NOT EXISTS (SELECT FROM mail_host h WHERE h.host = $4 AND h.until > clock_timestamp())
    ORDER BY m.is_urgent DESC, m.due_at, m.id
    LIMIT CASE WHEN EXISTS (SELECT FROM mail_host h WHERE h.host = $4) THEN least($2::int, 1) ELSE $2::int END
    FOR UPDATE OF m SKIP LOCKED
  ), bucket AS (
    UPDATE mail_switch w SET filled_at = clock_timestamp(),
      granted = least((SELECT count(*) FROM due), floor(${FILLED})), tokens = ${FILLED} - least((SELECT count(*) FROM due), floor(${FILLED}))
    WHERE w.per_minute IS NOT NULL AND EXISTS (SELECT FROM due) RETURNING w.granted
  ), taken AS (
    SELECT id FROM due LIMIT coalesce((SELECT granted FROM bucket), $2::int)
  ), claimed AS (
    UPDATE mail m SET state = 'sending', address = ${address}, recipient = ${recipient}, attempts = m.attempts + 1, may_have_gone = false, lease_until = clock_timestamp() + make_interval(secs => $3)
    FROM taken WHERE m.id = taken.id RETURNING m.*
  ), probing AS (
    UPDATE mail_host h SET until = clock_timestamp() + make_interval(secs => ${PROBE_SECONDS}) WHERE h.host = $4 AND EXISTS (SELECT FROM taken)
  )
  SELECT m.id, m.due_at AS "dueAt", m.kind, m.is_transactional AS "isTransactional", m.is_urgent AS "isUrgent", m.user_id AS "userId", m.address, m.recipient, m.data, m.attempts,
    coalesce(extract(epoch FROM academy_now() - m.deferred_at), 0)::float8 AS "deferredSeconds",
    ${objection} AS objection,
    EXISTS (SELECT FROM mail_host h WHERE h.host = $4) AS "isProbe"
  FROM claimed m ORDER BY m.is_urgent DESC, m.due_at, m.id`;

/** Marks claims that still hold, unless somebody objects by now. The objection is asked once: again only where it names its reason. */
const handOverSql = (objection: string): string => `
  UPDATE mail m SET may_have_gone = ${objection} IS NULL
  FROM jsonb_to_recordset($1::jsonb) AS a (id uuid, attempts int)
  WHERE m.id = a.id AND m.state = 'sending' AND m.attempts = a.attempts
  RETURNING m.id, CASE WHEN NOT m.may_have_gone THEN ${objection} END AS objection`;
