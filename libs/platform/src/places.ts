import { Busy } from './errors';

type Waiting = { enter: () => void; timer: NodeJS.Timeout };

/** So many may be inside at once; the others wait in their order. */
export class Places {
  private readonly waiting: Waiting[] = [];

  /** `patience`: milliseconds that somebody waits at most. */
  constructor(
    private free: number,
    private readonly patience: number,
  ) {}

  /** Throws `Busy` for who waited too long. */
  async within<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { enter: resolve, timer: setTimeout(() => this.giveUp(waiting, reject), this.patience).unref() };
      this.waiting.push(waiting);
    });
  }

  /** Whoever waits longest has the place; otherwise it is free. */
  private leave(): void {
    const next = this.waiting.shift();
    if (!next) {
      this.free += 1;
      return;
    }
    clearTimeout(next.timer);
    next.enter();
  }

  private giveUp(waiting: Waiting, reject: (error: Error) => void): void {
    this.waiting.splice(this.waiting.indexOf(waiting), 1);
    reject(new Busy(5));
  }
}
