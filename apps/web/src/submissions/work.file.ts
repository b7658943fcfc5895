import type { Readable } from 'node:stream';
import type { OpenFile } from '@academy/reviews';
import type { FastifyReply } from 'fastify';

/** Hands out a file of a work: only ever to be downloaded, whatever it holds. */
export function sendFile(reply: FastifyReply, { stream, bytes, contentType, fileName }: OpenFile): Readable {
  const plainName = fileName.normalize('NFKD').replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const fullName = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  void reply.headers({
    'content-type': contentType,
    'content-length': bytes,
    'content-disposition': `attachment; filename="${plainName}"; filename*=UTF-8''${fullName}`,
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
  return stream;
}
