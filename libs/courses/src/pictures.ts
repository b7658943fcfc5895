import { Injectable } from '@nestjs/common';
import { Refused } from '@academy/platform';
import { type EncodedPicture, encodePicture, type PictureJob } from './picture.process';
import { drawnSize, whyNotDraw } from './svg.rules';

/** Pixels on the longer side; a larger picture is made smaller. */
export const LONGEST_EDGE = 2_560;
/** Pixels of a GIF, which says its size in its first bytes. */
const MOST_PIXELS = 40_000_000;

/** Takes pictures apart and puts them together again: what is not the picture (place, camera, anything hidden) stays behind. */
@Injectable()
export class Pictures {
  private last: Promise<unknown> = Promise.resolve();

  /** In its own format, or as PNG where that is wanted. Refuses (`picture-not-readable`) what cannot be read or must not be drawn. */
  async encode(bytes: Buffer, contentType: string, longestEdge = LONGEST_EDGE, to?: 'png'): Promise<EncodedPicture> {
    const [input, job] = jobOf(bytes, contentType);
    const picture = await this.oneByOne(() => encodePicture(input, { ...job, longestEdge, ...(to ? { to } : {}) }));
    if (!picture) throw new Refused('picture-not-readable', { detail: 'The picture cannot be read.' });
    return picture;
  }

  /** A large picture takes much memory while it is open: no two at a time. */
  private oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work);
    this.last = next.catch(() => undefined);
    return next;
  }
}

function jobOf(bytes: Buffer, contentType: string): [Buffer, PictureJob] {
  const job: PictureJob = { from: 'pixels', to: 'png', longestEdge: LONGEST_EDGE, width: 0, height: 0 };
  switch (contentType) {
    case 'image/svg+xml': {
      const svg = bytes.toString('utf8').replace(/^\uFEFF/, '');
      const reason = whyNotDraw(svg);
      if (reason) throw new Refused('picture-not-readable', { detail: reason });
      return [Buffer.from(svg), { ...job, from: 'drawing', ...drawnSize(svg) }];
    }
    case 'image/gif': {
      // The encoder reads no GIF, but what draws SVG does: its first picture.
      const size = { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
      if (size.width * size.height > MOST_PIXELS) throw new Refused('picture-not-readable', { detail: 'The picture is too large.' });
      return [Buffer.from(framed(bytes, size)), { ...job, from: 'drawing', ...size }];
    }
    case 'image/jpeg':
      return [bytes, { ...job, to: 'jpeg' }];
    case 'image/webp':
      return [bytes, { ...job, to: 'webp' }];
    default:
      return [bytes, job];
  }
}

const framed = (gif: Buffer, { width, height }: { width: number; height: number }): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/gif;base64,${gif.toString('base64')}"/></svg>`;
