import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config, isDatabaseAway, isHeldUp, Messages, NotSignedIn, TooMany } from '@academy/platform';
import { Sessions } from '@academy/people';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookie } from './http/cookies';
import { pickLocale } from './http/locale';
import { isApi } from './http/request';
import { busy, type Problem, problemOf } from './problems';
import { waitOf } from './views/forms';
import { Page } from './views/page';
import { Pages } from './views/pages';

/** Seconds after which Postgres is worth another try. */
const RETRY_AFTER = 5;

/** Every error becomes an answer here: a problem document for the API, a page for people. */
@Injectable()
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorsFilter.name);

  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

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
    await this.show(request, reply, problem, error).catch((failure: unknown) => this.sayPlainly(request, reply, problem, failure));
  }

  private async answer(reply: FastifyReply, { headers: _, extra, ...document }: Problem): Promise<void> {
    await reply.type('application/problem+json; charset=utf-8').send(JSON.stringify({ ...document, ...extra }));
  }

  private async show(request: FastifyRequest, reply: FastifyReply, problem: Problem, error: unknown): Promise<void> {
    await this.knowReader(request);
    const reason = problem.type.replace('/problems/', '');
    // The heading of this very status where it is written, else of its hundred.
    const kind = this.messages.has(`errors.heading-${problem.status}`) ? problem.status : problem.status >= 500 ? 500 : 400;
    const page = new Page('errors/problem', {
      status: problem.status,
      kind,
      words: this.messages.has(`reasons.${reason}`) ? `reasons.${reason}` : `errors.text-${kind}`,
      wait: error instanceof TooMany ? waitOf(error) : { minutes: 0, hours: 0 },
      reference: problem.status >= 500 ? request.id : null,
    });
    await reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(this.pages.html(request, reply, page));
  }

  /** An error page that fails in turn must not take the process with it. */
  private async sayPlainly(request: FastifyRequest, reply: FastifyReply, problem: Problem, failure: unknown): Promise<void> {
    this.ourFault(failure, request);
    await reply.type('text/plain; charset=utf-8').send(`${problem.status} ${problem.title} (${request.id})`);
  }

  /** The guard stands before routes alone: where an address leads to none, nobody has asked yet who reads this. */
  private async knowReader(request: FastifyRequest): Promise<void> {
    const token = request.cookies?.[sessionCookie(this.config)];
    if (token && !request.actor) request.actor = await this.sessions.actorOf(token, 'cookie').catch(() => null);
    request.locale = pickLocale(request, this.messages);
  }

  private ourFault(error: unknown, request: FastifyRequest): Problem {
    const [isAway, about] = [isDatabaseAway(error), `${request.method} ${request.url.split('?')[0]} (${request.id})`];
    // It is away for everybody: where it was missed tells nothing.
    this.logger.error(`${about}: ${error instanceof Error ? (isAway ? error.message : error.stack) : String(error)}`);
    if (isAway || isHeldUp(error)) return busy(RETRY_AFTER);
    return { type: '/problems/our-fault', title: 'Our fault', status: 500, detail: `It is written down as ${request.id}.`, headers: {}, extra: {} };
  }
}
