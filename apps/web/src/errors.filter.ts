import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, Logger } from '@nestjs/common';
import { NotSignedIn } from '@academy/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isApi } from './http/request';
import { type Problem, problemOf } from './problems';
import { Page } from './views/page';
import { Pages } from './views/pages';

/** Every error becomes an answer here: a problem document for the API, a page for people. */
@Injectable()
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorsFilter.name);

  constructor(private readonly pages: Pages) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const problem = problemOf(error) ?? this.ourFault(error, request);
    void reply.code(problem.status).headers(problem.headers);

    if (isApi(request.url) || request.headers.accept === 'application/json') return this.answer(reply, problem);
    if (error instanceof NotSignedIn && request.method === 'GET') {
      void reply.code(303).header('location', `/sign-in?next=${encodeURIComponent(request.url)}`);
      return void (await reply.send());
    }
    await this.show(request, reply, problem);
  }

  private async answer(reply: FastifyReply, { headers: _, extra, ...document }: Problem): Promise<void> {
    await reply.type('application/problem+json; charset=utf-8').send(JSON.stringify({ ...document, ...extra }));
  }

  private async show(request: FastifyRequest, reply: FastifyReply, problem: Problem): Promise<void> {
    const reason = problem.type.replace('/problems/', '');
    const html = this.pages.html(request, reply, new Page('errors/problem', { status: problem.status, reason, isServerError: problem.status >= 500 }));
    await reply.type('text/html; charset=utf-8').send(html);
  }

  private ourFault(error: unknown, request: FastifyRequest): Problem {
    this.logger.error(`${request.method} ${request.url.split('?')[0]} (${request.id}): ${error instanceof Error ? error.stack : String(error)}`);
    return { type: '/problems/our-fault', title: 'Our fault', status: 500, detail: `It is written down as ${request.id}.`, headers: {}, extra: {} };
  }
}
