import { Injectable } from '@nestjs/common';
import { RateLimits } from '@academy/platform';

/** How quickly somebody may write: counted at the doors, for pages and the API alike. */
@Injectable()
export class Pace {
  constructor(private readonly limits: RateLimits) {}

  /** Counts one post, or change of a post. Throws TooMany past the limit. */
  async step(userId: string): Promise<void> {
    await this.limits.count('post', userId);
  }
}
