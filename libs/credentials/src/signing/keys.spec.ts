import { importJWK } from 'jose';
import { buildJwks, KeyDoesNotOpen, makeKey, openKey } from './keys';
import { ALGORITHMS } from './signing.rules';

const secret = 'a secret of the Academy, long enough';

describe.each(ALGORITHMS)('a key for %s', (algorithm) => {
  const made = makeKey(algorithm, secret);

  it('opens under the secret it was stored under, as the private half of its public key', async () => {
    const sealed = await made;
    const { kid, privateKey } = await openKey(sealed, secret);
    expect(kid).toBe(sealed.kid);
    const data = Buffer.from('signed');
    const method = algorithm === 'EdDSA' ? 'Ed25519' : 'RSASSA-PKCS1-v1_5';
    const signature = await crypto.subtle.sign(method, privateKey, data);
    const publicKey = (await importJWK(sealed.publicJwk, algorithm)) as Parameters<typeof crypto.subtle.verify>[1];
    expect(await crypto.subtle.verify(method, publicKey, signature, data)).toBe(true);
  });

  it('opens under no other secret, for no other key, and not when one of its bytes was changed', async () => {
    const sealed = await made;
    await expect(openKey(sealed, `${secret}.`)).rejects.toThrow(KeyDoesNotOpen);
    await expect(openKey({ ...sealed, kid: 'another' }, secret)).rejects.toThrow(KeyDoesNotOpen);
    for (const index of [0, 1, 17, 29, 45, sealed.privateKey.length - 1]) {
      const changed = Buffer.from(sealed.privateKey);
      changed[index] = (changed[index] ?? 0) ^ 1;
      await expect(openKey({ ...sealed, privateKey: changed }, secret)).rejects.toThrow(KeyDoesNotOpen);
    }
    await expect(openKey({ ...sealed, privateKey: Buffer.alloc(0) }, secret)).rejects.toThrow(KeyDoesNotOpen);
  });

  it('keeps its private half to itself: encrypted where it is stored, not to be exported where it is open', async () => {
    const sealed = await made;
    const { privateKey } = await openKey(sealed, secret);
    expect(privateKey).toMatchObject({ type: 'private', extractable: false });
    expect(Object.keys(sealed.publicJwk).sort()).toEqual(algorithm === 'EdDSA' ? ['crv', 'kty', 'x'] : ['e', 'kty', 'n']);
    for (const word of ['kty', '"d"', 'PRIVATE']) expect(sealed.privateKey.toString('latin1')).not.toContain(word);
  });

  it('is published under an address, with its algorithm and nothing private, whatever lies in the row', async () => {
    const sealed = await made;
    const { keys } = buildJwks([{ ...sealed, publicJwk: { ...sealed.publicJwk, d: 'private', oth: [] } }], 'https://academy.example');
    expect(keys).toEqual([{ ...sealed.publicJwk, kid: `https://academy.example/keys/${sealed.kid}`, alg: algorithm, use: 'sig' }]);
    expect(sealed.kid).toMatch(/^[\w-]{43}$/);
  });
});

it('two keys are never the same, nor two sealings', async () => {
  const [one, two] = [await makeKey('EdDSA', secret), await makeKey('EdDSA', secret)];
  expect(one.kid).not.toBe(two.kid);
  expect(one.privateKey.subarray(1, 29).equals(two.privateKey.subarray(1, 29))).toBe(false);
});
