import { Readable } from 'node:stream';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Storage } from '@academy/platform';
import { isShown, type Media, MediaFiles } from '@academy/courses';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Id } from '../http/shapes';
import { rangeOf, slice } from './byte.range';

/** A file of a course, as browsers load it: by an address that nobody guesses, for ever the same, and never as a page. */
@Controller('media')
export class MediaFilesRoute {
  constructor(
    private readonly media: MediaFiles,
    private readonly storage: Storage,
  ) {}

  @Get(':id')
  @Allow('anyone')
  async show(@Param('id', { schema: Id }) id: string, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable | string> {
    const media = await this.media.find(id);
    const etag = `"${media.sha256.toString('hex')}"`;
    void reply.headers({ ...headersOf(media), etag });
    if (request.headers['if-none-match'] === etag) {
      void reply.code(304);
      return '';
    }

    const isWhole = request.headers['if-range'] !== undefined && request.headers['if-range'] !== etag;
    const range = isWhole ? null : rangeOf(request.headers.range, media.bytes);
    if (range === 'unsatisfiable') {
      void reply.code(416).header('content-range', `bytes */${media.bytes}`);
      return '';
    }
    const { stream } = await this.storage.open(media.storageKey);
    if (!range) {
      void reply.header('content-length', media.bytes);
      return stream;
    }
    // Ranges count the bytes of the file, not of what compression would make of them.
    void reply.code(206).headers({
      'content-encoding': 'identity',
      'content-range': `bytes ${range.start}-${range.end}/${media.bytes}`,
      'content-length': range.end - range.start + 1,
    });
    return Readable.from(slice(stream, range), { objectMode: false });
  }
}

function headersOf({ contentType, kind, fileName }: Media): Record<string, string> {
  const plainName = fileName.normalize('NFKD').replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const disposition = isShown(kind) ? 'inline' : 'attachment';
  return {
    'content-type': contentType,
    'content-disposition': `${disposition}; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
  };
}
