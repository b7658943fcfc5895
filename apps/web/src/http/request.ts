import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Malformed, RevisionMissing } from '@academy/platform';
import type { Actor } from '@academy/people';
import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null for nobody. Set by the guard. */
    actor: Actor | null;
    /** The locale that pages answer in. */
    locale: string;
  }
}

export const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();
export const replyOf = (context: ExecutionContext): FastifyReply => context.switchToHttp().getResponse<FastifyReply>();
export const isApi = (path: string): boolean => path.startsWith('/api/');

/** Who asks. On routes that anyone may use it can be null: `@Me() me: Actor | null`. */
export const Me = createParamDecorator((_data: unknown, context: ExecutionContext): Actor | null => requestOf(context).actor);

/** Optional where a state is made with the first write: there is no revision to name yet. */
export type RevisionNeed = 'optional' | undefined;

export function readIfMatch(need: RevisionNeed, context: ExecutionContext): number | null {
  const header = requestOf(context).headers['if-match'];
  if (header === undefined && need === 'optional') return null;
  if (header === undefined) throw new RevisionMissing();
  const revision = /^\s*(?:W\/)?"r(\d{1,9})"\s*$/.exec(header)?.[1];
  if (revision === undefined) throw new Malformed('If-Match holds one revision such as "r17".');
  return Number(revision);
}

/** The revision that `If-Match` names, such as `"r17"`. Throws RevisionMissing where it is needed and not there. */
export const IfMatch = createParamDecorator(readIfMatch);

export const etagOf = (revision: number): string => `"r${revision}"`;
