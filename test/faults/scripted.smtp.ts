import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** What the server does instead of saying 250 once: after the recipient, or after the text is whole. */
export type Step = Readonly<{ after: 'recipient' | 'text'; does: number | 'reset' | 'silence' }>;
export type Received = Readonly<{ to: string; kind: string; messageId: string }>;

/** A mail server that keeps to a script for each address. Without one it takes everything. */
export class ScriptedSmtp {
  /** Every text that was kept: also where the sender was never told so. */
  readonly received: Received[] = [];
  private readonly scripts = new Map<string, Step[]>();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.converse(socket));

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /**
   * The next attempts for this address go like this, one step each, whatever mail they bring; then everything is taken again.
   * Refuses a second script before the first was played: a mail of the first would play it.
   */
  script(address: string, ...steps: Step[]): void {
    if (!this.isPlayed(address)) throw new Error(`The script for ${address} was not played yet: ${JSON.stringify(this.scripts.get(address))}`);
    this.scripts.set(address, [...steps]);
  }

  /** Whether every step of the script was played. */
  isPlayed = (address: string): boolean => (this.scripts.get(address) ?? []).length === 0;

  to = (address: string, kind: string): Received[] => this.received.filter((mail) => mail.to === address && mail.kind === kind);

  private converse(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined);
    let buffer = '';
    let recipient = '';
    let isText = false;
    socket.on('data', (chunk: Buffer) => {
      buffer += chunk.toString('latin1');
      for (let end = buffer.indexOf(isText ? '\r\n.\r\n' : '\r\n'); end >= 0; end = buffer.indexOf(isText ? '\r\n.\r\n' : '\r\n')) {
        if (!socket.writable) return;
        const part = buffer.slice(0, end);
        buffer = buffer.slice(end + (isText ? 5 : 2));
        if (isText) {
          isText = false;
          this.take(socket, recipient, part);
          continue;
        }
        const command = part.slice(0, 4).toUpperCase();
        if (command === 'RCPT') recipient = /<([^>]*)>/.exec(part)![1]!;
        isText = command === 'DATA';
        this.answer(socket, command, recipient);
      }
    });
    socket.write('220 scripted\r\n');
  }

  private answer(socket: Socket, command: string, recipient: string): void {
    if (command === 'RCPT' && this.play(socket, recipient, 'recipient') !== null) return;
    if (command === 'QUIT') return void socket.end('221 bye\r\n');
    socket.write(command === 'DATA' ? '354 go on\r\n' : '250 ok\r\n');
  }

  private take(socket: Socket, to: string, text: string): void {
    const refusal = this.play(socket, to, 'text');
    if (typeof refusal === 'number') return;
    const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';
    this.received.push({ to, kind: header('X-Academy-Kind'), messageId: header('Message-ID') });
    if (refusal === null) socket.write('250 taken\r\n');
  }

  private play(socket: Socket, address: string, after: Step['after']): Step['does'] | null {
    const [step, ...rest] = this.scripts.get(address) ?? [];
    if (step?.after !== after) return null;
    this.scripts.set(address, rest);
    if (step.does === 'reset') socket.resetAndDestroy();
    if (typeof step.does === 'number') socket.write(`${step.does} as the script says\r\n`);
    if (step.does === 421) socket.end();
    return step.does;
  }
}
