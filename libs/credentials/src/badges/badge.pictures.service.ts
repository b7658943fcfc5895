import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused, Storage } from '@academy/platform';
import { fileTypeOf, Pictures } from '@academy/courses';
import { drawBadge } from '../rendering/badge.picture';
import type { Badge, BadgeDesign } from './badge.entity';

/** Pixels of the longer side of an uploaded picture: more is made smaller. */
const LONGEST_EDGE = 512;
export const LARGEST_BADGE_PICTURE = 5 * 1024 * 1024;

/** Pictures of badges: drawn from a design, or uploaded and encoded again. */
@Injectable()
export class BadgePictures {
  constructor(
    private readonly storage: Storage,
    private readonly pictures: Pictures,
  ) {}

  draw(name: string, { text, ...parts }: BadgeDesign): string {
    return drawBadge({ title: name, ...parts, ...(text ? { text } : {}) });
  }

  /** Keeps an uploaded picture as PNG, without what is not the picture, and answers where it lies. Refuses what is no picture. */
  async keep(given: Buffer): Promise<string> {
    const type = await fileTypeOf(given);
    if (type?.kind !== 'picture') throw new Refused('picture-not-readable', { detail: 'The file is no picture.' });
    const { bytes } = await this.pictures.encode(given, type.given, LONGEST_EDGE, 'png');
    const hash = createHash('sha256').update(bytes).digest('hex');
    const key = `badges/${hash.slice(0, 2)}/${hash}.png`;
    await this.storage.put(key, bytes);
    return key;
  }

  /** The picture as an SVG, whatever it was made from: an uploaded one stands in a square of its own. */
  async svg({ name, picture, imageKey }: Pick<Badge, 'name' | 'picture' | 'imageKey'>): Promise<string> {
    if (!imageKey) return picture;
    const png = (await this.storage.get(imageKey)).toString('base64');
    const title = name.replace(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, ' ').replace(/[<>&"']/g, (sign) => `&#${sign.codePointAt(0)};`);
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" role="img" aria-label="${title}"><title>${title}</title><image width="512" height="512" href="data:image/png;base64,${png}"/></svg>`;
  }
}
