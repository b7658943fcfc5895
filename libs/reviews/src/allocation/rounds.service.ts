import { Injectable } from '@nestjs/common';

/** What happens to pools as time goes by, whoever looks at them. */
@Injectable()
export class ReviewRounds {
  /** Claims back, people reminded, rescue, conclusions, waivers. Set-based; any number of workers may run it at once. */
  sweep(): Promise<void> {
    throw new Error('Being written.');
  }
}
