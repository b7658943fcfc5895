import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { until } from './until';

export type Heard = Readonly<{ id: string | null; event: string | null; data: string | null }>;

/** Listens to server-sent events as they come over the line. */
export class EventStream {
  private text = '';
  private isClosed = false;

  private constructor(
    private readonly sent: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => (this.text += chunk));
    response.on('error', () => undefined);
    response.on('close', () => (this.isClosed = true));
  }

  static open(base: string, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      const sent = request(base + path, { method, headers: { accept: 'text/event-stream', ...headers }, agent: false }, (response) => resolve(new EventStream(sent, response)));
      sent.on('error', reject);
      sent.end();
    });
  }

  /** Does something, and waits until a stream at this path was told: a stream that begins later is not told of it. */
  static async hearing<T>(base: string, path: string, headers: Record<string, string>, act: () => Promise<T>): Promise<T> {
    const ear = await EventStream.open(base, path, headers);
    await until(() => ear.heard.length > 0, 'the stream to begin');
    const done = await act();
    await ear.hears('news');
    ear.close();
    return done;
  }

  get status(): number {
    return this.response.statusCode ?? 0;
  }

  /** All that came so far, as it came. */
  get raw(): string {
    return this.text;
  }

  get hasEnded(): boolean {
    return this.isClosed;
  }

  /** Events and ids, without signs of life. */
  get heard(): Heard[] {
    const blocks = this.text.split('\n\n').slice(0, -1).filter((block) => !block.startsWith(':') && !block.startsWith('retry:'));
    return blocks.map((block) => {
      const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
      return { id: fields.get('id') ?? null, event: fields.get('event') ?? null, data: fields.get('data') ?? null };
    });
  }

  /** The events of one name. */
  of(event: string): Heard[] {
    return this.heard.filter((each) => each.event === event);
  }

  hears(event: string, count = 1): Promise<Heard[]> {
    return until(() => this.of(event).length >= count && this.of(event), `${count} × ${event}, not only ${JSON.stringify(this.heard)}`);
  }

  ends(): Promise<boolean> {
    return until(() => this.hasEnded, 'the stream to end');
  }

  close(): void {
    this.sent.destroy();
  }
}
