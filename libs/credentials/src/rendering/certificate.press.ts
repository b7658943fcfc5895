import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '@academy/platform';
import { certificateFolder, certificateSource } from './certificate.source';
import type { CertificateTexts, CertificateView } from './certificate.view';

type Waiting = { resolve: (pdf: Buffer) => void; reject: (error: Error) => void; timer: NodeJS.Timeout };
type Child = { process: ChildProcess; given: number; waiting: Map<number, Waiting> };
type Reply = { number: number; pdf?: Uint8Array; error?: string };

/** PDF/UA-1, PDF/A-2a, or a drawing of the page: for previews. */
export type PrintForm = 'ua-1' | 'a-2a' | 'svg';
/** Pictures of signatures by their place for Typst. */
export type PrintPicture = { path: string; bytes: Buffer };
type Options = { documents: number; idle: number; patience: number };

const USUAL: Options = { documents: 200, idle: 10_000, patience: 60_000 };

/**
 * Prints certificates in a process of its own, so that a rush neither blocks the event loop nor keeps memory: the
 * compiler leaks about half a megabyte for each document. The process begins with the first certificate, is replaced
 * after `documents` and leaves after `idle` milliseconds without work. It gets no environment, hence no secret.
 */
export class CertificatePress {
  private child: Child | null = null;
  private number = 0;
  private idleTimer: NodeJS.Timeout | null = null;

  private readonly options: Options;

  constructor(options: Partial<Options> = {}) {
    this.options = { ...USUAL, ...options };
  }

  /** How many documents are waited for. */
  get busy(): number {
    return this.child?.waiting.size ?? 0;
  }

  /** The same bytes as renderCertificate(). Rejects when the process dies or does not answer in time. */
  render(view: CertificateView, t: CertificateTexts, pictures: PrintPicture[] = [], form: PrintForm = 'ua-1'): Promise<Buffer> {
    return this.print(certificateSource(view, t), pictures, form);
  }

  /** Prints Typst source in which every text of people is a literal. */
  print(source: string, pictures: PrintPicture[], form: PrintForm): Promise<Buffer> {
    const child = this.childWithRoom();
    const number = (this.number += 1);
    child.given += 1;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => child.process.kill('SIGKILL'), this.options.patience);
      child.waiting.set(number, { resolve, reject, timer });
      child.process.send({ number, source, pictures, form }, (error) => {
        if (error) this.settle(child, { number, error: error.message });
      });
    });
  }

  /** Lets the process go once it has answered what it was asked. */
  close(): void {
    const child = this.child;
    this.child = null;
    if (this.idleTimer) clearTimeout(this.idleTimer);
    if (child?.waiting.size === 0 && child.process.connected) child.process.disconnect();
  }

  private childWithRoom(): Child {
    if (this.idleTimer) clearTimeout(this.idleTimer);
    if (this.child && this.child.given >= this.options.documents) this.close();
    return (this.child ??= this.start());
  }

  private start(): Child {
    const child: Child = {
      process: fork(join(projectRoot(), 'libs/credentials/src/rendering/typst.child.js'), [certificateFolder()], { serialization: 'advanced', env: {}, execArgv: [] }),
      given: 0,
      waiting: new Map(),
    };
    child.process.on('message', (reply: Reply) => this.settle(child, reply));
    child.process.on('error', (error) => this.giveUp(child, error.message));
    child.process.on('exit', (code, signal) => this.giveUp(child, `it ended (${signal ?? code})`));
    return child;
  }

  private settle(child: Child, { number, pdf, error }: Reply): void {
    const waiting = child.waiting.get(number);
    if (!waiting) return;
    child.waiting.delete(number);
    clearTimeout(waiting.timer);
    if (pdf) waiting.resolve(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
    else waiting.reject(new Error(`A certificate could not be printed: ${error}`));
    if (child.waiting.size > 0) return;
    if (child !== this.child) {
      if (child.process.connected) child.process.disconnect();
    } else this.idleTimer = setTimeout(() => this.close(), this.options.idle).unref();
  }

  private giveUp(child: Child, why: string): void {
    if (this.child === child) this.child = null;
    for (const number of child.waiting.keys()) this.settle(child, { number, error: `the printing process failed: ${why}` });
  }
}
