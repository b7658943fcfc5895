import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { WRONG_CERTIFICATE } from './wrong.certificate';

/** Where a script steps in: after the sender, the recipient, the word that the text may come, or the whole text. */
export type Place = 'sender' | 'recipient' | 'data' | 'text';
/** What the server does instead of saying 250 once. `taken, then reset`: it keeps the text, says so, and breaks off. */
export type Step = Readonly<{ after: Place; does: number | string | 'reset' | 'silence' | 'taken, then reset' }>;
export type Received = Readonly<{ to: string; kind: string; messageId: string; smtputf8: boolean }>;
/** What the server does to whoever comes: as usual, or before it heard of any mail. */
export type Mood = 'well' | 'closed' | 'greets with 421' | 'greets with 554' | 'never greets' | 'ends at EHLO' | 'silent at EHLO' | 'breaks off in TLS' | 'shows a wrong certificate' | 'drips';
const SPEAKS_TLS: readonly Mood[] = ['breaks off in TLS', 'shows a wrong certificate'];

/** A mail server that keeps to a script for each address. Without one it takes everything. */
export class ScriptedSmtp {
  /** Every text that was kept: also where the sender was never told so. */
  readonly received: Received[] = [];
  mood: Mood = 'well';
  /** Conversations that were begun. */
  begun = 0;
  /** Conversations that ended without a word of farewell. */
  brokenOff = 0;
  /** Conversations that whoever called left without a farewell. */
  leftOpen = 0;
  /** Milliseconds that it takes to say that a text was taken. */
  pace = 0;
  /** Milliseconds between two letters, where it drips. */
  drip = 20;
  /** What EHLO says that it can beside the usual. */
  offers: string[] = [];
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

  /** Ends all conversations, as a server that is started anew. */
  hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private converse(socket: Socket): void {
    this.begun += 1;
    this.sockets.add(socket);
    // Whoever says QUIT is answered, and the conversation is over before the socket closes.
    socket.on('close', () => {
      this.sockets.delete(socket);
      if (!socket.writableEnded) this.leftOpen += 1;
    });
    socket.on('error', () => undefined);
    if (this.mood === 'closed') return void socket.resetAndDestroy();
    if (this.mood === 'never greets') return;
    if (this.mood.startsWith('greets')) return void socket.end(`${this.mood.slice(-3)} as the script says\r\n`);
    const said = { buffer: '', sender: '', recipient: '', isText: false };
    socket.on('data', (chunk: Buffer) => {
      said.buffer += chunk.toString('utf8');
      for (let end = endOf(said); end >= 0; end = endOf(said)) {
        if (!socket.writable) return;
        const part = said.buffer.slice(0, end);
        said.buffer = said.buffer.slice(end + (said.isText ? 5 : 2));
        if (said.isText) {
          said.isText = false;
          this.take(socket, said, part);
        } else this.answer(socket, part, said);
      }
    });
    this.say(socket, '220 scripted\r\n');
  }

  /** Where it drips, letter by letter. */
  private say(socket: Socket, words: string): void {
    if (this.mood !== 'drips') return void socket.write(words);
    const letters = [...words];
    const timer = setInterval(() => (letters.length > 0 && socket.writable ? socket.write(letters.shift()!) : clearInterval(timer)), this.drip);
  }

  private beginTls(socket: Socket): void {
    socket.write('220 go on\r\n', () => {
      if (this.mood === 'breaks off in TLS') return void socket.resetAndDestroy();
      socket.removeAllListeners('data');
      new TLSSocket(socket, { isServer: true, ...WRONG_CERTIFICATE }).on('error', () => undefined);
    });
  }

  private answer(socket: Socket, line: string, said: { sender: string; recipient: string; isText: boolean }): void {
    const command = line.slice(0, 4).toUpperCase();
    if (command === 'EHLO' && this.mood === 'ends at EHLO') return void socket.resetAndDestroy();
    if (command === 'EHLO' && this.mood === 'silent at EHLO') return;
    if (command === 'EHLO') {
      const offered = ['scripted', ...this.offers, ...(SPEAKS_TLS.includes(this.mood) ? ['STARTTLS'] : [])];
      return this.say(socket, offered.map((word, index, all) => `250${index === all.length - 1 ? ' ' : '-'}${word}\r\n`).join(''));
    }
    if (command === 'STAR') return this.beginTls(socket);
    if (command === 'QUIT') return void socket.end('221 bye\r\n');
    if (command === 'MAIL') said.sender = line;
    if (command === 'RCPT') {
      said.recipient = /<([^>]*)>/.exec(line)![1]!;
      // Who it is for is heard only now: a script for the sender's place answers here what it would have said there.
      if (this.play(socket, said.recipient, 'sender') !== null || this.play(socket, said.recipient, 'recipient') !== null) return;
    }
    if (command === 'DATA') {
      if (this.play(socket, said.recipient, 'data') !== null) return;
      said.isText = true;
    }
    this.say(socket, command === 'DATA' ? '354 go on\r\n' : '250 ok\r\n');
  }

  private take(socket: Socket, { sender, recipient: to }: { sender: string; recipient: string }, text: string): void {
    const refusal = this.play(socket, to, 'text');
    if (typeof refusal === 'number') return;
    const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';
    this.received.push({ to, kind: header('X-Academy-Kind'), messageId: header('Message-ID'), smtputf8: sender.includes('SMTPUTF8') });
    if (refusal === null) setTimeout(() => this.say(socket, '250 taken\r\n'), this.pace);
  }

  private play(socket: Socket, address: string, after: Place): Step['does'] | null {
    const [step, ...rest] = this.scripts.get(address) ?? [];
    if (step?.after !== after) return null;
    this.scripts.set(address, rest);
    const { does } = step;
    if (does === 'reset') socket.resetAndDestroy();
    else if (does === 'taken, then reset') socket.write('250 taken\r\n', () => socket.resetAndDestroy());
    else if (typeof does === 'number') socket.write(`${does} as the script says\r\n`);
    else if (does !== 'silence') socket.write(`${does}\r\n`);
    if (does === 421) socket.end();
    return does;
  }
}

const endOf = ({ buffer, isText }: { buffer: string; isText: boolean }): number => buffer.indexOf(isText ? '\r\n.\r\n' : '\r\n');
