'use strict';
// The process behind CertificatePress: Typst sources in, PDFs out. Plain JavaScript, because it is started as a file
// from its place among the sources, also when all else runs from dist, and it loads nothing of ours. See typst.compiler.ts for the compiler.
const { join } = require('node:path');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const folder = process.argv[2];
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [join(folder, 'fonts')] }] });
let made = 0;

// `pictures`: path below the folder and bytes, for this one document. `form`: "svg", or a standard of PDF.
function print({ source, pictures, form }) {
  for (const { path, bytes } of pictures) compiler.mapShadow(join(folder, path), Buffer.from(bytes));
  try {
    return form === 'svg' ? Buffer.from(compiler.plainSvg({ mainFileContent: source })) : compiler.pdf({ mainFileContent: source }, { pdfStandard: form });
  } finally {
    for (const { path } of pictures) compiler.unmapShadow(join(folder, path));
  }
}

process.on('message', ({ number, ...job }) => {
  let reply;
  try {
    reply = { number, pdf: print(job) };
  } catch (error) {
    reply = { number, error: String(error?.message ?? error) };
  }
  process.send(reply);
  made += 1;
  if (made % 10 === 0) compiler.evictCache(1);
});

// The channel closes when the parent has no more work, and when it is killed.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent decides when this ends.
process.on('SIGINT', () => {});
