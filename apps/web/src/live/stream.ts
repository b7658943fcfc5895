import type { ServerResponse } from 'node:http';

/** Bytes that may wait for a slow browser. With more it is dropped: it comes back, and asks for what it missed. */
const MOST_WAITING = 16 * 1024;
/** What a browser that takes nothing any more is given to close by itself. */
const GRACE_MILLISECONDS = 500;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // What a proxy compresses or buffers, it holds back.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  // Kept alive after its end, the connection would hold up the end of the process.
  connection: 'close',
};

/** One event as it goes over the line. With an id alone, the browser remembers it and is told nothing. */
export const eventBlock = (id: number | null, event?: string, data?: string): string =>
  `${id === null ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\ndata: ${data}\n`}\n`;

/** One open page that is told of news. Nothing is kept for it: what it does not take in time, it asks for when it comes back. */
export class Stream {
  private state: 'waiting' | 'open' | 'over' = 'waiting';
  private waiting: string | null = null;

  constructor(
    readonly topicId: string,
    readonly personId: string,
    private readonly response: ServerResponse,
    private beatsLeft: number,
  ) {
    // A connection that breaks is no fault of ours; `close` follows.
    response.on('error', () => undefined);
  }

  /** Calls back once, when it is over for whatever reason. */
  onEnd(hear: () => void): void {
    if (this.response.destroyed || this.response.socket?.destroyed !== false) hear();
    else this.response.once('close', hear);
  }

  /** Over before it began, it can be answered otherwise. */
  get isOver(): boolean {
    return this.state === 'over';
  }

  /** Opens it: when to come back after a break, then what was heard meanwhile, or else what it has to know first. */
  begin(retryMilliseconds: number, first: string): void {
    this.state = 'open';
    this.response.writeHead(200, HEADERS);
    this.write(`retry: ${retryMilliseconds}\n\n${this.waiting ?? first}`);
  }

  send(block: string): void {
    if (this.state === 'waiting') this.waiting = block;
    if (this.state === 'open') this.write(block);
  }

  /** Keeps proxies from closing what looks idle, and ends what has lived long enough: whoever comes back is asked again who they are. */
  beat(): void {
    this.beatsLeft -= 1;
    if (this.beatsLeft > 0) this.send(':\n\n');
    else this.end('');
  }

  end(last: string): void {
    const wasOpen = this.state === 'open';
    this.state = 'over';
    if (!wasOpen) return;
    this.response.end(last);
    setTimeout(() => this.response.destroy(), GRACE_MILLISECONDS).unref();
  }

  private write(text: string): void {
    this.response.write(text);
    if (this.response.writableLength <= MOST_WAITING) return;
    this.state = 'over';
    this.response.destroy();
  }
}
