import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Imports } from '@academy/courses';
import { strToU8, zipSync } from 'fflate';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { until } from '../support/until';
import { png, svg } from './sample.files';

const SAMPLES = join(__dirname, '../../../shared/samples');
const samples = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith('.imscc')) : [];

const page = (body: string): Uint8Array => strToU8(`<html><head><title>Page</title></head><body>${body}</body></html>`);
const item = (id: string, title: string) => `<item identifier="i-${id}" identifierref="${id}"><title>${title}</title></item>`;
const file = (id: string, href: string) => `<resource identifier="${id}" type="webcontent" href="${href}"><file href="${href}"/></resource>`;

/** A cartridge with two pages, pictures that can and cannot be read, and an item that points at nothing. */
async function cartridge(title = 'A course from elsewhere'): Promise<Buffer> {
  const manifest = `<?xml version="1.0" encoding="UTF-8"?>
    <manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest">
      <metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion>
        <lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string>${title}</lomimscc:string></lomimscc:title></lomimscc:general></lomimscc:lom></metadata>
      <organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">
        <item identifier="week"><title>Week one</title>${item('p1', 'Read this')}${item('p2', 'Then this')}${item('gone', 'Nothing here')}</item>
      </item></organization></organizations>
      <resources>${file('p1', 'one.html')}${file('p2', 'two.html')}</resources>
    </manifest>`;
  const files = {
    'imsmanifest.xml': strToU8(manifest),
    'one.html': page('<h1>Street</h1><p>See <a href="two.html">the other page</a>.</p><img src="street.png" alt="Our street"><script>alert(1)</script>'),
    'two.html': page('<p>Broken: <img src="broken.png" alt="Broken"> and drawn: <img src="words.svg" alt="Words"></p>'),
    'street.png': await png(),
    'broken.png': (await png()).subarray(0, 60),
    'words.svg': svg('<text>Words</text>'),
  };
  return Buffer.from(zipSync(files));
}

describe('an import', () => {
  let academy: RunningAcademy;
  let ana: Person;
  beforeAll(async () => {
    academy = await startAcademy();
    ana = await academy.designer();
  });
  afterAll(() => academy.stop());

  const request = async (bytes: Buffer, name = 'course.imscc'): Promise<string> => {
    const { status, body } = await ana.api.upload('/imports', 'file', bytes, name);
    expect(status).toBe(202);
    return body.id;
  };
  const ended = (id: string): Promise<Json> =>
    until(async () => {
      const { body } = await ana.api.get(`/imports/${id}`);
      return ['done', 'failed'].includes(body.state) && body;
    }, `import ${id}`);
  const coursesOf = async (person: Person): Promise<Json[]> => (await person.api.get('/me/courses?limit=100')).body.items;

  it('becomes a course of whoever handed it in, with its pictures', async () => {
    const done = await ended(await request(await cartridge()));
    expect(done).toMatchObject({ state: 'done', progress: 1, error: null, fileName: 'course.imscc' });
    expect(done.report.converted).toEqual(expect.arrayContaining([{ path: 'one.html', kind: 'page' }, { path: 'street.png', kind: 'media' }]));
    expect(done.report.converted).not.toContainEqual({ path: 'broken.png', kind: 'media' });
    expect(done.report.skipped.map(({ path }: Json) => path)).toEqual(expect.arrayContaining(['broken.png', 'words.svg', 'one.html']));

    const draft = (await ana.api.get(`/courses/${done.courseId}/draft`)).body;
    expect(draft).toMatchObject({ revision: 1, title: 'A course from elsewhere' });
    const [one, two] = draft.modules.flatMap(({ sections }: Json) => sections.flatMap(({ activities }: Json) => activities));
    expect(one).toMatchObject({ kind: 'page', title: 'Read this', revision: 1, completion: { rule: 'viewed' } });
    expect(one.markdown).toContain(`(activity:${two.key})`);
    expect(one.markdown).not.toContain('alert');
    expect(JSON.stringify(draft)).not.toContain('import-');
    const [, address] = /!\[Our street\]\((\/media\/[\w-]+)\)/.exec(one.markdown) ?? [];
    expect((await academy.api.get(`~${address}`)).headers.get('content-type')).toBe('image/png');

    const { body } = await ana.api.post(`/courses/${done.courseId}/draft/check`);
    expect(body.problems.filter(({ severity }: Json) => severity === 'error')).toEqual([]);
  });

  it.each([
    ['is no package', () => Buffer.from('not a zip')],
    ['is a package of nothing', () => Buffer.from(zipSync({ 'readme.txt': strToU8('Hello') }))],
    ['is cut off', async () => (await cartridge()).subarray(0, 900)],
  ])('fails with a sentence, and leaves nothing behind, when the file %s', async (_what, make) => {
    const ben = await academy.designer();
    const { body } = await ben.api.upload('/imports', 'file', await make(), 'wrong.imscc');
    const failed = await until(async () => {
      const view = (await ben.api.get(`/imports/${body.id}`)).body;
      return view.state === 'failed' && view;
    }, 'the failure');
    expect(failed).toMatchObject({ courseId: null, error: expect.stringMatching(/^The .*\.$/), report: { converted: [], skipped: [{ path: 'wrong.imscc', reason: failed.error }] } });
    expect(await coursesOf(ben)).toEqual([]);
  });

  it('is seen by its owner alone, and requested by designers alone', async () => {
    const id = await request(await cartridge('Mine'));
    const other = await academy.designer();
    expect((await other.api.get(`/imports/${id}`)).status).toBe(404);
    expect((await (await academy.person()).api.upload('/imports', 'file', await cartridge(), 'a.imscc')).status).toBe(403);
    expect((await ana.api.post('/imports', {})).status).toBe(415);
    expect((await ana.api.get('/imports')).body.items.map((entry: Json) => entry.id)).toContain(id);
    await ended(id);
  });

  for (const name of samples) {
    it(`reads ${name} as it is found in the wild`, async () => {
      const done = await ended(await request(readFileSync(join(SAMPLES, name)), name));
      expect(done).toMatchObject({ state: 'done', error: null });
      const draft = (await ana.api.get(`/courses/${done.courseId}/draft`)).body;
      expect(draft.modules.length).toBeGreaterThan(0);
      expect(JSON.stringify(draft)).not.toMatch(/media\/import-|"mediaId":"import-/);
      const { revision, ...whole } = draft;
      expect((await ana.api.put(`/courses/${done.courseId}/draft`, whole, { headers: { 'if-match': `"r${revision}"` } })).status).toBe(200);
    });
  }
});

describe('a run over a package', () => {
  let academy: RunningAcademy;
  let imports: Imports;
  let ana: Person;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    imports = academy.web.get(Imports);
    ana = await academy.designer();
  });
  afterAll(() => academy.stop());
  const request = async (): Promise<string> => (await ana.api.upload('/imports', 'file', await cartridge(), 'course.imscc')).body.id;
  const courses = async (): Promise<number> => (await ana.api.get('/me/courses')).body.items.length;

  it('begins again after it was killed, and does nothing once it is done', async () => {
    const id = await request();
    await academy.database.query(`UPDATE course_import SET state = 'running', progress = 0.5 WHERE id = $1`, [id]);
    await imports.run(id);
    const { courseId, state } = await imports.view(id);
    expect([state, await courses()]).toEqual(['done', 1]);
    await imports.run(id);
    expect([(await imports.view(id)).courseId, await courses()]).toEqual([courseId, 1]);
  });

  it('makes one course when three workers take it at once', async () => {
    const before = await courses();
    const id = await request();
    const runs = await Promise.allSettled([imports.run(id), imports.run(id), imports.run(id)]);
    expect(runs.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect([(await imports.view(id)).state, await courses()]).toEqual(['done', before + 1]);
  });

  it('makes nothing at all when the last step does not succeed, and tries again', async () => {
    const before = await courses();
    const id = await request();
    await academy.database.query(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100'; END $$`);
    await academy.database.query('CREATE TRIGGER fails BEFORE INSERT ON media FOR EACH ROW EXECUTE FUNCTION fail()');
    await expect(imports.run(id)).rejects.toThrow('the disk is full');
    expect([(await imports.view(id)).state, await courses()]).toEqual(['running', before]);
    await academy.database.query('DROP TRIGGER fails ON media');
    await imports.run(id);
    expect([(await imports.view(id)).state, await courses()]).toEqual(['done', before + 1]);
  });
});
