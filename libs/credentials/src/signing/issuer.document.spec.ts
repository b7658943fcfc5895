import { createPublicKey } from 'node:crypto';
import { fromBase58 } from './base58';
import { newKey } from './badge.example';
import { buildIssuerDocument, keyDocument, methodOf, prover } from './issuer.document';

type Document = { id: string; verificationMethod: { id: string; type: string; controller: string; publicKeyMultibase?: string; publicKeyJwk?: object }[]; assertionMethod: string[] };

it.each([
  ['https://academy.example', 'did:web:academy.example'],
  ['https://academy.example:8443', 'did:web:academy.example%3A8443'],
  ['https://schools.example/academy/eu', 'did:web:schools.example:academy:eu'],
  ['http://localhost:3000', 'http://localhost:3000'],
])('%s proves in the name of %s', (site, name) => expect(prover(site)).toBe(name));

describe.each(['https://academy.example', 'http://localhost:3000'])('the document of %s', (site) => {
  it('tells every key under the names that signatures use, as suites of either kind read it', async () => {
    const [ed25519, rsa] = [await newKey('EdDSA'), await newKey('RS256')];
    const document = buildIssuerDocument([ed25519.sealed, rsa.sealed], site) as Document;
    expect(document.id).toBe(prover(site));
    expect(document.verificationMethod.map(({ type }) => type)).toEqual(['Multikey', 'JsonWebKey', 'JsonWebKey']);
    expect(document.verificationMethod.every(({ controller }) => controller === document.id)).toBe(true);
    expect(document.assertionMethod).toEqual(document.verificationMethod.map(({ id }) => id));
    const multikey = document.verificationMethod[0]!;
    expect(multikey.id).toBe(methodOf(site, ed25519.sealed.kid));
    const raw = createPublicKey({ key: ed25519.sealed.publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'der' }).subarray(-32);
    expect(fromBase58(multikey.publicKeyMultibase!.slice(1))).toEqual(Buffer.concat([Buffer.from('ed01', 'hex'), raw]));
    expect(keyDocument(ed25519.sealed, site)).toMatchObject({ id: multikey.id, type: 'Multikey', controller: document.id, kid: `${site}/keys/${ed25519.sealed.kid}`, kty: 'OKP' });
    expect(JSON.stringify(document)).not.toContain('"d"');
  });
});
