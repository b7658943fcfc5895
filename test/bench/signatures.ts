import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { existsSync, readFileSync } from 'node:fs';
import { SignJWT } from 'jose';
import { badge, newKey, now } from '../../libs/credentials/src/signing/badge.example';
import { canonizer } from '../../libs/credentials/src/signing/canonizer';
import type { SigningKey } from '../../libs/credentials/src/signing/keys';
import { signCredential } from '../../libs/credentials/src/signing/credential.jwt';
import { embedProof } from '../../libs/credentials/src/signing/embedded.proof';

const JWTS = 3_000;
const PROOFS = 600;
/** Of what the bare library manages, at least so much. */
const LEAST = { jwt: 0.5, proof: 0.5 };

type Jsonld = { canonize(document: object, options: object): Promise<string> };

/** Signatures for each second of processor time, beside what the library alone manages with the same document. */
export async function measureSignatures(): Promise<boolean> {
  const { key } = await newKey('EdDSA');
  const bareJwt = await perSecond(JWTS, () => new SignJWT({ ...badge }).setProtectedHeader({ alg: 'EdDSA', typ: 'vc+jwt' }).sign(key.privateKey));
  const jwt = await perSecond(JWTS, () => signCredential(badge, key, 'EdDSA'));
  const bareProof = await perSecond(PROOFS, bareProofOf(key.privateKey));
  const proof = await perSecond(PROOFS, () => embedProof(badge, key, 'did:web:academy.example#1', now), () => canonizer.close());
  const line = (name: string, ours: number, bare: number): string => `${name} ${ours.toFixed(0)} per CPU-second, ${(ours / bare).toFixed(2)} of the bare library's ${bare.toFixed(0)}`;
  process.stdout.write(`\nSignatures: ${line('JWT (EdDSA)', jwt, bareJwt)}\n            ${line('embedded proof', proof, bareProof)}, its process included\n`);
  return jwt / bareJwt >= LEAST.jwt && proof / bareProof >= LEAST.proof;
}

/** What there is no way around: two canonical forms and one signature. */
function bareProofOf(privateKey: SigningKey['privateKey']): () => Promise<unknown> {
  const jsonld = createRequire(__filename)('jsonld') as Jsonld;
  const context = (file: string): object => JSON.parse(readFileSync(`libs/credentials/src/signing/contexts/${file}.json`, 'utf8')) as object;
  const contexts = new Map(badge['@context'].map((url, index) => [url, context(['credentials-2', 'open-badges-3.0.3', 'open-badges-extensions'][index]!)]));
  const documentLoader = async (documentUrl: string) => ({ documentUrl, document: contexts.get(documentUrl) });
  const options = { '@context': badge['@context'], type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created: '2026-11-25T12:00:00Z', verificationMethod: 'did:web:academy.example#1', proofPurpose: 'assertionMethod' };
  return async () => {
    const forms = [await jsonld.canonize(options, { documentLoader, safe: true }), await jsonld.canonize(badge, { documentLoader, safe: true })];
    return crypto.subtle.sign('Ed25519', privateKey, Buffer.from(forms.join('')));
  };
}

/** How often it is done for each second of processor time, this process's and its children's: those are told once they have ended. */
async function perSecond(times: number, work: () => Promise<unknown>, end?: () => void): Promise<number> {
  for (let number = 0; number < times / 10; number++) await work();
  const [before, children] = [process.cpuUsage(), secondsOfChildren()];
  for (let number = 0; number < times; number++) await work();
  const { user, system } = process.cpuUsage(before);
  end?.();
  for (let tries = 0; end && secondsOfChildren() === children && tries < 100; tries++) await sleep(50);
  return times / ((user + system) / 1e6 + secondsOfChildren() - children);
}

/** Fields 16 and 17 of proc(5), in hundredths of a second; 0 elsewhere than on Linux. */
function secondsOfChildren(): number {
  if (!existsSync('/proc/self/stat')) return 0;
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}
