import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const DOCUMENTS_BETWEEN_EVICTIONS = 10;

/**
 * Typst source to an accessible PDF, in this process. A blocking call of some 12 ms. The sources may import from
 * `folder` and read nothing outside it. The compiler never gives back about half a megabyte for each document: a
 * process that prints many uses CertificatePress.
 */
export class TypstCompiler {
  private compiler: NodeCompiler | null = null;
  private made = 0;

  constructor(private readonly folder: string) {}

  /** PDF/UA-1: tagged, fonts embedded; refused by the compiler where a title or an alternative text is missing. */
  accessiblePdf(source: string, pictures: { path: string; bytes: Buffer }[] = []): Buffer {
    this.compiler ??= NodeCompiler.create({ workspace: this.folder, fontArgs: [{ fontPaths: [join(this.folder, 'fonts')] }] });
    for (const { path, bytes } of pictures) this.compiler.mapShadow(join(this.folder, path), bytes);
    const pdf = this.compiler.pdf({ mainFileContent: source }, { pdfStandard: 'ua-1' });
    this.made += 1;
    if (this.made % DOCUMENTS_BETWEEN_EVICTIONS === 0) this.compiler.evictCache(1);
    return pdf;
  }
}
