import { gunzipSync } from 'node:zlib';
import { openStatusList, verifyCredential } from '@academy/credentials';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { until } from '../support/until';
import { verifiedElsewhere } from './offline';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';

describe('badges and certificates', () => {
  let academy: RunningAcademy;
  let coordinator: Person;
  let courseId: string;
  let editionId: string;
  const people: { person: Person; enrolmentId: string }[] = [];

  beforeAll(async () => {
    academy = await startAcademy();
    coordinator = await academy.coordinator({ displayName: 'Carla' });
    ({ courseId } = await publishCourse(await academy.designer()));
    editionId = await openEdition(coordinator, courseId, academy.clock.now());
    for (let index = 0; index < 4; index++) {
      const person = await academy.person({ certificateName: `Name ${index}` });
      people.push({ person, enrolmentId: must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id });
    }
  });
  afterAll(() => academy.stop());

  const earned = (person: Person, count: number): Promise<Json[]> =>
    until(async () => {
      const { items } = (await person.api.get('/me/credentials')).body;
      return items.length >= count && items.every((item: Json) => item.kind === 'award' || item.pdfUrl) ? items : null;
    }, `${count} credentials`);
  const batchDone = (batchId: string): Promise<Json> =>
    until(async () => {
      const { body } = await coordinator.api.get(`/batches/${batchId}`);
      return body.done === body.total ? body : null;
    }, 'the batch');
  const at = (url: string) => academy.api.get(`~${new URL(url).pathname}${new URL(url).search}`);

  it('come by themselves: for the course, and for a module where the designer added one', async () => {
    const badges = must(await coordinator.api.get(`/courses/${courseId}/badges`), 200).body.items;
    expect(badges).toMatchObject([{ trigger: 'course', name: 'Counting the swifts' }]);
    must(await coordinator.api.post(`/courses/${courseId}/badges`, { name: 'Counter', criteria: 'Module 1', trigger: 'module:m1' }), 201);
    expect((await coordinator.api.post(`/courses/${courseId}/badges`, { name: 'Again', trigger: 'module:m1' })).body.type).toBe('/problems/badge-exists');
    expect((await coordinator.api.post(`/courses/${courseId}/badges`, { name: 'None', trigger: 'module:m9' })).status).toBe(422);

    const { person, enrolmentId } = people[0]!;
    await completeCourse(person.api, enrolmentId);
    const items = await earned(person, 3);
    expect(items.map(({ kind, title }) => [kind, title]).sort()).toEqual([['award', 'Counter'], ['award', 'Counting the swifts'], ['certificate', 'Counting the swifts']]);
    expect((await academy.api.get(`~/badges/${badges[0].id}.svg`)).body).toContain('<svg');
  });

  it('are awarded by hand to people chosen from a list, once each', async () => {
    const badge = must(await coordinator.api.post(`/courses/${courseId}/badges`, { name: 'Helpful colleague', criteria: 'Helped others', trigger: 'manual' }), 201).body;
    const chosen = people.slice(1, 4).map(({ enrolmentId }) => enrolmentId);
    const first = await batchDone(must(await coordinator.api.post(`/editions/${editionId}/awards`, { badgeId: badge.id, enrolmentIds: [...chosen, chosen[0]] }), 202).body.batchId);
    expect(first).toMatchObject({ total: 3, done: 3, failed: [] });
    await batchDone(must(await coordinator.api.post(`/editions/${editionId}/awards`, { badgeId: badge.id, enrolmentIds: chosen }), 202).body.batchId);
    for (const { person } of people.slice(1, 4)) expect(await earned(person, 1)).toHaveLength(1);

    const other = await openEdition(coordinator, courseId, academy.clock.now());
    expect(await coordinator.api.post(`/editions/${other}/awards`, { badgeId: badge.id, enrolmentIds: chosen })).toMatchObject({ status: 422, body: { type: '/problems/does-not-belong-together' } });
    expect((await people[0]!.person.api.post(`/editions/${editionId}/awards`, { badgeId: badge.id, enrolmentIds: chosen })).status).toBe(403);
  });

  it('verify with a library that knows nothing of us, by the published keys alone', async () => {
    const keys = must(await academy.api.get('~/.well-known/jwks.json'), 200).body as JSONWebKeySet;
    expect(keys.keys.map(({ alg }) => alg).sort()).toEqual(['EdDSA', 'RS256']);
    for (const key of keys.keys) expect(key).not.toHaveProperty('d');
    const { url } = (await earned(people[1]!.person, 1))[0]!;
    for (const alg of ['EdDSA', 'RS256']) {
      const jwt = must(await at(`${url}?alg=${alg}`), 200).body as string;
      const { payload, protectedHeader } = await jwtVerify(jwt, createLocalJWKSet(keys), { issuer: academy.config.publicUrl, typ: 'vc+jwt', currentDate: academy.clock.now() });
      expect(protectedHeader.alg).toBe(alg);
      expect(payload).toMatchObject({ jti: url, type: ['VerifiableCredential', 'OpenBadgeCredential'], credentialSubject: { achievement: { name: 'Helpful colleague' } } });
      expect(JSON.stringify(payload)).not.toContain(people[1]!.person.email);
      expect(JSON.stringify(payload)).not.toContain('Name 1');
    }
    expect((await at(`${url}?alg=none`)).status).toBe(422);
  });

  it('verify by a proof in them, in the name of the address where a site has no https', async () => {
    const { url } = (await earned(people[1]!.person, 1))[0]!;
    const credential = must(await at(`${url}?format=json`), 200).body;
    const jwks = (await academy.api.get('~/.well-known/jwks.json')).body;
    const lists = [must(await at(`${credential.credentialStatus.statusListCredential}?format=json`), 200).body];
    const issuer = (await academy.api.get('~/.well-known/did.json')).body;
    const method = issuer.verificationMethod.find(({ type }: Json) => type === 'Multikey');
    expect([credential.issuer.id, issuer.id, credential.proof.verificationMethod]).toEqual([academy.config.publicUrl, academy.config.publicUrl, method.id]);
    const known = { issuerUrl: academy.config.publicUrl, issuer, jwks, lists, jwtLists: [] };
    expect(await verifiedElsewhere(known, [{ kind: 'embedded', credential, at: academy.clock.now() }])).toMatchObject([{ verified: true }]);
    expect(must(await at(credential.proof.verificationMethod), 200).body).toMatchObject(method);
  });

  it('are revoked with a reason, and then say so everywhere', async () => {
    const { person } = people[1]!;
    const [award] = await earned(person, 1);
    const jwt = (await at(award.url)).body as string;
    const keys = (await academy.api.get('~/.well-known/jwks.json')).body;
    const list = async () => {
      const { credentialStatus } = JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as Json;
      const signed = must(await at(credentialStatus.statusListCredential), 200).body as string;
      const opened = await openStatusList(signed, keys, academy.clock.now());
      if ('reason' in opened) throw new Error(opened.reason);
      const { credentialSubject } = JSON.parse(Buffer.from(signed.split('.')[1]!, 'base64url').toString()) as Json;
      return { opened, bytes: gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url')), index: Number(credentialStatus.statusListIndex) };
    };
    expect((await verifyCredential(jwt, keys, (await list()).opened, academy.clock.now())).status).toBe('valid');

    expect((await person.api.post(`/awards/${award.id}/revoke`, { reason: 'mine' })).status).toBe(403);
    expect((await coordinator.api.post(`/awards/${award.id}/revoke`, {})).status).toBe(422);
    must(await coordinator.api.post(`/awards/${award.id}/revoke`, { reason: 'Given by mistake.' }), 204);
    expect((await coordinator.api.post(`/awards/${award.id}/revoke`, { reason: 'Again.' })).body.type).toBe('/problems/already-revoked');

    const { opened, bytes, index } = await list();
    expect((bytes[index >> 3]! >> (7 - (index & 7))) & 1).toBe(1);
    expect(bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(1);
    expect((await verifyCredential(jwt, keys, opened, academy.clock.now())).status).toBe('revoked');
    expect((await academy.api.get(`/verify/${award.code}`)).body.status).toBe('revoked');
    const log = must(await (await academy.administrator()).api.get('/audit?action=award.revoked'), 200).body.items;
    expect(log).toMatchObject([{ actor: coordinator.id, subject: person.id, detail: { reason: 'Given by mistake.' } }]);
  });

  it('are issued anew after a change of name, and the old ones lead nowhere else', async () => {
    const { person, enrolmentId } = people[0]!;
    const before = (await earned(person, 3)).find(({ kind }) => kind === 'certificate')!;
    must(await person.api.patch('/me', { certificateName: 'Νέο Όνομα' }), 200);
    const { id } = must(await coordinator.api.post(`/certificates/${before.id}/reissue`), 201).body;
    const after = await until(async () => (await earned(person, 3)).find((item) => item.id === id && item.pdfUrl), 'the new certificate');
    expect((await academy.api.get(`/verify/${before.code}`)).body.status).toBe('superseded');
    expect((await academy.api.get(`/verify/${after.code}`)).body.status).toBe('valid');
    expect((await coordinator.api.post(`/certificates/${before.id}/reissue`)).body.type).toBe('/problems/superseded');
    const live = await academy.database.query('SELECT id FROM certificate WHERE enrolment_id = $1 AND revoked_at IS NULL AND superseded_by IS NULL', [enrolmentId]);
    expect(live).toEqual([{ id }]);
    expect((await people[2]!.person.api.get(`~${new URL(after.pdfUrl).pathname}`)).status).toBe(404);
    expect((await coordinator.api.get(`~${new URL(after.pdfUrl).pathname}`)).status).toBe(200);
  });
});
