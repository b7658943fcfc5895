import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { learnEverything } from '../support/learn';
import { until } from '../support/until';
import { must, openEdition } from '../support/world';

/** A real professional-development course, where the samples lie beside the project; else a small one of the same shape. */
const SAMPLE = join(__dirname, '../../../shared/samples/allyworkshop.imscc');
const thePackage = (): Buffer => (existsSync(SAMPLE) ? readFileSync(SAMPLE) : smallPackage());

function smallPackage(): Buffer {
  const manifest = `<?xml version="1.0"?><manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"><metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion></metadata>
<organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root"><item identifier="i1"><title>Part 1</title><item identifier="i2" identifierref="r1"><title>Begin</title></item></item></item></organization></organizations>
<resources><resource identifier="r1" type="webcontent" href="a.html"><file href="a.html"/></resource></resources></manifest>`;
  const page = '<html><body><h1>Begin</h1><p>Make your pages readable for everyone.</p></body></html>';
  return Buffer.from(zipSync({ 'imsmanifest.xml': Buffer.from(manifest), 'a.html': Buffer.from(page) }));
}

describe('a course from another platform', () => {
  let academy: RunningAcademy;
  let designer: Person;
  beforeAll(async () => {
    academy = await startAcademy();
    designer = await academy.designer();
  });
  afterAll(() => academy.stop());

  const importOf = async (bytes: Buffer): Promise<{ state: string; courseId?: string; report: { converted: unknown[]; skipped: { path: string; reason: string }[] } }> => {
    const { id } = must(await designer.api.upload('/imports', 'file', bytes, 'course.imscc'), 202).body;
    return until(async () => {
      const { body } = await designer.api.get(`/imports/${id}`);
      return body.state === 'done' || body.state === 'failed' ? body : null;
    }, 'the import to end');
  };

  it('is imported, published, opened, and completed by a teacher who gets a certificate', async () => {
    const imported = await importOf(thePackage());
    expect(imported).toMatchObject({ state: 'done', courseId: expect.any(String) });
    expect(imported.report.converted.length).toBeGreaterThan(0);
    const courseId = imported.courseId!;

    const problems = must(await designer.api.post(`/courses/${courseId}/draft/check`), 200).body.problems;
    expect(problems.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
    must(await designer.api.post(`/courses/${courseId}/versions`, { notes: 'imported' }), 201);
    const editionId = await openEdition(await academy.coordinator(), courseId, academy.clock.now());

    const teacher = await academy.person({ certificateName: 'Ђорђе Петровић' });
    const { id } = must(await teacher.api.post(`/editions/${editionId}/enrolments`), 201).body;
    const kinds = await learnEverything(teacher.api, id, async () => ({}));
    expect(kinds).toContain('page');
    expect(must(await teacher.api.get(`/enrolments/${id}`), 200).body).toMatchObject({ state: 'completed', missing: [] });

    const certificate = await until(async () => (await teacher.api.get('/me/credentials')).body.items.find((item: { pdfUrl?: string }) => item.pdfUrl), 'the certificate');
    expect(must(await academy.api.get(`/verify/${certificate.code}`), 200).body.status).toBe('valid');
  });

  it('fails with a report and leaves nothing behind when the package is broken', async () => {
    const courses = () => academy.database.query('SELECT id FROM course');
    const before = await courses();
    const broken = thePackage();
    for (const bytes of [Buffer.from('this is no archive'), broken.subarray(0, broken.length / 2)]) {
      const { state, report, courseId } = await importOf(bytes);
      expect(state).toBe('failed');
      expect(courseId ?? null).toBeNull();
      expect(report.skipped[0]?.reason).toEqual(expect.any(String));
    }
    expect(await courses()).toEqual(before);
  });
});
