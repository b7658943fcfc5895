import { Injectable, Logger } from '@nestjs/common';
import { Database, Invalid, Refused, row, sha256, type Transaction } from '@academy/platform';
import type { FastifyRequest } from 'fastify';
import { catchError, concatMap, finalize, from, type Observable, of } from 'rxjs';
import { problemOf } from '../problems';
import { Answer } from './answers';
import { hashOfUpload } from './multipart';

const KEPT_HOURS = 24;
/** Seconds after which a first request that never answered is taken for dead. */
const ABANDONED_AFTER = 60;
/** Of what holds a secret, or is nobody's to keep beside a name, not even a hash is kept. */
const LEFT_OUT = [/^\/api\/v1\/(sessions|accounts|me\/email)/, /^\/api\/v1\/enrolments\/[^/?]+\/activities\/[^/?]+\/answers/];

/** Who asks, where, under which key. */
type Place = readonly [person: string, route: string, key: string];
/** And since when: whoever was taken for dead no longer holds it. */
type Claim = readonly [...Place, since: string];
type Kept = { bodyHash: Buffer; status: number | null; answer: { body: unknown; headers: Record<string, string> } | null; isLost: boolean };

const HELD = 'person = $1 AND route = $2 AND key = $3 AND started_at = $4::timestamptz';

/**
 * The same POST under the same `Idempotency-Key` is done once and answered twice. What is done says so at the key in its
 * own transaction: where the process dies before the answer is kept, the key never serves again, and whoever asks is told.
 */
@Injectable()
export class Idempotency {
  private readonly logger = new Logger(Idempotency.name);

  constructor(private readonly database: Database) {}

  /** `usualStatus` is what the route answers where it says nothing else. */
  async around(request: FastifyRequest, usualStatus: number, handle: () => Observable<unknown>): Promise<Observable<unknown>> {
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.actor || LEFT_OUT.some((path) => path.test(request.url))) return handle();
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new Invalid([{ pointer: '/Idempotency-Key', detail: 'has 1 to 200 visible characters' }]);

    const [path = '', query = ''] = request.url.split('?');
    const place: Place = [request.actor.userId, path, key];
    const hash = sha256(JSON.stringify([query, request.body ?? {}]));
    const since = await this.claim(place, hash);
    if (since === null) return of(await this.again(request, hash, place));

    const claim: Claim = [...place, since];
    let isOver = false;
    const markDone = async (tx: Transaction) => {
      if (!isOver) await this.markDone(tx, claim);
    };
    return this.database.accompany(markDone, handle).pipe(
      catchError(async (error: unknown) => {
        await this.free(claim, error);
        throw error;
      }),
      concatMap((result) => from(this.keep(claim, result, usualStatus, request.uploadHash ?? hash))),
      finalize(() => (isOver = true)),
    );
  }

  /** The first answer. Refuses while there is none yet, or where it was lost; throws Invalid where something else is sent now. */
  private async again(request: FastifyRequest, hash: Buffer, place: Place): Promise<Answer> {
    const kept = await this.database.one<Kept>(
      `SELECT body_hash AS "bodyHash", status, answer, done_at IS NOT NULL AND started_at < clock_timestamp() - make_interval(secs => $4) AS "isLost"
       FROM idempotency_key WHERE person = $1 AND route = $2 AND key = $3`,
      [...place, ABANDONED_AFTER],
    );
    if (!kept) throw new Refused('request-under-way');
    const { bodyHash, status, answer, isLost } = kept;
    const isUpload = request.isMultipart();
    const differs = new Invalid([{ pointer: '/Idempotency-Key', detail: 'was used with another body' }]);
    if (!isUpload && !bodyHash.equals(hash)) throw differs;
    if (isLost) throw new Refused('answer-lost', { detail: 'This was done, but its answer was lost. Read what is there now before you send it under a new key.' });
    if (status === null) throw new Refused('request-under-way');
    if (isUpload && !bodyHash.equals(await hashOfUpload(request))) throw differs;
    return new Answer(status, answer?.body, { ...answer?.headers, 'idempotency-replayed': 'true' });
  }

  /** Since when the key is ours, or null where it is not. A key under which something was done is not free before its day is over. */
  private async claim(place: Place, bodyHash: Buffer): Promise<string | null> {
    const claimed = await this.database.one<{ since: string }>(
      `INSERT INTO idempotency_key (person, route, key, body_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person, route, key) DO UPDATE SET started_at = clock_timestamp(), body_hash = excluded.body_hash, status = NULL, answer = NULL, done_at = NULL
         WHERE idempotency_key.started_at < clock_timestamp() - CASE WHEN idempotency_key.status IS NULL AND idempotency_key.done_at IS NULL
               THEN make_interval(secs => $5) ELSE make_interval(hours => $6) END
       RETURNING started_at::text AS since`,
      [...place, bodyHash, ABANDONED_AFTER, KEPT_HOURS],
    );
    return claimed?.since ?? null;
  }

  /** Refuses, and so undoes the transaction, where the key has gone to another meanwhile: this request was taken for dead. */
  private async markDone(tx: Transaction, claim: Claim): Promise<void> {
    const held = await row(tx, `UPDATE idempotency_key SET done_at = clock_timestamp() WHERE ${HELD} RETURNING key`, [...claim]);
    if (!held) throw new Refused('request-under-way');
  }

  /** What was refused may be tried again under its key; what broke may be, where nothing was done. */
  private async free(claim: Claim, error: unknown): Promise<void> {
    const isRefused = (problemOf(error)?.status ?? 500) < 500;
    await this.database.query(`DELETE FROM idempotency_key WHERE ${HELD} AND ($5 OR done_at IS NULL)`, [...claim, isRefused]);
  }

  /** What was done is answered, even where the answer cannot be kept. */
  private async keep(claim: Claim, result: unknown, usualStatus: number, bodyHash: Buffer): Promise<unknown> {
    const { status, body, headers } = result instanceof Answer ? result : { status: usualStatus, body: result, headers: {} };
    await this.database
      .query(`UPDATE idempotency_key SET status = $5, answer = $6, body_hash = $7 WHERE ${HELD}`, [...claim, status, JSON.stringify({ body, headers }), bodyHash])
      .catch((error: unknown) => this.logger.error(`An answer could not be kept under its key: ${String(error)}`));
    return result;
  }
}
