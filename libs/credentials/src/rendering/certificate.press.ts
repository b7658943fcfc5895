import { ProcessLost, WorkingProcess } from '@academy/platform';
import { certificateFolder, certificateSource } from './certificate.source';
import type { CertificateTexts, CertificateView } from './certificate.view';

type Job = { source: string; pictures: PrintPicture[]; form: PrintForm };
type Printed = { pdf?: Uint8Array; error?: string };

/** PDF/UA-1, PDF/A-2a, or a drawing of the page: for previews. */
export type PrintForm = 'ua-1' | 'a-2a' | 'svg';
/** Pictures of signatures by their place for Typst. */
export type PrintPicture = { path: string; bytes: Buffer };
type Options = { documents: number; idle: number; patience: number };

const USUAL: Options = { documents: 200, idle: 10_000, patience: 60_000 };

/** Prints certificates in a process of its own: the compiler leaks about half a megabyte for each document. */
export class CertificatePress {
  private readonly child: WorkingProcess<Job, Printed>;

  constructor(options: Partial<Options> = {}) {
    const { documents, idle, patience } = { ...USUAL, ...options };
    this.child = new WorkingProcess({
      file: 'libs/credentials/src/rendering/typst.child.js', args: [certificateFolder()], serialization: 'advanced', atOnce: Infinity, mostWaiting: Infinity, jobs: documents, idle, patience,
    });
  }

  /** How many documents are waited for. */
  get busy(): number {
    return this.child.busy;
  }

  /** The number of the process that prints, where there is one. */
  get pid(): number | null {
    return this.child.pid;
  }

  /** The same bytes as renderCertificate(). Rejects when the process dies or does not answer in time. */
  render(view: CertificateView, t: CertificateTexts, pictures: PrintPicture[] = [], form: PrintForm = 'ua-1'): Promise<Buffer> {
    return this.print(certificateSource(view, t), pictures, form);
  }

  /** Prints Typst source in which every text of people is a literal. */
  async print(source: string, pictures: PrintPicture[], form: PrintForm): Promise<Buffer> {
    const { pdf, error } = await this.child.ask({ source, pictures, form }).catch((lost: Error): Printed => {
      if (lost instanceof ProcessLost) return { error: `the printing process failed: ${lost.message}` };
      throw lost;
    });
    if (!pdf) throw new Error(`A certificate could not be printed: ${error}`);
    return Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  }

  /** Lets the process go once it has answered what it was asked. */
  close(): void {
    this.child.close();
  }
}
