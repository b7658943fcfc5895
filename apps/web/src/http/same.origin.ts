import type { Config } from '@academy/platform';
import type { FastifyRequest } from 'fastify';

/** Whether a page of ours made this request, by what browsers say and scripts cannot forge. */
export function isSameOrigin(request: FastifyRequest, config: Config): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = request.headers.origin;
  return origin !== undefined && (origin === new URL(config.publicUrl).origin || origin === `http://${request.headers.host}`);
}

/** Whether a cookie may open something of the API: pictures, PDFs and event streams of our own pages, or typed by hand. */
export const mayCookieRead = (request: FastifyRequest): boolean => ['same-origin', 'none'].includes(String(request.headers['sec-fetch-site']));
