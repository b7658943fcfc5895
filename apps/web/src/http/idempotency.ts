import { Injectable } from '@nestjs/common';
import { Database, Invalid, Refused, sha256 } from '@academy/platform';
import type { FastifyRequest } from 'fastify';
import { catchError, concatMap, from, type Observable, of } from 'rxjs';
import { Answer } from './answers';
import { hashOfUpload } from './multipart';

const KEPT_HOURS = 24;
/** Seconds after which a first request that never answered is taken for dead. */
const ABANDONED_AFTER = 60;
const LEFT_OUT = ['/api/v1/sessions', '/api/v1/accounts'];

type Kept = { isNew: boolean; bodyHash: Buffer; status: number | null; answer: { body: unknown; headers: Record<string, string> } | null };

/** The same POST under the same `Idempotency-Key` is done once and answered twice. */
@Injectable()
export class Idempotency {
  constructor(private readonly database: Database) {}

  /** `usualStatus` is what the route answers where it says nothing else. */
  async around(request: FastifyRequest, usualStatus: number, handle: () => Observable<unknown>): Promise<Observable<unknown>> {
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.actor || LEFT_OUT.some((path) => request.url.startsWith(path))) return handle();
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new Invalid([{ pointer: '/Idempotency-Key', detail: 'has 1 to 200 visible characters' }]);

    const [path, query = ''] = request.url.split('?');
    const place = [request.actor.userId, path, key];
    const hash = sha256(JSON.stringify([query, request.body ?? {}]));
    const kept = await this.claim(place, hash);
    if (!kept.isNew) return of(await this.again(request, hash, kept));

    return handle().pipe(
      concatMap((result) => from(this.keep(place, result, usualStatus, request.uploadHash ?? hash))),
      catchError(async (error: unknown) => {
        await this.database.query('DELETE FROM idempotency_key WHERE person = $1 AND route = $2 AND key = $3', place);
        throw error;
      }),
    );
  }

  /** The first answer. Refuses while there is none yet; throws Invalid where something else is sent now. */
  private async again(request: FastifyRequest, hash: Buffer, { bodyHash, status, answer }: Kept): Promise<Answer> {
    const isUpload = request.isMultipart();
    const differs = new Invalid([{ pointer: '/Idempotency-Key', detail: 'was used with another body' }]);
    if (!isUpload && !bodyHash.equals(hash)) throw differs;
    if (status === null) throw new Refused('request-under-way');
    if (isUpload && !bodyHash.equals(await hashOfUpload(request))) throw differs;
    return new Answer(status, answer?.body, { ...answer?.headers, 'idempotency-replayed': 'true' });
  }

  private async claim(place: unknown[], bodyHash: Buffer): Promise<Kept> {
    const claimed = await this.database.one<{ key: string }>(
      `INSERT INTO idempotency_key (person, route, key, body_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person, route, key) DO UPDATE SET started_at = clock_timestamp(), body_hash = excluded.body_hash, status = NULL, answer = NULL
         WHERE idempotency_key.started_at < clock_timestamp() - CASE WHEN idempotency_key.status IS NULL
               THEN make_interval(secs => $5) ELSE make_interval(hours => $6) END
       RETURNING key`,
      [...place, bodyHash, ABANDONED_AFTER, KEPT_HOURS],
    );
    if (claimed) return { isNew: true, bodyHash, status: null, answer: null };
    const kept = await this.database.one<Omit<Kept, 'isNew'>>(
      'SELECT body_hash AS "bodyHash", status, answer FROM idempotency_key WHERE person = $1 AND route = $2 AND key = $3',
      place,
    );
    if (!kept) throw new Refused('request-under-way');
    return { isNew: false, ...kept };
  }

  private async keep(place: unknown[], result: unknown, usualStatus: number, bodyHash: Buffer): Promise<unknown> {
    const { status, body, headers } = result instanceof Answer ? result : { status: usualStatus, body: result, headers: {} };
    await this.database.query('UPDATE idempotency_key SET status = $4, answer = $5, body_hash = $6 WHERE person = $1 AND route = $2 AND key = $3', [
      ...place,
      status,
      JSON.stringify({ body, headers }),
      bodyHash,
    ]);
    return result;
  }
}
