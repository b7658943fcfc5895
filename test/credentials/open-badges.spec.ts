import { createHash } from 'node:crypto';
import { BadgePictures, openStatusList, unbake, verifyCredential } from '@academy/credentials';
import { Transformer } from '@napi-rs/image';
import { SignJWT } from 'jose';
import { decoded, newKey } from '../../libs/credentials/src/signing/badge.example';
import { embedProof } from '../../libs/credentials/src/signing/embedded.proof';
import { variantsOf } from '../../libs/credentials/src/signing/variants.example';
import type { Json } from '../support/client';
import { must } from '../support/world';
import { evidence, type Forms, HOUR, MadeCredentials, SITE, skills } from './made.credentials';
import { type Case, type Known, problems, verifiedElsewhere, wronglyTaken } from './offline';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('credentials made by the running system, read where it cannot be reached', () => {
  let made: MadeCredentials;
  let genuine: Forms;
  let known: Known;
  beforeAll(async () => {
    made = await MadeCredentials.make();
    known = await made.whatIsKnown();
    genuine = await made.allForms(made.awards[0]!.path);
  });
  afterAll(() => made.academy.stop());

  it('verify in every form, with libraries that know nothing of us', async () => {
    const outcomes = await verifiedElsewhere(known, made.casesOf(genuine));
    expect(problems(outcomes)).toEqual([]);
    const [jwt, , embedded, png] = outcomes.map(({ credential }) => credential);
    const { iss, jti, nbf, exp, sub, issuer, ...said } = jwt;
    const { proof, issuer: prover, ...alsoSaid } = embedded;
    expect(alsoSaid).toEqual(said);
    expect(png).toEqual(jwt);
    expect([iss, issuer.id, prover.id, prover.url, proof.verificationMethod.split('#')[0]]).toEqual([SITE, SITE, 'did:web:academy.example', SITE, 'did:web:academy.example']);
    expect([jti, sub, nbf, exp]).toEqual([said.id, said.credentialSubject.id, Date.parse(said.validFrom) / 1000, Date.parse(said.validUntil) / 1000]);
    expect(proof).toMatchObject({ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', proofPurpose: 'assertionMethod' });
    expect(said.credentialSubject.achievement).toMatchObject({ achievementType: 'Badge', name: 'Мерење & „броење“', criteria: { narrative: 'All **modules**' }, image: { id: `${SITE}/badges/${made.badgeId}.svg` } });
    expect(said.credentialSubject.achievement.alignment).toMatchObject([{ targetCode: '2.1', targetFramework: 'DigCompEdu 2017', targetDescription: 'B1', targetType: 'ceasn:Competency' }, { targetUrl: skills[1]!.uri, targetFramework: 'ESCO 1.2.0' }]);
    expect(said.evidence).toEqual([{ id: evidence[0]!.url, type: ['Evidence'], name: evidence[0]!.title, narrative: evidence[0]!.text }]);
    expect(JSON.stringify(outcomes)).not.toMatch(/Łukasik|people\.test/);
  });

  it('verify with our own eyes too, and say only what the holder agreed to', async () => {
    const list = await openStatusList(known.jwtLists[0]!.jwt, known.jwks, made.now);
    if ('reason' in list) throw new Error(list.reason);
    expect(await openStatusList(JSON.stringify(known.lists[0]), known.jwks, made.now)).toEqual(list);
    const baked = [unbake(Buffer.from(genuine.png, 'base64')), unbake(Buffer.from(genuine.svg))];
    for (const text of [genuine.jwt, JSON.stringify(genuine.embedded), ...baked]) expect((await verifyCredential(text as string, known.jwks, list, made.now)).status).toBe('valid');

    const second = await made.taken(made.awards[1]!.path, 'application/json');
    expect(second).not.toHaveProperty('evidence');
    expect(second).not.toHaveProperty('validUntil');
    must(await made.people[1]!.api.put(`/awards/${made.awards[1]!.id}/sharing`, { showName: true }), 200);
    expect((await made.taken(made.awards[1]!.path, 'application/json')).credentialSubject.identifier).toContainEqual({ type: 'IdentityObject', hashed: false, identityHash: 'Ada Łukasik 1', identityType: 'name' });
  });

  it('are worth nothing once anything in them was changed, left out or added', async () => {
    const at = made.now;
    const variants = [...variantsOf(genuine.embedded)].map(([name, credential]): [string, Case] => [`embedded ${name}`, { kind: 'embedded', credential, at }]);
    for (const compact of [genuine.jwt, genuine.rs256]) {
      const [header = '', , signature = ''] = compact.split('.');
      const { alg } = decoded(compact, 0);
      for (const [name, claims] of variantsOf(decoded(compact, 1))) variants.push([`${alg} ${name}`, { kind: 'jwt', credential: `${header}.${part(claims)}.${signature}`, at }]);
      for (const [name, changed] of variantsOf(decoded(compact, 0))) variants.push([`${alg} header ${name}`, { kind: 'jwt', credential: `${part(changed)}.${compact.split('.')[1]}.${signature}`, at }]);
      for (let index = 0; index < signature.length - 2; index += 7) variants.push([`${alg} signature ${index}`, { kind: 'jwt', credential: `${compact.slice(0, -signature.length)}${flipped(signature, index)}`, at }]);
    }
    const png = Buffer.from(genuine.png, 'base64');
    png[png.indexOf('openbadgecredential') + 300]! ^= 1;
    variants.push(['png', { kind: 'png', credential: png.toString('base64'), at }], ['svg', { kind: 'svg', credential: genuine.svg.replace(/verify="(.{200})./, 'verify="$1_'), at }]);
    // What a JWS holds besides is not part of what it says (RFC 7515, 7.2.1).
    for (const [name, sealed] of variantsOf(genuine.sealed)) if (!name.endsWith('with more')) variants.push([`sealed ${name}`, { kind: 'sealed', credential: sealed, at }]);
    expect(variants.length).toBeGreaterThan(300);
    expect(await wronglyTaken(variants, known)).toEqual([]);
  });

  it('are not ours without a signature, by a foreign key, under a swapped name, or in words that nobody explains', async () => {
    const at = made.now;
    const [foreign, other] = [await newKey('EdDSA'), await newKey('RS256')];
    const { proof, ...credential } = genuine.embedded as Json;
    const claims = decoded(genuine.jwt, 1);
    const kidOf = (alg: string): string => known.jwks.keys.find((key: Json) => key.alg === alg).kid;
    const signed = (alg: string, kid: string, key = foreign) => new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'vc+jwt' }).sign(key.key.privateKey);
    const [header, payload, signature] = genuine.jwt.split('.');
    const jwt = (text: string): Case => ({ kind: 'jwt', credential: text, at });
    const variants: [string, Case][] = [
      ['alg none', jwt(`${part({ alg: 'none', typ: 'vc+jwt' })}.${payload}.`)],
      ['no signature', jwt(`${header}.${payload}.`)],
      ['a foreign key', jwt(await signed('EdDSA', 'https://elsewhere.example/keys/1'))],
      ['a foreign key under our name', jwt(await signed('EdDSA', kidOf('EdDSA')))],
      ['a foreign RSA key under our name', jwt(await signed('RS256', kidOf('RS256'), other))],
      ['the name of our other key', jwt(`${part({ alg: 'EdDSA', kid: kidOf('RS256'), typ: 'vc+jwt' })}.${payload}.${signature}`)],
      ['a proof by a foreign key', { kind: 'embedded', credential: await embedProof(credential, foreign.key, proof.verificationMethod, at), at }],
      ['a proof by a foreign key under its own name', { kind: 'embedded', credential: await embedProof(credential, foreign.key, `did:web:academy.example#${foreign.sealed.kid}`, at), at }],
      ['an unheard-of term', { kind: 'embedded', credential: { ...(genuine.embedded as Json), grade: 'A' }, at }],
      ['an unheard-of term in a proof', { kind: 'embedded', credential: { ...credential, proof: { ...proof, grade: 'A' } }, at }],
      ['a context from elsewhere', { kind: 'embedded', credential: { ...credential, proof, '@context': [...credential['@context'], 'https://elsewhere.example/context'] }, at }],
      ['words explained within', { kind: 'embedded', credential: { ...credential, proof, '@context': [...credential['@context'], { grade: 'https://elsewhere.example/grade' }], grade: 'A' }, at }],
    ];
    expect(await wronglyTaken(variants, known)).toEqual([]);
    expect(problems(await verifiedElsewhere({ ...known, issuer: {}, jwks: { keys: [] } }, made.casesOf(genuine)))).toHaveLength(6);
  });

  it('begin, and end: expired and revoked ones fail everywhere', async () => {
    const late = made.casesOf(genuine, new Date(made.now.getTime() + 301 * 24 * HOUR)).slice(0, 5);
    const early = made.casesOf(genuine, new Date(made.now.getTime() - HOUR)).slice(0, 5);
    expect(problems(await verifiedElsewhere(known, [...late, ...early]))).toHaveLength(10);

    const before = await made.allForms(made.awards[1]!.path);
    must(await made.coordinator.api.post(`/awards/${made.awards[1]!.id}/revoke`, { reason: 'Given by mistake.' }), 204);
    const forms = await made.allForms(made.awards[1]!.path);
    known = await made.whatIsKnown();
    const outcomes = await verifiedElsewhere(known, [...made.casesOf(before).slice(0, 5), ...made.casesOf(forms).slice(0, 5)]);
    expect(problems(outcomes).map((error) => /revoked/.test(error ?? ''))).toEqual(Array.from({ length: 10 }, () => true));
    expect(problems(await verifiedElsewhere(known, made.casesOf(genuine)))).toEqual([]);
    const stale = { ...known, lists: [{ ...known.lists[0], issuer: 'did:web:elsewhere.example' }], jwtLists: [] };
    expect(problems(await verifiedElsewhere(stale, made.casesOf(genuine).slice(0, 5)))).toHaveLength(5);
  });

  it('as Open Badges 2.0 stand at the addresses that point to each other, and are gone once revoked', async () => {
    const reply = must(await made.get(`${made.awards[0]!.path}?format=ob2`), 200);
    const assertion = reply.body;
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    const at = (url: string) => made.taken(url.slice(SITE.length));
    expect(assertion).toMatchObject({ '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: `${SITE}${made.awards[0]!.path}?format=ob2`, verification: { type: 'HostedBadge' }, recipient: { type: 'email', hashed: true } });
    expect(await at(assertion.id)).toEqual(assertion);
    expect(assertion.recipient.identity).toBe(`sha256$${createHash('sha256').update(made.people[0]!.email + assertion.recipient.salt).digest('hex')}`);
    expect([Date.parse(assertion.issuedOn) > 0, Date.parse(assertion.expires) > Date.parse(assertion.issuedOn), assertion.evidence.length]).toEqual([true, true, 1]);
    expect((await at(assertion.image.id)).subarray(1, 4).toString()).toBe('PNG');
    const badge = await at(assertion.badge);
    expect(badge).toMatchObject({ type: 'BadgeClass', id: assertion.badge, name: 'Мерење & „броење“', criteria: { narrative: 'All **modules**' }, image: `${SITE}/badges/${made.badgeId}.svg` });
    expect(badge.alignment).toHaveLength(2);
    expect(await at(badge.image)).toContain('<svg');
    expect(await at(badge.issuer)).toMatchObject({ type: 'Issuer', id: badge.issuer, name: 'Academy', url: SITE, email: expect.stringContaining('@') });
    const gone = await made.get(`${made.awards[1]!.path}?format=ob2`);
    expect([gone.status, gone.body]).toEqual([410, { '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: `${SITE}${made.awards[1]!.path}?format=ob2`, revoked: true }]);
    for (const path of [`/api/v1/open-badges-2/badges/${made.awards[0]!.id}`, `/api/v1/awards/${made.badgeId}?format=ob2`, `/api/v1/awards/${made.badgeId}.png`, `/api/v1/awards/${made.badgeId}?format=elm`]) expect((await made.get(path)).status).toBe(404);
    for (const path of [`${made.awards[0]!.path}?format=xml`, '/api/v1/awards/1.png', `${made.awards[0]!.path}.gif`]) expect([404, 422]).toContain((await made.get(path)).status);
  });

  it('have the shape of the European Learning Model, under a seal of our own', async () => {
    const [outcome] = await verifiedElsewhere(known, [{ kind: 'sealed', credential: genuine.sealed, at: made.now }]);
    const { credentialSubject, ...credential } = outcome!.credential;
    expect(credential).toMatchObject({ type: ['VerifiableCredential', 'EuropeanDigitalCredential'], issuer: { id: SITE, type: 'Organisation', legalName: { en: ['Academy'] } }, validFrom: expect.any(String), validUntil: expect.any(String), displayParameter: { type: 'DisplayParameter', primaryLanguage: { id: expect.stringMatching(/language\/ENG$/) } } });
    expect(credentialSubject).toMatchObject({ type: 'Person', hasClaim: [{ type: 'LearningAchievement', title: { en: ['Мерење & „броење“'] }, awardedBy: { type: 'AwardingProcess' }, influencedBy: [{ workload: 'PT4H' }] }] });
    expect(credentialSubject.hasClaim[0].specifiedBy[0].learningOutcome).toMatchObject([{ title: { en: [skills[0]!.name] } }, { relatedESCOSkill: [{ id: skills[1]!.uri }] }]);
    expect(credentialSubject).not.toHaveProperty('fullName');
    expect(JSON.stringify(genuine.sealed)).toContain('"signatures"');
  });

  it('are offered where they are listed: as pictures, and to LinkedIn', async () => {
    const [line] = must(await made.people[0]!.api.get('/me/credentials'), 200).body.items;
    expect([line.url, line.pngUrl, line.svgUrl]).toEqual(['', '.png', '.svg'].map((ending) => `${SITE}${made.awards[0]!.path}${ending}`));
    const link = new URL(line.linkedInUrl);
    expect(link.origin + link.pathname).toBe('https://www.linkedin.com/profile/add');
    expect(Object.fromEntries(link.searchParams)).toMatchObject({ startTask: 'CERTIFICATION_NAME', name: 'Мерење & „броење“', organizationName: 'Academy', certUrl: line.verifyUrl, certId: line.code, issueYear: line.issuedOn.slice(0, 4) });
  });

  it('are baked into a picture that was uploaded, too', async () => {
    const uploaded = await Transformer.fromSvg('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#0a0" d="M0 0h9v9H0z"/></svg>').png();
    const imageKey = await made.academy.web.get(BadgePictures).keep(uploaded);
    await made.academy.database.query('UPDATE badge SET image_key = $2 WHERE id = $1', [made.badgeId, imageKey]);
    const { png, svg } = await made.allForms(made.awards[2]!.path);
    expect((await new Transformer(Buffer.from(png, 'base64')).rawPixels()).subarray(0, 4)).toEqual(Buffer.from([0, 0xaa, 0, 255]));
    expect(svg).toContain('href="data:image/png;base64,');
    expect(problems(await verifiedElsewhere(known, [{ kind: 'png', credential: png, at: made.now }, { kind: 'svg', credential: svg, at: made.now }]))).toEqual([]);
  });

  it('verify after the keys have changed, old and new', async () => {
    expect((await made.coordinator.api.post('/signing-keys')).status).toBe(403);
    const administrator = await made.academy.administrator();
    const asked = must(await administrator.api.post('/signing-keys'), 201).body.items;
    expect(must(await administrator.api.post('/signing-keys'), 201).body.items).toEqual(asked);
    expect(asked.map(({ algorithm }: Json) => algorithm).sort()).toEqual(['EdDSA', 'RS256']);
    const kids = asked.map(({ kid }: Json) => kid);
    expect(must(await administrator.api.get('/audit?action=signing-keys.renewed'), 200).body.items).toMatchObject([{ actor: administrator.id, detail: { kids: expect.arrayContaining(kids) } }]);

    const published = await made.whatIsKnown();
    expect(published.jwks.keys).toHaveLength(4);
    expect(published.issuer.verificationMethod.filter(({ type }: Json) => type === 'Multikey')).toHaveLength(2);
    expect((await made.taken(made.awards[0]!.path, 'application/json')).proof.verificationMethod).toBe((genuine.embedded as Json).proof.verificationMethod);
    expect(await made.taken(`/keys/${kids[0]}`)).toMatchObject({ kid: `${SITE}/keys/${kids[0]}` });

    await made.academy.clock.moveTo(new Date(made.now.getTime() + 25 * HOUR));
    const renewed = await made.allForms(made.awards[0]!.path);
    const signers = [decoded(renewed.jwt, 0)['kid'], decoded(renewed.rs256, 0)['kid'], (renewed.embedded as Json).proof.verificationMethod].map((name) => String(name).split(/[#/]/).at(-1));
    expect(new Set(signers)).toEqual(new Set(kids));
    const now = await made.whatIsKnown();
    expect(problems(await verifiedElsewhere(now, [...made.casesOf(genuine), ...made.casesOf(renewed)]))).toEqual([]);
    // Who kept what was published a day before needs nothing new.
    expect(problems(await verifiedElsewhere(published, [...made.casesOf(genuine), ...made.casesOf(renewed)]))).toEqual([]);
    expect(problems(await verifiedElsewhere(known, made.casesOf(renewed)))).toHaveLength(6);
  });
});

/** A text of base64url with one letter changed to its neighbour. */
const flipped = (text: string, index: number): string => `${text.slice(0, index)}${text[index] === 'A' ? 'B' : 'A'}${text.slice(index + 1)}`;
