import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Invalid } from '@academy/platform';
import { map, type Observable } from 'rxjs';
import { Answer } from './answers';
import { Idempotency } from './idempotency';
import { isApi, replyOf, requestOf } from './request';
import { hasBody } from './routes';

/** What all API routes share: no body where none is asked for, idempotency keys, answers with a status of their own. */
@Injectable()
export class ApiInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: Idempotency) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = requestOf(context);
    if (!isApi(request.url)) return next.handle();

    const body = request.body as Record<string, unknown> | undefined;
    if (body && typeof body === 'object' && Object.keys(body).length > 0 && !hasBody(context.getClass(), context.getHandler().name)) {
      throw new Invalid(Object.keys(body).map((key) => ({ pointer: `/${key}`, detail: 'is not a field of this request' })));
    }
    const answered = await this.idempotency.around(request, () => next.handle());
    return answered.pipe(map((answer) => (answer instanceof Answer ? send(context, answer) : answer)));
  }
}

function send(context: ExecutionContext, answer: Answer): unknown {
  const reply = replyOf(context);
  void reply.code(answer.status).headers(answer.headers);
  return answer.body;
}
