import { strToU8, unzipSync, zipSync } from 'fflate';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { MP4, telephonePicture, webp } from '../courses/sample.files';
import { DATE, docx, odt, pdf, pptx, readable, SECRET, xlsx } from './attachments.documents';
import { assignment, courseWith, Desk, editionOf } from './support';

describe('A file of a work', () => {
  let academy: RunningAcademy;
  let editionId: string;
  let author: Desk;

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    const staff: Person = await academy.designer();
    const { courseId } = await courseWith(staff, [assignment('plan'), assignment('other'), assignment('bare', { attachments: false })]);
    editionId = await editionOf(staff, courseId, academy.clock.now(), ['plan']);
    author = await desk('plan');
  });
  afterAll(() => academy.stop());

  async function desk(key: string): Promise<Desk> {
    const person = await academy.person();
    return new Desk(person, must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id, key);
  }
  const upload = (bytes: Uint8Array, name: string, at = author) => at.person.api.upload(`${at.path}/submission/attachments`, 'file', bytes, name);
  /** The bytes themselves: the client reads as a text what calls itself XML, as office documents do. */
  const download = async (id: string, at = author): Promise<{ status: number; headers: Headers; bytes: Uint8Array }> => {
    const response = await fetch(`${academy.config.publicUrl}/api/v1${at.path}/submission/attachments/${id}`, { headers: { authorization: `Bearer ${at.person.token}` } });
    return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  };

  it.each<[string, () => Promise<Uint8Array> | Uint8Array, string, string[]]>([
    ['plan.docx', docx, 'document', ['Plan a walk', 'Nice', 'word/embeddings/sheet.xlsx', 'Count again']],
    ['counts.xlsx', xlsx, 'document', ['Count again']],
    ['slides.pptx', pptx, 'document', ['Louder']],
    ['plan.odt', odt, 'document', ['Plan a walk', 'Nice']],
    ['plan.pdf', async () => (await pdf()).save({ useObjectStreams: false }), 'document', ['Nice idea', 'https://example.org/walk']],
    ['photo.JPEG', () => telephonePicture(60, 40), 'picture', []],
    ['picture.webp', () => webp(), 'picture', []],
    ['list.csv', () => strToU8('bird;number\nswift;12\n'), 'document', ['swift;12']],
  ])('%s keeps what it says and loses who made it', async (name, make, kind, kept) => {
    const given = await make();
    const { body } = must(await upload(given, `${SECRET} ${name}`), 201);
    expect(body).toMatchObject({ kind, ownName: expect.stringContaining(SECRET) });
    expect(body.fileName).toMatch(/^attachment\.[a-z]+$/);
    const got = await download(body.id);
    expect(got.status).toBe(200);
    expect(got.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    const inside = await readable(got.bytes);
    for (const secret of ['SECRET', DATE, DATE.replaceAll('-', ''), '00AB12CD', 'Launch']) expect(inside).not.toContain(secret);
    for (const words of kept) expect(inside).toContain(words);
    expect(body.bytes).toBe(got.bytes.length);
  });

  it('leaves no part of an office document pointing at one that was taken out', async () => {
    const { body } = must(await upload(await docx(), 'a.docx'), 201);
    const parts = unzipSync((await download(body.id)).bytes);
    const read = (name: string) => Buffer.from(parts[name]!).toString();
    expect(Object.keys(parts)).not.toContain('docProps/thumbnail.jpeg');
    expect(read('_rels/.rels')).not.toContain('thumbnail');
    expect(read('_rels/.rels')).toContain('officeDocument');
    expect(read('word/_rels/settings.xml.rels')).toContain('Target="about:blank"');
    expect(read('[Content_Types].xml')).toContain('/word/document.xml');
    const open = unzipSync((await download(must(await upload(odt(), 'a.odt'), 201).body.id)).bytes);
    expect(Object.keys(open)[0]).toBe('mimetype');
    expect(Buffer.from(open['META-INF/manifest.xml']!).toString()).not.toContain('Thumbnails');
  });

  it.each<[string, () => Promise<Uint8Array> | Uint8Array, number, string]>([
    ['a film', () => MP4, 415, 'wrong-type'],
    ['a page of the web', () => strToU8('<html><script>alert(1)</script></html>'), 415, 'wrong-type'],
    ['a package of anything', () => zipSync({ 'a.txt': strToU8('a') }), 415, 'wrong-type'],
    ['a rich text, whose traces nobody takes out', () => strToU8('{\\rtf1\\ansi{\\info{\\author Ana}}Hello}'), 415, 'wrong-type'],
    ['an old Word document', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]), 415, 'wrong-type'],
    ['nothing', () => new Uint8Array(0), 415, 'wrong-type'],
    ['a broken PDF', () => strToU8('%PDF-1.7\nnothing that anybody could read'), 422, 'file-not-readable'],
    ['a broken package', async () => (await docx()).subarray(0, 900), 422, 'file-not-readable'],
    ['a document with a film in it', async () => zipSync({ ...unzipSync(await docx()), 'word/media/film.mp4': MP4 }), 422, 'file-not-readable'],
    ['a broken picture', async () => (await telephonePicture(60, 40)).subarray(0, 60), 422, 'picture-not-readable'],
  ])('that is %s is refused', async (_, make, status, type) => {
    const refused = await upload(await make(), 'file.docx');
    expect([refused.status, refused.body.type]).toEqual([status, `/problems/${type}`]);
  });

  it('that is locked is refused', async () => {
    const locked = await pdf();
    locked.encrypt({ userPassword: 'open', ownerPassword: 'own', permissions: {} });
    expect((await upload(await locked.save(), 'locked.pdf')).body.type).toBe('/problems/file-not-readable');
  });

  it('that unpacks to more than it may is refused, and takes little of our memory', async () => {
    const before = process.memoryUsage().rss;
    const bomb = zipSync({ ...unzipSync(await docx()), 'word/media/zeros.bin': new Uint8Array(200_000_000) }, { level: 1 });
    expect(bomb.length).toBeLessThan(3_000_000);
    expect((await upload(bomb, 'bomb.docx')).body.type).toBe('/problems/file-not-readable');
    const many = zipSync({ ...unzipSync(await docx()), ...Object.fromEntries(Array.from({ length: 6_000 }, (_, index) => [`word/${index}.xml`, strToU8('<a/>')])) });
    expect((await upload(many, 'many.docx')).body.type).toBe('/problems/file-not-readable');
    expect(process.memoryUsage().rss - before).toBeLessThan(700_000_000);
  });

  it('that is too large is refused', async () => {
    expect((await upload(Buffer.alloc(21 * 1024 * 1024, 'a'), 'large.txt')).status).toBe(413);
  });

  it('that climbs out of its package stays inside', async () => {
    const climbing = zipSync({ ...unzipSync(await docx()), '../../evil.xml': strToU8('<a/>'), '/etc/evil.xml': strToU8('<a/>') });
    const { body } = must(await upload(climbing, 'a.docx'), 201);
    expect(Object.keys(unzipSync((await download(body.id)).bytes)).filter((name) => name.includes('evil'))).toEqual([]);
  });

  it('has a name that no header can be broken with', async () => {
    const { body } = must(await upload(strToU8('text'), '..\\..\\Ünïcode "quo\r\nted" ‮gnp.txt'), 201);
    const got = await download(body.id);
    expect(got.status).toBe(200);
    expect(got.headers.get('content-disposition')).not.toMatch(/[\r\n‮]/);
    expect(body.ownName).toMatch(/\.txt$/);
  });

  it('belongs to who uploaded it, for the assignment it was uploaded for', async () => {
    const { body } = must(await upload(strToU8('mine'), 'mine.txt'), 201);
    const colleague = await desk('plan');
    expect((await download(body.id, colleague)).status).toBe(404);
    expect((await colleague.person.api.get(`${author.path}/submission/attachments/${body.id}`)).status).toBe(404);
    const foreign = await colleague.person.api.put(`${colleague.path}/submission`, { markdown: 'x', language: 'en', attachments: [body.id] });
    expect([foreign.status, foreign.body.errors[0].pointer]).toEqual([422, '/attachments/0']);
    const elsewhere = new Desk(author.person, author.enrolmentId, 'other');
    expect((await author.person.api.put(`${elsewhere.path}/submission`, { markdown: 'x', language: 'en', attachments: [body.id] })).status).toBe(422);
    expect((await upload(strToU8('x'), 'x.txt', new Desk(author.person, author.enrolmentId, 'bare'))).body.type).toBe('/problems/no-attachments');
    expect((await upload(strToU8('x'), 'x.txt', new Desk(author.person, author.enrolmentId, 'read'))).status).toBe(404);
  });

  it('is named by its place, ten at most, and deleted when no work names it', async () => {
    const owner = await desk('plan');
    const ids = await Promise.all(['a.txt', 'b.txt'].map((name) => owner.attach(strToU8(name), name)));
    await owner.write({ markdown: 'x', attachments: ids });
    expect((await owner.work()).files).toMatchObject([{ id: ids[0], fileName: 'attachment-1.txt', ownName: 'a.txt' }, { id: ids[1], fileName: 'attachment-2.txt', ownName: 'b.txt' }]);
    const path = `${owner.path}/submission/attachments/${ids[0]}`;
    expect((await owner.person.api.delete(path)).body.type).toBe('/problems/file-in-use');
    expect((await owner.write({ markdown: 'x', attachments: [ids[1]] })).attachments).toEqual([ids[1]]);
    must(await owner.person.api.delete(path), 204);
    expect((await owner.person.api.get(path)).status).toBe(404);
    expect((await owner.person.api.delete(path)).status).toBe(404);
    const twice = await owner.person.api.put(`${owner.path}/submission`, { markdown: 'x', language: 'en', attachments: [ids[1], ids[1]] }, { headers: { 'if-match': '"r2"' } });
    expect(twice.status).toBe(422);
    const eleven = Array.from({ length: 11 }, () => ids[1]);
    expect((await owner.person.api.put(`${owner.path}/submission`, { markdown: 'x', language: 'en', attachments: eleven }, { headers: { 'if-match': '"r2"' } })).status).toBe(422);
  });

  it('cannot be heaped up without end', async () => {
    const owner = await desk('plan');
    const all = await Promise.all(Array.from({ length: 45 }, (_, index) => upload(strToU8(`${index}`), `${index}.txt`, owner)));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(40);
    expect(all.filter(({ status }) => status === 409)).toHaveLength(5);
  });
});
