import type { Messages } from '@academy/platform';
import type { FastifyRequest } from 'fastify';
import { LOCALE_COOKIE } from './cookies';

/** What the reader chose, then their account, then what the browser asks for; always one that has texts. */
export function pickLocale(request: FastifyRequest, messages: Messages): string {
  const accepted = (request.headers['accept-language'] ?? '').split(',').map((part) => part.split(';')[0]!.trim());
  const wanted = [request.cookies[LOCALE_COOKIE], request.actor?.locale, ...accepted.slice(0, 10)];
  for (const tag of wanted) {
    if (!tag) continue;
    const nearest = messages.nearest(tag);
    if (nearest === tag || nearest === tag.split('-')[0]) return nearest;
  }
  return messages.nearest(null);
}
