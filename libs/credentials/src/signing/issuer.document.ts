import { toBase58 } from './base58';
import { keyAddress, publishedKey, type SealedKey } from './keys';

type PublicKey = Pick<SealedKey, 'kid' | 'algorithm' | 'publicJwk'>;

/** Of an Ed25519 public key in a Multikey. */
const ED25519 = [0xed, 0x01];

/**
 * In whose name a proof is embedded. Wallets find the keys of a DID by themselves, so it is that of the site, which the
 * method allows for https alone; else the site's address. JWTs always name the address, as Open Badges 3.0 has it.
 */
export const prover = (publicUrl: string): string => (publicUrl.startsWith('https:') ? didOf(publicUrl) : publicUrl);

/** A key's name in an embedded proof: where the document of its owner says it is found. */
export const methodOf = (publicUrl: string, kid: string): string => (publicUrl.startsWith('https:') ? `${didOf(publicUrl)}#${kid}` : keyAddress(publicUrl, kid));

/** Who we are and which keys speak for us: the document at `/.well-known/did.json`. Keys that no longer sign stay in it. */
export function buildIssuerDocument(keys: readonly PublicKey[], publicUrl: string): object {
  const methods = keys.flatMap((key) => methodsOf(key, publicUrl));
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1', 'https://w3id.org/security/jwk/v1'],
    id: prover(publicUrl),
    alsoKnownAs: publicUrl.startsWith('https:') ? [publicUrl] : [],
    verificationMethod: methods,
    assertionMethod: methods.map(({ id }) => id),
  };
}

/** What lies at a key's own address: a JWK, as `kid` asks for, and for Ed25519 a Multikey too, as proofs do. */
export function keyDocument(key: PublicKey, publicUrl: string): object {
  const jwk = publishedKey(key, publicUrl);
  return key.algorithm === 'EdDSA' ? { '@context': 'https://w3id.org/security/multikey/v1', ...multikey(key, publicUrl), ...jwk } : jwk;
}

/** An Ed25519 key is told as both kinds, so that suites of either find it. */
function methodsOf(key: PublicKey, publicUrl: string): { id: string }[] {
  const { kid, ...publicKeyJwk } = publishedKey(key, publicUrl);
  const asJwk = { type: 'JsonWebKey', controller: prover(publicUrl), publicKeyJwk: { ...publicKeyJwk, kid } };
  const id = methodOf(publicUrl, key.kid);
  return key.algorithm === 'EdDSA' ? [multikey(key, publicUrl), { id: `${prover(publicUrl)}#jwk-${key.kid}`, ...asJwk }] : [{ id, ...asJwk }];
}

function multikey({ kid, publicJwk }: PublicKey, publicUrl: string): { id: string; type: string; controller: string; publicKeyMultibase: string } {
  const bytes = Buffer.from([...ED25519, ...Buffer.from(publicJwk.x ?? '', 'base64url')]);
  return { id: methodOf(publicUrl, kid), type: 'Multikey', controller: prover(publicUrl), publicKeyMultibase: `z${toBase58(bytes)}` };
}

/** `did:web`: the host, a port with its colon escaped, then the path with colons for slashes. */
function didOf(publicUrl: string): string {
  const { host, pathname } = new URL(publicUrl);
  return ['did:web', host.replace(':', '%3A'), ...pathname.split('/').filter(Boolean)].join(':');
}
