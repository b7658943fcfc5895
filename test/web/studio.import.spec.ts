import { strToU8, zipSync } from 'fflate';
import { PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { type Seen, Visitor } from '../support/visitor';

const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">
  <metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion></metadata>
  <organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">
    <item identifier="week"><title>Week one</title><item identifier="i" identifierref="p1"><title>Read this</title></item></item>
  </item></organization></organizations>
  <resources><resource identifier="p1" type="webcontent" href="one.html"><file href="one.html"/></resource></resources>
</manifest>`;

describe('importing in the studio', () => {
  let academy: RunningAcademy;
  let designer: Visitor;
  beforeAll(async () => {
    academy = await startAcademy();
    designer = new Visitor(academy.config.publicUrl);
    await designer.signIn((await academy.designer()).email, PASSWORD);
  });
  afterAll(() => academy.stop());

  async function upload(path: string, bytes: Uint8Array | null, fileName = 'course.imscc'): Promise<Response> {
    const form = new FormData();
    if (bytes) form.set('file', new Blob([Buffer.from(bytes)]), fileName);
    else form.set('nothing', 'here');
    const cookie = [...designer.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return fetch(academy.config.publicUrl + path, { method: 'POST', body: form, redirect: 'manual', headers: { cookie, 'sec-fetch-site': 'same-origin' } });
  }
  async function ended(sent: Response): Promise<Seen> {
    expect(sent.status).toBe(303);
    const place = sent.headers.get('location')!;
    return until(async () => {
      const seen = await designer.get(place);
      return seen.html.includes('data-running') ? null : seen;
    }, 'the import to end');
  }

  it('makes a course of a package and leads there', async () => {
    const done = await ended(await upload('/studio/import', zipSync({ 'imsmanifest.xml': strToU8(MANIFEST), 'one.html': strToU8('<html><body><p>Our street</p></body></html>') })));
    expect(done.html).toContain('The course is there');
    const course = /href="(\/studio\/courses\/[0-9a-f-]{36})"/.exec(done.html)![1]!;
    expect((await designer.get(course)).html).toContain('Read this');
    expect((await designer.get('/studio/import')).html).toContain('course.imscc');
  });

  it('says why a package could not become a course', async () => {
    expect((await ended(await upload('/studio/import', strToU8('no package at all')))).html).toContain('The package could not become a course');
    expect((await upload('/studio/import', null)).status).toBe(422);
  });

  it('takes files of a course and refuses what is none', async () => {
    const { location } = await designer.post('/studio/new', { title: 'With files', language: 'en', licence: 'CC-BY-4.0' });
    const media = `${location}/media`;
    expect((await upload(media, strToU8('WEBVTT\n\n00:00.000 --> 00:01.000\nHello'), 'words.vtt')).status).toBe(303);
    expect((await designer.get(media)).html).toContain('words.vtt');
    const refused = await upload(media, Uint8Array.of(0, 1, 2), 'odd.bin');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('This kind of file is not accepted here.');
  });
});
