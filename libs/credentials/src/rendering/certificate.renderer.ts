import type { PrintPicture } from './certificate.press';
import { certificateFolder, certificateSource } from './certificate.source';
import type { CertificateTexts, CertificateView } from './certificate.view';
import { TypstCompiler } from './typst.compiler';

let compiler: TypstCompiler | null = null;

/**
 * The PDF of a certificate: A4, PDF/UA-1, one page unless there is a great deal to print. The same view gives the
 * same bytes. Blocks for some 15 ms: for previews, tests and benches; the worker prints with CertificatePress.
 */
export function renderCertificate(view: CertificateView, t: CertificateTexts, pictures: PrintPicture[] = []): Buffer {
  compiler ??= new TypstCompiler(certificateFolder());
  return compiler.accessiblePdf(certificateSource(view, t), pictures);
}
