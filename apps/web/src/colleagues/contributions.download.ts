import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { RateLimits, zipStream } from '@academy/platform';
import { Contributions } from '@academy/discussions';
import type { Actor } from '@academy/people';
import { ContributionsArchive } from './export.archive';

/** The archive of one's contributions as it is handed out, by page and API alike. */
@Injectable()
export class ContributionsDownload {
  constructor(
    private readonly contributions: Contributions,
    private readonly archive: ContributionsArchive,
    private readonly limits: RateLimits,
  ) {}

  /** Throws NotFound where whoever asks neither takes part nor wrote anything. */
  async open(spaceId: string, { userId, displayName, timeZone }: Actor, locale: string): Promise<{ stream: Readable; headers: Record<string, string> }> {
    const place = await this.contributions.place(spaceId, userId);
    await this.limits.count('export', userId);
    const stream = zipStream(this.archive.entries(place, { userId, displayName, locale, timeZone }));
    return {
      stream,
      headers: {
        'content-type': 'application/zip',
        'content-disposition': 'attachment; filename="my-contributions.zip"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    };
  }
}
