import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from '../problems';
import { isApi } from './request';

/** Addresses that no router can read never reach the errors filter: they are answered here, in the same words. */
export function answerFrameworkError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const { headers: _, extra: __, ...problem } = problemOf(error) ?? { type: '/problems/malformed', title: 'Malformed', status: 400, headers: {}, extra: {} };
  void reply.code(problem.status);
  if (isApi(request.url)) void reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  else void reply.type('text/plain; charset=utf-8').send(`${problem.status} ${problem.title}`);
}
