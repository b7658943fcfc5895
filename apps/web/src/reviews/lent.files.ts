import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Attachments, ReviewQueries } from '@academy/reviews';
import { z } from 'zod';

export const FileNumber = z.string().regex(/^[1-9]\d?$/).transform(Number);

/** Files of a work that was lent, as its reviewer gets them: by their place, under neutral names, and never as a page. */
@Injectable()
export class LentFiles {
  constructor(
    private readonly queries: ReviewQueries,
    private readonly attachments: Attachments,
  ) {}

  async open(reviewId: string, number: number): Promise<{ stream: Readable; headers: Record<string, string> }> {
    const { stream, bytes, contentType, fileName } = await this.attachments.nth(await this.queries.workOf(reviewId), number);
    const headers = {
      'content-type': contentType,
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    };
    return { stream, headers };
  }
}
