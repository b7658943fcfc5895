import { CertificateQueries, RecognitionTexts } from '@academy/credentials';
import { png } from '../courses/sample.files';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { until } from '../support/until';
import { type Visitor, visitorsAt } from '../support/visitor';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';

const DESIGN = { deep: '#06343e', accent: '#0a5a69', route: '#f2b431', heading: '', statement: '', footer: '' };

describe('pages about certificates', () => {
  let academy: RunningAcademy;
  let coordinator: Person;
  let teacher: Person;
  let courseId: string;
  let editionId: string;
  let enrolmentId: string;
  let staff: Visitor;
  let holder: Visitor;
  const visit = visitorsAt(() => academy.config.publicUrl, PASSWORD);

  beforeAll(async () => {
    academy = await startAcademy();
    coordinator = await academy.coordinator({ displayName: 'Carla' });
    teacher = await academy.person({ displayName: 'Ana', certificateName: 'Ana Silv' });
    ({ courseId } = await publishCourse(await academy.designer()));
    editionId = await openEdition(coordinator, courseId, academy.clock.now());
    [staff, holder] = await Promise.all([visit(coordinator), visit(teacher)]);
  });
  afterAll(() => academy.stop());

  const isDrawn = (html: string): boolean => /<img src="data:image\/svg\+xml;base64,[A-Za-z0-9+/]{5000,}/.test(html);
  const live = (count: number) =>
    until(async () => {
      const lines = (await academy.web.get(CertificateQueries).chain(enrolmentId)).filter(({ status, isReady }) => status === 'valid' && isReady);
      return lines.length === count ? lines : null;
    }, 'the certificates');

  it('ask for the name at enrolment and show how it will be printed', async () => {
    const asked = await holder.get(`/editions/${editionId}/enrolment?certificateName=${encodeURIComponent('Ana <b> 漢')}`);
    expect([asked.status, asked.html.includes('value="Ana &lt;b&gt; 漢"'), asked.html.includes('no letters for: 漢')]).toEqual([200, true, true]);
    const picture = /src="(\/editions\/[^"]+)"/.exec(asked.html)![1]!.replaceAll('&amp;', '&');
    const drawn = await holder.get(picture);
    expect([drawn.status, drawn.headers.get('content-type'), drawn.headers.get('content-security-policy')?.includes('sandbox'), drawn.html.startsWith('<svg ')]).toEqual([200, 'image/svg+xml; charset=utf-8', true, true]);
    expect(drawn.html).not.toMatch(/<text|script|Ana/);
    const { location } = await holder.post(`/editions/${editionId}/enrolment`, { certificateName: 'Ana Silv' });
    enrolmentId = location!.split('/').at(-1)!;
  });

  it('let a country’s contact write what certificates say, see it on one, and take it back', async () => {
    const contact = await visit(await academy.person({ roles: [{ role: 'national-contact', scope: 'country', id: 'PT' }] }));
    expect(await contact.get('/recognition')).toMatchObject({ status: 303, location: '/recognition/PT' });
    expect((await contact.get('/recognition/ES')).status).toBe(403);
    const text = { locale: 'pt', printedText: 'Conta para a formação contínua.', guidance: 'Entregue-o <b>.', authority: 'Ministério', authorityUrl: 'https://example.org/pt', validFrom: '2020-01-01', validUntil: '' };
    const shown = await contact.post('/recognition/PT/preview', text);
    expect([shown.status, isDrawn(shown.html)]).toEqual([200, true]);
    expect((await contact.post('/recognition/PT', { ...text, authorityUrl: 'javascript:alert(1)' })).html).toContain('begins with https://');
    expect((await contact.post('/recognition/PT', { ...text, validUntil: '2019-01-01' })).html).toContain('The last day has to come after the first.');
    expect((await contact.post('/recognition/PT', { ...text, printedText: '漢' })).html).toContain('cannot print some of these characters');
    expect(await contact.post('/recognition/PT', text)).toMatchObject({ status: 303, location: '/recognition/PT' });
    const page = (await contact.get('/recognition/PT')).html;
    expect(page).toContain('Entregue-o &lt;b&gt;.');
    const [line] = await academy.web.get(RecognitionTexts).ofCountry('PT');
    expect((await contact.get(`/recognition/PT?from=${line!.id}`)).html).toMatch(/>\s*Conta para a formação contínua\.<\/textarea>/);
    await contact.post('/recognition/PT', { ...text, printedText: 'Errado.', validFrom: '2021-01-01' });
    const [wrong] = await academy.web.get(RecognitionTexts).ofCountry('PT');
    await contact.post(`/recognition/PT/texts/${wrong!.id}/withdrawal`);
    expect(await academy.web.get(RecognitionTexts).for('PT', 'pt', '2024-05-05')).toMatchObject({ printedText: text.printedText });
    const administrator = await visit(await academy.administrator());
    expect((await administrator.get('/recognition')).html).toContain('href="/recognition/PT"');
    expect((await administrator.get('/recognition/ES')).html).toContain('Nothing is in force today');
  });

  it('let the design be tried and kept, with signatures, and refuse what could not be read', async () => {
    const at = `/coordination/courses/${courseId}/certificate-design`;
    expect((await holder.get(at)).status).toBe(403);
    expect((await staff.get(`${at}?locale=de`)).html).toContain('certificate-design/picture?locale&#x3D;de');
    expect((await staff.get(`${at}/picture?locale=de`)).html.startsWith('<svg ')).toBe(true);
    const pale = await staff.post(`${at}/preview?locale=en`, { ...DESIGN, revision: '0', accent: '#cccccc', route: '#06343e' });
    expect([pale.status, pale.html.includes('hard to read on white'), pale.html.includes('hard to see on the band')]).toEqual([422, true, true]);
    const hostile = '#read("/etc/passwd") {{constructor}}';
    expect((await staff.post(`${at}?locale=en`, { ...DESIGN, revision: '0', footer: hostile })).status).toBe(422);
    const tried = await staff.post(`${at}/preview?locale=en`, { ...DESIGN, revision: '0', footer: '#read("/etc/passwd") \\" {holder}' });
    expect([tried.status, isDrawn(tried.html)]).toEqual([200, true]);
    expect(await staff.post(`${at}?locale=en`, { ...DESIGN, revision: '0', heading: 'Diploma of {course}', hasModuleCertificates: 'true' })).toMatchObject({ status: 303 });
    expect((await staff.post(`${at}?locale=en`, { ...DESIGN, revision: '0' })).html).toContain('Somebody else has changed this design');

    const form = (name: string, file?: Blob) => {
      const data = new FormData();
      data.set('name', name);
      data.set('role', 'Head');
      if (file) data.set('picture', file, 'signature.png');
      return data;
    };
    expect((await staff.upload(`${at}/signatures`, form('Maria', new Blob(['no picture'])))).html).toContain('This picture cannot be used');
    expect(await staff.upload(`${at}/signatures`, form('Maria', new Blob([new Uint8Array(await png())])))).toMatchObject({ status: 303 });
    for (const name of ['Rui', 'Eva']) await staff.upload(`${at}/signatures`, form(name));
    expect((await staff.upload(`${at}/signatures`, form('Too many'))).status).toBe(422);
    const page = (await staff.get(at)).html;
    const [removal] = page.match(/signatures\/[0-9a-f-]{36}\/removal/g)!.slice(-1);
    expect(await staff.post(`/coordination/courses/${courseId}/certificate-design/${removal}`)).toMatchObject({ status: 303 });
    expect((await staff.post(`/coordination/courses/${courseId}/certificate-design/${removal}`)).status).toBe(404);
    expect((await staff.get(`${at}/picture`)).html).toContain('<image');
  });

  it('show what was issued, take a correction, then a request, which a coordinator decides', async () => {
    await completeCourse(teacher.api, enrolmentId);
    const [first] = await live(3);
    const at = `/learning/${enrolmentId}/certificates`;
    expect((await staff.get(at)).status).toBe(404);
    expect((await holder.get(`${at}?newName=Ana%20S`)).html).toContain('certificate-preview?name=Ana%20S');
    expect((await holder.post(`${at}/name`, { newName: 'Ana Silv' })).html).toContain('printed already');
    expect(await holder.post(`${at}/name`, { newName: 'Ana Silva' })).toMatchObject({ status: 303, location: at });
    await until(async () => (await live(3)).every(({ holderName }) => holderName === 'Ana Silva'), 'the new name');
    const mine = (await holder.get(at)).html;
    for (const words of ['replaced by', 'corrected by the holder', 'Ask for the change', first!.code]) expect(mine).toContain(words);
    expect((await holder.post(`${at}/name-request`, { newName: 'Ana Costa', reason: '' })).status).toBe(422);
    expect(await holder.post(`${at}/name-request`, { newName: 'Ana Costa', reason: 'Married <3' })).toMatchObject({ status: 303 });

    const desk = `/coordination/editions/${editionId}/certificates`;
    const asked = (await staff.get(desk)).html;
    expect(asked).toContain('Married &lt;3');
    const decision = /action="([^"]+\/names\/[^"]+)"/.exec(asked)![1]!;
    expect(await staff.post(decision, { decision: 'granted', note: 'Seen' })).toMatchObject({ status: 303 });
    expect((await staff.post(decision, { decision: 'declined', note: '' })).html).toContain('decided about this already');
    await until(async () => (await live(3)).every(({ holderName }) => holderName === 'Ana Costa'), 'the newest name');

    expect(await staff.post(`${desk}/batches`, { scope: 'all' })).toMatchObject({ status: 303, location: desk });
    await until(async () => (await staff.get(desk)).html.includes('All 3 are done'), 'the batch');
    expect((await staff.post(`${desk}/batches`, { scope: 'missing' })).html).toContain('nothing to issue');
  });

  it('give the file as PDF/A on request, to those who may have it', async () => {
    const { id } = (await live(3))[0]!;
    const pdf = await fetch(`${academy.config.publicUrl}/api/v1/certificates/${id}.pdf?standard=a-2a`, { headers: { authorization: `Bearer ${teacher.token}` } });
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1')).toContain('pdfaid:conformance>A<');
    expect((await teacher.api.get(`/certificates/${id}.pdf?standard=a-9`)).status).toBe(422);
    expect((await (await academy.person()).api.get(`/certificates/${id}.pdf?standard=a-2a`)).status).toBe(404);
    must(await teacher.api.get(`/certificates/${id}.pdf`), 200);
  });
});
