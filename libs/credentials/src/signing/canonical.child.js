'use strict';
// The process behind Canonizer: JSON-LD in, SHA-256 of its canonical form (RDFC-1.0) out. Plain JavaScript, because it is
// started as a file from its place among the sources, also when all else runs from dist, and it loads nothing of ours.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const jsonld = require('jsonld');

const context = (file) => JSON.parse(readFileSync(join(__dirname, 'contexts', file), 'utf8'));
const CONTEXTS = new Map([
  ['https://www.w3.org/ns/credentials/v2', context('credentials-2.json')],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', context('open-badges-3.0.3.json')],
  ['https://purl.imsglobal.org/spec/ob/v3p0/extensions.json', context('open-badges-extensions.json')],
]);
const LONGEST = 2_000;

/** Knows the contexts beside this file; the network is not asked. */
async function documentLoader(url) {
  const document = CONTEXTS.get(url);
  if (!document) throw new Error(`There is no context ${url} here.`);
  return { contextUrl: undefined, documentUrl: url, document };
}

/** Safe: a term that no context explains is an error, not left out. */
async function digestOf(document) {
  const quads = await jsonld.canonize(document, {
    base: null,
    safe: true,
    rdfDirection: 'i18n-datatype',
    documentLoader,
    canonizeOptions: { algorithm: 'RDFC-1.0', format: 'application/n-quads', maxWorkFactor: 1, signal: AbortSignal.timeout(LONGEST) },
  });
  return createHash('sha256').update(quads).digest('base64');
}

process.on('message', async ({ number, text }) => {
  let reply;
  try {
    const digests = [];
    for (const document of JSON.parse(text)) digests.push(await digestOf(document));
    reply = { number, digests };
  } catch (error) {
    reply = { number, problem: error?.name === 'jsonld.ValidationError' ? 'unknown-term' : 'malformed' };
  }
  if (process.connected) process.send(reply);
});

process.send({ isReady: true });

// The channel closes when the parent has no more work, and when it is killed.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent decides when this ends.
process.on('SIGINT', () => {});
