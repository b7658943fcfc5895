import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { Invalid, WrongType } from '@academy/platform';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Answer } from './answers';
import { Idempotency } from './idempotency';
import { isApi, replyOf, requestOf } from './request';
import { takesMails } from './mail.body';
import { hasBody, takesFiles } from './routes';

/** What all API routes share: no body where none is asked for, idempotency keys, answers with a status of their own. */
@Injectable()
export class ApiInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: Idempotency) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = requestOf(context);
    if (!isApi(request.url)) return next.handle();

    refuseOtherTypes(request, takesFiles(context.getHandler()), takesMails(context.getHandler()));
    if (!hasBody(context.getClass(), context.getHandler().name)) refuseContent(request.body);
    const usualStatus = (Reflect.getMetadata(HTTP_CODE_METADATA, context.getHandler()) as number | undefined) ?? 201;
    const answered = await this.idempotency.around(request, usualStatus, () => next.handle());
    return answered.pipe(map((answer) => (answer instanceof Answer ? send(context, answer) : answer)));
  }
}

/** What is sent is JSON, but for the routes that take files or mails. */
function refuseOtherTypes(request: FastifyRequest, mayBeFiles: boolean, mayBeMail: boolean): void {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const isEmpty = request.headers['transfer-encoding'] === undefined && Number(request.headers['content-length'] ?? 0) === 0;
  if (isEmpty || mayBeFiles || (mayBeMail && type === 'message/rfc822') || type === 'application/json' || type === 'application/merge-patch+json') return;
  throw new WrongType('Send JSON, as application/json.');
}

/** A request without fields comes without a body, or with `{}`. */
function refuseContent(body: unknown): void {
  if (body === undefined) return;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Invalid([{ pointer: '', detail: 'has no fields' }]);
  const keys = Object.keys(body);
  if (keys.length > 0) throw new Invalid(keys.map((key) => ({ pointer: `/${key}`, detail: 'is not a field of this request' })));
}

function send(context: ExecutionContext, answer: Answer): unknown {
  const reply = replyOf(context);
  void reply.code(answer.status).headers(answer.headers);
  return answer.body;
}
