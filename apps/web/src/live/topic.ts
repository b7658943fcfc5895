import { eventBlock, type Stream } from './stream';

/** News within this time of other news waits for its end: a burst is told once. */
export const PAUSE_MILLISECONDS = 400;

/** A thread or a space, and all who look at it. */
export class Topic {
  readonly streams = new Set<Stream>();
  private mark = 0;
  private pause: NodeJS.Timeout | null = null;
  private hasMore = false;

  constructor(private readonly id: string) {}

  /** Something is new. `mark`: how far it goes, for `Last-Event-ID`; null where it is about what was there before. */
  hear(mark: number | null): void {
    this.mark = Math.max(this.mark, mark ?? 0);
    if (this.pause !== null) this.hasMore = true;
    else this.tell('news');
  }

  /** Something may have been missed. */
  catchUp(): void {
    this.tell('catch-up');
  }

  close(): void {
    if (this.pause !== null) clearTimeout(this.pause);
  }

  private tell(event: 'news' | 'catch-up'): void {
    this.hasMore = false;
    const block = eventBlock(this.mark || null, event, this.id);
    for (const stream of this.streams) stream.send(block);
    this.pause ??= setTimeout(() => this.afterPause(), PAUSE_MILLISECONDS).unref();
  }

  private afterPause(): void {
    this.pause = null;
    if (this.hasMore) this.tell('news');
  }
}
