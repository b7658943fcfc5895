import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Awards, Certificates } from '@academy/credentials';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json, Reply } from '../support/client';
import { longestHold } from '../support/longest.hold';
import { until } from '../support/until';
import { Visitor } from '../support/visitor';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';
import { hostileFiles, pngWith, svgWith } from './verifying.files';

describe('verifying', () => {
  let academy: RunningAcademy;
  let coordinator: Person;
  let courseId: string;
  let editionId: string;
  let trap: Server;
  let asked: string[];
  let trapUrl: string;
  const earned: { person: Person; award: Json; certificate: Json; jwt: string; pdf: Buffer }[] = [];

  beforeAll(async () => {
    asked = [];
    trap = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('{}');
    }).listen(0, '127.0.0.1');
    academy = await startAcademy();
    trapUrl = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/trap`;
    coordinator = await academy.coordinator();
    ({ courseId } = await publishCourse(await academy.designer()));
    editionId = await openEdition(coordinator, courseId, academy.clock.now());
    for (const certificateName of ['Ελένη Παπαδάκη', 'Revoked Person', 'Old Name', 'Expired Person']) {
      const person = await academy.person({ certificateName });
      const enrolmentId = must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id;
      await completeCourse(person.api, enrolmentId);
      const items = await until(async () => {
        const all = (await person.api.get('/me/credentials')).body.items as Json[];
        return all.length === 2 && all.every(({ kind, pdfUrl }) => kind === 'award' || pdfUrl) ? all : null;
      }, 'a badge and a certificate');
      const of = (kind: string) => items.find((each) => each.kind === kind)!;
      const at = (url: string) => person.api.get(`~${new URL(url).pathname}`);
      earned.push({ person, award: of('award'), certificate: of('certificate'), jwt: must(await at(of('award').url), 200).body, pdf: must(await at(of('certificate').pdfUrl), 200).body });
    }
    const [, revoked, , expired] = earned;
    await academy.web.get(Awards).revoke(revoked!.award.id, 'A secret reason', coordinator.id);
    await academy.web.get(Certificates).revoke(revoked!.certificate.id, 'A secret reason', coordinator.id);
    await academy.database.query(`UPDATE award SET expires_at = academy_now() - interval '1 day' WHERE id = $1`, [expired!.award.id]);
  });
  afterAll(async () => {
    await academy.stop();
    trap.close();
  });

  const byCode = async (code: string): Promise<Json> => must(await academy.api.get(`/verify/${code}`), 200).body;
  const send = (bytes: Buffer, name = 'a'): Promise<Reply> => academy.api.upload('/verify', 'file', bytes, name);
  const byFile = async (bytes: Buffer | string): Promise<Json> => must(await send(Buffer.from(bytes as string)), 200).body;
  const pageOf = async (bytes: Buffer | string, name = 'a.pdf') => {
    const form = new FormData();
    form.set('file', new Blob([Buffer.from(bytes as string)]), name);
    const response = await fetch(`${academy.config.publicUrl}/verify`, { method: 'POST', body: form, headers: { 'sec-fetch-site': 'same-origin' } });
    return { status: response.status, html: await response.text() };
  };

  it('by code says what holds, and shows a name only where its holder agreed', async () => {
    const [eleni, revoked, , expired] = earned;
    expect(await byCode(eleni!.certificate.code)).toEqual({ status: 'valid', kind: 'certificate', title: 'Counting the swifts', course: 'Counting the swifts', issuedOn: expect.any(String) });
    must(await eleni!.person.api.put(`/certificates/${eleni!.certificate.id}/sharing`, { showName: true }), 200);
    expect((await byCode(eleni!.certificate.code.toLowerCase().replaceAll('-', ' '))).holder).toBe('Ελένη Παπαδάκη');
    for (const { code } of [revoked!.award, revoked!.certificate]) {
      const told = await byCode(code);
      expect(told).toMatchObject({ status: 'revoked', revokedOn: expect.any(String) });
      expect(JSON.stringify(told)).not.toContain('secret');
    }
    expect(await byCode(expired!.award.code)).toMatchObject({ status: 'expired', expiresOn: expect.any(String) });
    for (const nothing of ['AAAA-AAAA-AAAA-AAAA', 'x', '%00', '%2e%2e%2fx']) expect(await byCode(encodeURIComponent(nothing))).toEqual({ status: 'unknown', kind: null, title: null, course: null, issuedOn: null });
  });

  it('leads from what was replaced to the newest one, as far as its holder lets', async () => {
    const { person, certificate } = earned[2]!;
    must(await person.api.patch('/me', { certificateName: 'New Name' }), 200);
    const second = must(await coordinator.api.post(`/certificates/${certificate.id}/reissue`), 201).body.id;
    const third = must(await coordinator.api.post(`/certificates/${second}/reissue`), 201).body.id;
    const { code } = (await academy.database.one<{ code: string }>('SELECT code FROM certificate WHERE id = $1', [third]))!;

    const hidden = await byCode(certificate.code);
    expect(hidden).toMatchObject({ status: 'superseded', replacedBy: { status: 'valid', issuedOn: expect.any(String) } });
    expect(JSON.stringify(hidden)).not.toContain(code);
    expect((await person.api.get(`/verify/${certificate.code}`)).body.replacedBy.code).toBe(code);
    expect((await coordinator.api.get(`/verify/${certificate.code}`)).body.replacedBy).not.toHaveProperty('code');
    must(await person.api.put(`/certificates/${third}/sharing`, { showName: true }), 200);
    expect((await byCode(certificate.code)).replacedBy.code).toBe(code);
    expect((await byCode(certificate.code)).holder).toBeUndefined();
  });

  it('by file knows our own PDF to the last byte, and says when its code stands in another file', async () => {
    const [eleni, revoked, replaced] = earned;
    expect(await byFile(eleni!.pdf)).toMatchObject({ status: 'valid', why: 'same-file', file: 'pdf', credential: { code: eleni!.certificate.code, holder: 'Ελένη Παπαδάκη' }, claim: null });
    expect(await byFile(revoked!.pdf)).toMatchObject({ status: 'revoked', why: 'same-file' });
    expect(await byFile(replaced!.pdf)).toMatchObject({ status: 'superseded', why: 'same-file', credential: { replacedBy: { status: 'valid' } } });
    for (const altered of [Buffer.concat([eleni!.pdf, Buffer.from('\n')]), Buffer.from(eleni!.pdf.toString('latin1').replace('/Author', '/Other!'), 'latin1')]) {
      expect(await byFile(altered)).toMatchObject({ status: 'altered', why: 'other-file', credential: { status: 'valid', code: eleni!.certificate.code } });
    }
    const archived = (await academy.web.get(Certificates).pdf(eleni!.certificate.id, 'a-2a'))!;
    expect(archived.equals(eleni!.pdf)).toBe(false);
    expect(await byFile(archived)).toMatchObject({ status: 'valid', why: 'same-file', credential: { code: eleni!.certificate.code } });
    expect(await byFile(Buffer.concat([archived, Buffer.from(' ')]))).toMatchObject({ status: 'altered' });
    expect(await byFile('%PDF-1.4 (https://elsewhere.example/verify/AAAA-AAAA-AAAA-AAAA)')).toMatchObject({ status: 'unknown', why: 'unknown-code', credential: null });
    expect(await byFile('%PDF-1.4 (hello)')).toMatchObject({ status: 'unknown', why: 'nothing-inside' });
  });

  it('by file knows badges that we signed, in whatever they lie, and those that only say so', async () => {
    const [eleni, revoked, , expired] = earned;
    for (const file of [Buffer.from(eleni!.jwt), Buffer.from(`\ufeff"${eleni!.jwt}"\n`), pngWith(eleni!.jwt), svgWith(eleni!.jwt)]) {
      expect(await byFile(file)).toMatchObject({ status: 'valid', why: 'signature', credential: { kind: 'award', code: eleni!.award.code } });
    }
    expect(await byFile(pngWith(revoked!.jwt))).toMatchObject({ status: 'revoked', why: 'signature' });
    expect(await byFile(svgWith(expired!.jwt))).toMatchObject({ status: 'expired', why: 'signature' });

    const embedded = JSON.stringify(must(await academy.api.get(`/awards/${eleni!.award.id}?format=json`), 200).body);
    expect(await byFile(embedded)).toMatchObject({ status: 'valid', why: 'signature', file: 'json', credential: { code: eleni!.award.code } });
    expect(await byFile(embedded.replace('Counting the swifts', 'Counting the geese'))).toMatchObject({ status: 'altered', why: 'broken-signature' });
    for (const format of ['png', 'svg']) {
      const baked = must(await academy.api.get(`/awards/${eleni!.award.id}.${format}`), 200).body as Buffer;
      expect(await byFile(baked)).toMatchObject({ status: 'valid', why: 'signature', file: format });
    }
    const older = JSON.stringify(must(await academy.api.get(`/awards/${eleni!.award.id}?format=ob2`), 200).body);
    expect(await byFile(older)).toMatchObject({ status: 'valid', why: 'same-record' });
    expect(await byFile(older.replace('sha256$', 'sha256$0'))).toMatchObject({ status: 'altered', credential: { status: 'valid' } });

    const [head, payload, signature] = eleni!.jwt.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Json;
    const changed = Buffer.from(JSON.stringify({ ...claims, name: 'Something better' })).toString('base64url');
    expect(await byFile(`${head}.${changed}.${signature}`)).toMatchObject({ status: 'altered', why: 'broken-signature', credential: { code: eleni!.award.code } });
    const { privateKey } = await generateKeyPair('EdDSA');
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as Json;
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid, typ: 'vc+jwt' }).sign(privateKey);
    expect(await byFile(svgWith(forged))).toMatchObject({ status: 'altered', why: 'broken-signature' });
    expect(await byFile(JSON.stringify(claims))).toMatchObject({ status: 'altered', why: 'broken-signature' });
  });

  it('by file reads a badge of somebody else without asking anyone about it', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const badge = { '@context': [trapUrl], id: `${trapUrl}/c`, type: ['VerifiableCredential', 'OpenBadgeCredential'], issuer: { id: trapUrl, name: 'Else <b>where</b>' }, credentialSubject: { achievement: { id: trapUrl, name: 'Juggling', image: { id: trapUrl } } }, credentialStatus: { type: 'BitstringStatusListEntry', statusListCredential: trapUrl } };
    const jwt = await new SignJWT({ ...badge, iss: trapUrl }).setProtectedHeader({ alg: 'EdDSA', typ: 'vc+jwt', kid: trapUrl, jku: trapUrl, jwk }).sign(privateKey);
    const foreign = { status: 'not-ours', why: 'foreign', credential: null, claim: { issuer: 'Else <b>where</b>', issuerId: trapUrl, title: 'Juggling' } };
    for (const file of [jwt, JSON.stringify(badge), pngWith(jwt), svgWith(jwt)]) expect(await byFile(file)).toMatchObject(foreign);
    const page = await pageOf(jwt, 'juggling "badge".jwt');
    expect(page).toMatchObject({ status: 200 });
    expect(page.html).toContain('Not issued by us');
    expect(page.html).toContain('Else &lt;b&gt;where&lt;/b&gt;');
    expect(page.html).not.toContain(`href="${trapUrl}`);
  });

  it('survives files made to harm, stays awake meanwhile, and calls no address that they hold', async () => {
    const files = hostileFiles(trapUrl, earned[0]!.jwt);
    const wrong: unknown[] = [];
    const held = await longestHold(async () => {
      for (const [what, bytes] of files) {
        const { status, body } = await send(bytes);
        if (status !== 200 || !['unknown', 'not-ours', 'altered'].includes(body.status)) wrong.push([what, status, body]);
      }
    });
    expect(wrong).toEqual([]);
    expect(held).toBeLessThan(1_000);
    expect((await send(randomBytes(9 * 1024 * 1024))).status).toBe(413);
    expect((await pageOf(randomBytes(9 * 1024 * 1024))).status).toBe(422);
    expect((await academy.api.post('/verify', {})).status).toBe(415);
    expect(asked).toEqual([]);
  });

  it('keeps nothing of what was sent', async () => {
    const marker = `%PDF-1.4 ${randomBytes(12).toString('hex')}`;
    await byFile(marker);
    const [kept] = await academy.database.query<{ count: number }>('SELECT count(*)::int FROM certificate WHERE sha256 = $1', [createHash('sha256').update(marker).digest()]);
    expect(kept!.count).toBe(0);
  });

  it('works as a page without scripts', async () => {
    const visitor = new Visitor(academy.config.publicUrl);
    const first = await visitor.get('/verify');
    expect(first.html).toContain('enctype="multipart/form-data"');
    const genuine = await pageOf(earned[0]!.pdf);
    expect(genuine.html).toMatch(/Genuine and valid[^]*to the last byte[^]*Ελένη Παπαδάκη/);
    expect((await pageOf(Buffer.concat([earned[0]!.pdf, Buffer.from(' ')]))).html).toMatch(/Not as we issued it[^]*What we issued under this code/);
    expect((await visitor.get(`/verify/${earned[2]!.certificate.code}`)).html).toMatch(/Replaced by a newer one[^]*Go to the newer one/);
    expect((await visitor.get(`/verify/${earned[1]!.award.code}`)).html).toMatch(/Genuine, but revoked[^]*Revoked on/);
    expect((await visitor.get('/verify/AAAA-AAAA-AAAA-AAAA')).html).toContain('Not known here');
  });
});
