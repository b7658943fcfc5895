'use strict';
// The process behind CertificatePress: Typst sources in, PDFs out. Plain JavaScript, because it is started as a file
// from its place among the sources, also when all else runs from dist, and it loads nothing of ours. See typst.compiler.ts for the compiler.
const { join } = require('node:path');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const folder = process.argv[2];
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [join(folder, 'fonts')] }] });
let made = 0;

process.on('message', ({ number, source }) => {
  let reply;
  try {
    reply = { number, pdf: compiler.pdf({ mainFileContent: source }, { pdfStandard: 'ua-1' }) };
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
