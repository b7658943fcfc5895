import { createHash } from 'node:crypto';
import { Transformer } from '@napi-rs/image';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Reply } from '../support/client';
import { HEAD } from './sample.course';
import { GIF, hollowPng, MP4, PDF, png, svg, telephonePicture, VTT, webp } from './sample.files';

describe('files of a course', () => {
  let academy: RunningAcademy;
  let ana: Person;
  let path: string;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    ana = await academy.designer();
    path = `/courses/${(await ana.api.post('/courses', HEAD)).body.id}/media`;
  });
  afterAll(() => academy.stop());

  const upload = (bytes: Buffer, name: string): Promise<Reply> => ana.api.upload(path, 'file', bytes, name);
  const load = (url: string, headers: Record<string, string> = {}) => academy.api.get(`~${url}`, { headers });

  it.each([
    ['a PNG', () => png(), 'street.png', 'picture', 'image/png', [60, 40]],
    ['a WebP', () => webp(), 'street.webp', 'picture', 'image/webp', [60, 40]],
    ['a GIF, its first picture', () => GIF, 'dots.gif', 'picture', 'image/png', [2, 1]],
    ['a drawing', () => svg('<rect width="30" height="40" fill="#00f"/>'), 'plan.svg', 'picture', 'image/png', [60, 40]],
    ['captions', () => VTT, 'film.vtt', 'captions', 'text/vtt; charset=utf-8', [null, null]],
    ['a film', () => MP4, 'film.mp4', 'video', 'video/mp4', [null, null]],
    ['a document', () => PDF, 'plan.pdf', 'document', 'application/pdf', [null, null]],
    ['a text', () => Buffer.from('Größe;3\n'), 'table.csv', 'document', 'text/plain; charset=utf-8', [null, null]],
  ] as const)('may be %s', async (_what, make, name, kind, contentType, [width, height]) => {
    const { status, body } = await upload(await make(), name);
    expect([status, body.kind, body.contentType, body.width, body.height]).toEqual([201, kind, contentType, width, height]);

    const response = await fetch(`${academy.config.publicUrl}${body.url}`, { headers: { 'accept-encoding': 'identity' } });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([body.bytes, body.sha256]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': contentType,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'public, max-age=31536000, immutable',
      'content-disposition': expect.stringMatching(kind === 'document' ? /^attachment/ : /^inline/),
    });
  });

  it('are told by their content, whatever their name says', async () => {
    const picture = await upload(await png(), 'page.html');
    expect(picture.body).toMatchObject({ kind: 'picture', fileName: 'page.png' });
    const page = Buffer.from('<!DOCTYPE html><script>alert(1)</script>');
    for (const name of ['picture.png', 'film.vtt', 'page.html']) expect((await upload(page, name)).status).toBe(415);
    expect((await upload(Buffer.from('MZ\x90\0\x03\0\0\0'), 'picture.jpg')).status).toBe(415);
    expect((await upload(Buffer.alloc(0), 'nothing.png')).status).toBe(415);
  });

  it('lose what a telephone hides in them, stand upright and are no larger than a page needs', async () => {
    const picture = await telephonePicture(4_000, 1_000);
    expect(picture.includes('SECRETPLACE')).toBe(true);
    const { body } = await upload(picture, 'photo.jpg');
    expect([body.width, body.height, body.contentType]).toEqual([640, 2_560, 'image/jpeg']);
    const kept = (await load(body.url)).body as Buffer;
    expect(kept.includes('SECRETPLACE')).toBe(false);
    expect(await new Transformer(kept).metadata(true)).toMatchObject({ width: 640, height: 2_560, format: 'jpeg' });
  });

  it.each([
    ['cut off', async () => (await png()).subarray(0, 60)],
    ['that would fill the memory', () => hollowPng(60_000, 60_000)],
    ['that opens files of the server', () => svg('<image href="/etc/hostname" width="10" height="10"/>')],
    ['that opens files through another name', () => svg('<image xlink:href="file:///etc/hostname" width="10" height="10"/>')],
    ['that loads from elsewhere', () => svg("<feImage xlink:href = 'https://evil.example/x.png'/>")],
    ['with entities', () => Buffer.from('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><desc>&a;</desc></svg>')],
    ['with text, which would be lost', () => svg('<text>Word</text>')],
    ['that unfolds without end', () => svg(Array.from({ length: 40 }, (_, i) => `<g id="a${i + 1}"><use href="#a${i}"/><use xlink:href="#a${i}"/></g>`).join('') + '<g id="a0"/>')],
    ['larger than any screen', () => svg('<rect width="1" height="1"/>', 'width="900000" height="900000"')],
  ])('are refused as pictures: one %s', async (_what, make) => {
    const { status, body } = await upload(await make(), 'picture.png');
    expect([status, body.type]).toEqual([422, '/problems/picture-not-readable']);
    expect(body.detail).toEqual(expect.any(String));
  });

  it('leave scripts of a drawing behind', async () => {
    const { status, body } = await upload(svg('<script>alert(1)</script><rect width="60" height="40" onclick="alert(2)" fill="#00f"/>'), 'plan.svg');
    expect([status, body.contentType]).toEqual([201, 'image/png']);
    expect((await load(body.url)).body.subarray(1, 4).toString()).toBe('PNG');
  });

  it('may be 20 MB large, and no more', async () => {
    const large = Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)]);
    expect((await upload(large.subarray(0, 20 * 1024 * 1024), 'large.pdf')).status).toBe(201);
    expect((await upload(large, 'larger.pdf')).status).toBe(413);
  });

  it('come as multipart with a part called file', async () => {
    expect((await ana.api.upload(path, 'picture', await png(), 'a.png')).body.errors).toEqual([{ pointer: '/file', detail: expect.any(String) }]);
    expect((await ana.api.post(path, { file: 'x' })).status).toBe(415);
  });

  it('are served in ranges, and not at all to whoever has them', async () => {
    const { body } = await upload(MP4, 'film.mp4');
    const part = await load(body.url, { range: 'bytes=24-33' });
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length'), part.body.toString()]).toEqual([206, `bytes 24-33/${MP4.length}`, '10', '0123456789']);
    expect((await load(body.url, { range: 'bytes=-10' })).body.toString()).toBe('0123456789');
    const beyond = await load(body.url, { range: `bytes=${MP4.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${MP4.length}`]);
    const whole = await load(body.url, { range: 'bytes=0-1', 'if-range': '"another"' });
    expect([whole.status, whole.body.length]).toEqual([200, MP4.length]);
    expect((await load(body.url, { 'if-none-match': whole.headers.get('etag')! })).status).toBe(304);
    const head = await fetch(`${academy.config.publicUrl}${body.url}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(MP4.length)]);
  });

  it('keep a name in any script for whoever saves them, without a way to break out of the header', async () => {
    const { body } = await upload(PDF, 'Μέτρηση "αέρα"; x=1.pdf');
    expect((await load(body.url)).headers.get('content-disposition')).toMatch(/^attachment; filename="[\w .;=]*\.pdf"; filename\*=UTF-8''%CE%9C[\w.%-]*\.pdf$/);
  });

  it('are not there under any other address, and only authors add them', async () => {
    expect((await load('/media/0190e1a2-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await load('/media/..%2f..%2fetc')).status).toBe(404);
    const teacher = await academy.person();
    expect((await teacher.api.upload(path, 'file', PDF, 'a.pdf')).status).toBe(403);
    expect((await teacher.api.get(path)).status).toBe(403);
    expect((await ana.api.get(path)).body.items.length).toBeGreaterThan(8);
  });

  it('satisfy the check once they are there', async () => {
    const { id } = (await ana.api.post('/courses', HEAD)).body;
    const picture = (await ana.api.upload(`/courses/${id}/media`, 'file', await png(), 'street.png')).body;
    const activities = [{ title: 'A', kind: 'page', markdown: `![A street](${picture.url})` }, { title: 'B', kind: 'resource', mediaId: picture.id }];
    await ana.api.put(`/courses/${id}/draft`, { ...HEAD, modules: [{ title: 'M', sections: [{ title: 'S', activities }] }] }, { headers: { 'if-match': '"r1"' } });
    expect((await ana.api.post(`/courses/${id}/draft/check`)).body.problems).toEqual([]);
  });
});
