import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { Busy, projectRoot } from '@academy/platform';

type Problem = 'unknown-term' | 'malformed';
type Work = { text: string; resolve: (digests: Buffer[]) => void; reject: (error: Error) => void };
type Reply = { isReady?: true; digests?: string[]; problem?: Problem };

/** A document that has no canonical form: with a term that no known context explains, or not JSON-LD at all. */
export class NotCanonical extends Error {
  constructor(readonly problem: Problem) {
    super(`The document has no canonical form: ${problem}.`);
  }
}

/** Milliseconds for a document, and for the process to load what it needs: on a busy machine that takes far longer, and is no document's fault. */
const REPLY_WITHIN = 5_000;
const START_WITHIN = 60_000;
const MOST_WAITING = 1_000;
const IDLE = 10_000;

/**
 * Canonical forms of JSON-LD, made one after the other in a process of its own: a document that is made to keep a
 * processor busy blocks nobody's event loop, and where it brings the process down nothing ends but itself. The process
 * begins with the first document and leaves when there was none for a while. It gets no environment, hence no secret,
 * knows the contexts beside it and fetches none.
 */
export class Canonizer {
  private child: ChildProcess | null = null;
  private isReady = false;
  private current: Work | null = null;
  private readonly waiting: Work[] = [];
  private timer: NodeJS.Timeout | null = null;

  /** SHA-256 of the canonical form (RDFC-1.0) of each. Rejects with NotCanonical, and with Busy where too many wait. */
  digests(documents: object[]): Promise<Buffer[]> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length >= MOST_WAITING) return reject(new Busy(5));
      this.waiting.push({ text: JSON.stringify(documents), resolve, reject });
      this.next();
    });
  }

  close(): void {
    const child = this.child;
    this.child = null;
    if (this.timer) clearTimeout(this.timer);
    if (child?.connected) child.disconnect();
  }

  private next(): void {
    if (this.current) return;
    if (this.timer) clearTimeout(this.timer);
    const work = this.waiting.shift();
    if (!work) {
      if (this.child) keepAwake(this.child, false);
      this.timer = setTimeout(() => this.close(), IDLE).unref();
      return;
    }
    this.current = work;
    const child = (this.child ??= this.start());
    keepAwake(child, true);
    this.watch(child);
    child.send({ text: work.text }, (error) => {
      if (error) this.giveUp(child);
    });
  }

  private start(): ChildProcess {
    const child = fork(join(projectRoot(), 'libs/credentials/src/signing/canonical.child.js'), [], { env: {}, execArgv: ['--max-old-space-size=192'] });
    this.isReady = false;
    child.on('message', (reply: Reply) => (reply.isReady ? this.begin(child) : this.settle(child, reply)));
    child.on('error', () => this.giveUp(child));
    child.on('exit', () => this.giveUp(child));
    return child;
  }

  private begin(child: ChildProcess): void {
    if (child !== this.child) return;
    this.isReady = true;
    if (this.current) this.watch(child);
  }

  /** Ends the process where an answer stays out. */
  private watch(child: ChildProcess): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => child.kill('SIGKILL'), this.isReady ? REPLY_WITHIN : START_WITHIN);
  }

  private settle(child: ChildProcess, { digests, problem }: Reply): void {
    const work = this.current;
    if (child !== this.child || !work) return;
    this.current = null;
    if (digests) work.resolve(digests.map((digest) => Buffer.from(digest, 'base64')));
    else work.reject(new NotCanonical(problem ?? 'malformed'));
    this.next();
  }

  /** The process is gone, and with it what it was at; what waits goes to the next one. */
  private giveUp(child: ChildProcess): void {
    if (child !== this.child) return;
    const work = this.current;
    this.child = null;
    this.current = null;
    work?.reject(new NotCanonical('malformed'));
    this.next();
  }
}

/** An idle child does not keep this process from ending. */
function keepAwake(child: ChildProcess, isAwake: boolean): void {
  if (isAwake) child.ref();
  else child.unref();
  if (isAwake) child.channel?.ref();
  else child.channel?.unref();
}

/** One for each process that signs or verifies. */
export const canonizer = new Canonizer();
