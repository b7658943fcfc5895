import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { NotFound, Storage } from '@academy/platform';
import { Pictures } from '@academy/courses';
import { BadgePictures } from '../badges/badge.pictures.service';
import { bakePng, bakeSvg } from '../signing/bake';
import { AwardsToSign, type BadgePicture } from './awards.to.sign';
import { OpenBadges } from './open.badges.service';

/** The picture of a badge with the credential of an award in it. */
@Injectable()
export class BakedBadges {
  constructor(
    private readonly awards: AwardsToSign,
    private readonly openBadges: OpenBadges,
    private readonly badgePictures: BadgePictures,
    private readonly pictures: Pictures,
    private readonly storage: Storage,
  ) {}

  async png(awardId: string): Promise<Buffer> {
    const { picture, toSign } = await this.awards.load(awardId);
    return bakePng(picture.imageKey ? await this.storage.get(picture.imageKey) : await this.drawn(picture), await this.openBadges.sign(toSign, 'EdDSA'));
  }

  async svg(awardId: string): Promise<string> {
    const { picture, toSign } = await this.awards.load(awardId);
    return bakeSvg(await this.badgePictures.svg(picture), await this.openBadges.sign(toSign, 'EdDSA'));
  }

  /** Drawn once: whoever asks again, anywhere, finds what lies there. */
  private async drawn({ picture }: BadgePicture): Promise<Buffer> {
    const hash = createHash('sha256').update(picture).digest('hex');
    const key = `badges/${hash.slice(0, 2)}/${hash}.drawn.png`;
    try {
      return await this.storage.get(key);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
    const { bytes } = await this.pictures.encode(Buffer.from(picture), 'image/svg+xml');
    await this.storage.put(key, bytes);
    return bytes;
  }
}
