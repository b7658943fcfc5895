import { Busy } from '@academy/platform';
import { badge, issuer, listUrl, newKey, now } from './badge.example';
import { canonizer } from './canonizer';
import { embedProof } from './embedded.proof';
import { buildJwks, type Jwks } from './keys';
import { buildStatusList, emptyBits, setBit, type StatusList } from './status-list';
import { RecentProofs } from './recent.proofs';
import { variantsOf } from './variants.example';
import { openStatusList, verifyCredential } from './verification';

const noneRevoked: StatusList = { url: listUrl, bits: emptyBits() };
let ours: Awaited<ReturnType<typeof newKey>>;
let jwks: Jwks;
let genuine: Record<string, unknown>;
const methodOf = ({ sealed }: typeof ours) => `${issuer}/keys/${sealed.kid}`;
const embedded = (credential = badge, key = ours, method = methodOf(key)) => embedProof(credential, key.key, method, now);
const verified = async (document: unknown, list: StatusList | null = noneRevoked, at = now, keys = jwks): Promise<string> => {
  const result = await verifyCredential(typeof document === 'string' ? document : JSON.stringify(document), keys, list, at);
  return result.status === 'invalid' ? result.reason : result.status;
};

beforeAll(async () => {
  ours = await newKey('EdDSA');
  jwks = buildJwks([ours.sealed], issuer);
  genuine = await embedded();
});
afterAll(() => canonizer.close());

describe('a badge with a proof in it', () => {
  it('is valid, in whatever order it is written, and says what was signed', async () => {
    expect(await verifyCredential(JSON.stringify(genuine, null, 2), jwks, noneRevoked, now)).toMatchObject({ status: 'valid', credential: badge });
    expect(await verified(Object.fromEntries(Object.entries(genuine).reverse()))).toBe('valid');
    expect(genuine['proof']).toMatchObject({ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', verificationMethod: methodOf(ours), proofPurpose: 'assertionMethod', created: '2026-11-25T12:00:00Z' });
  });

  it('is worth nothing when anything that it says is changed, left out or added', async () => {
    const outcomes = new Map<string, string>();
    for (const [path, changed] of variantsOf(genuine)) outcomes.set(path, await verified(changed));
    expect([...outcomes].filter(([, outcome]) => ['valid', 'expired', 'revoked'].includes(outcome))).toEqual([]);
    expect(outcomes.size).toBeGreaterThan(60);
  });

  it('ends, is revoked, begins, and needs its list', async () => {
    expect(await verified(genuine, noneRevoked, new Date('2029-11-22T10:00:00Z'))).toBe('expired');
    expect(await verified(genuine, noneRevoked, new Date('2026-11-22T09:59:59Z'))).toBe('not-yet-valid');
    const bits = emptyBits();
    setBit(bits, 42);
    expect(await verified(genuine, { url: listUrl, bits })).toBe('revoked');
    expect(await verified(genuine, null)).toBe('status-unknown');
  });

  it('is not ours under a foreign key, under the name of ours, or in the name of another issuer', async () => {
    const foreign = await newKey('EdDSA');
    expect(await verified(await embedded(badge, foreign))).toBe('unknown-key');
    expect(await verified(await embedded(badge, foreign, methodOf(ours)))).toBe('signature');
    expect(await verified(await embedded({ ...badge, issuer: { ...badge.issuer, id: 'https://other.example' } }))).toBe('signature');
    const rsa = await newKey('RS256');
    expect(await verified({ ...genuine, proof: { ...(genuine['proof'] as object), verificationMethod: methodOf(rsa) } }, noneRevoked, now, buildJwks([rsa.sealed], issuer))).toBe('algorithm');
  });

  it('says nothing that its vocabulary does not know, brings no vocabulary along, and is of a bounded size', async () => {
    expect(await verified({ ...genuine, grade: 'A' })).toBe('unknown-term');
    await expect(embedded({ ...badge, grade: 'A' } as typeof badge)).rejects.toThrow('unknown-term');
    expect(await verified({ ...genuine, '@context': [...badge['@context'], { grade: 'https://example.org/grade' }] })).toBe('malformed');
    expect(await verified({ ...genuine, '@context': [...badge['@context'], 'https://example.org/context'] })).toBe('unknown-term');
    expect(await verified({ ...genuine, issuer: { ...badge.issuer, '@context': 'https://example.org/context' } })).toBe('malformed');
    expect(await verified({ ...genuine, evidence: Array.from({ length: 2_000 }, () => ({ type: ['Evidence'] })) })).toBe('malformed');
    expect(await verified(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`)).toBe('malformed');
    for (const text of ['{', '{}', '{"proof":{}}', `{"a":"${'a'.repeat(1_000_001)}"}`]) expect(await verified(text)).toBe('malformed');
  });

  it('keeps no processor busy and takes nothing down with it: who waits behind it is answered', async () => {
    const poison = { ...genuine, evidence: Array.from({ length: 150 }, () => ({ type: ['Evidence'], genre: 'x' })) };
    const answered: number[] = [];
    const outcomes = [poison, genuine, poison, genuine].map((each) => verified(each).finally(() => answered.push(performance.now())));
    expect(await Promise.all(outcomes)).toEqual([expect.not.stringMatching('valid'), 'valid', expect.not.stringMatching('valid'), 'valid']);
    // From the first answer on: what a busy machine takes to begin is not the poison's doing.
    expect(answered.at(-1)! - answered[0]!).toBeLessThan(30_000);
  });

  it('survives that the process which weighs it is killed: what it was at is lost, what waits is not', async () => {
    await verified(genuine);
    const pid = canonizer.pid!;
    const outcomes = Promise.all([genuine, genuine, genuine].map((each) => verified(each)));
    process.kill(pid, 'SIGKILL');
    // Which of them it was at is not said: each is hashed first, and they may come in any order.
    const valid = (await outcomes).filter((outcome) => outcome === 'valid');
    expect(valid.length).toBeGreaterThanOrEqual(2);
    expect(await verified(genuine)).toBe('valid');
  });

  it('is asked for by a thousand at once, and the next is told to come again', async () => {
    const many = await Promise.allSettled(Array.from({ length: 1_010 }, () => canonizer.digests([])));
    expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(1_001);
    expect(many.find((each) => each.status === 'rejected')?.reason).toBeInstanceOf(Busy);
  });
});

it('proofs of what says the same are made once, of as many as are kept', async () => {
  const proofs = new RecentProofs(2);
  const of = (name: string) => proofs.of(Object.assign({}, badge, { name }), ours.key, methodOf(ours), now);
  const first = of('one');
  expect(of('one')).toBe(first);
  expect(await first).toMatchObject({ name: 'one', proof: { type: 'DataIntegrityProof' } });
  expect(await of('two')).toMatchObject({ name: 'two' });
  expect(of('one')).toBe(first);
  await of('three');
  await of('two');
  expect(of('one')).not.toBe(first);
  await expect(proofs.of({ ...badge, grade: 'A' } as typeof badge, ours.key, methodOf(ours), now)).rejects.toThrow('unknown-term');
});

it('a status list with a proof in it says who is revoked', async () => {
  const list = buildStatusList({ url: listUrl, bits: emptyBits() }, issuer, new Date('2026-11-25T00:00:00Z'));
  const signed = await embedProof(list, ours.key, methodOf(ours), now);
  expect(await openStatusList(JSON.stringify(signed), jwks, now)).toEqual({ url: listUrl, bits: Buffer.from(emptyBits()) });
  expect(await openStatusList(JSON.stringify({ ...signed, id: `${listUrl}0` }), jwks, now)).toEqual({ reason: 'signature' });
  expect(await verified(signed)).toBe('not-an-open-badge');
});
