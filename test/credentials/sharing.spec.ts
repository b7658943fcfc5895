import { type Person, PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { until } from '../support/until';
import { Visitor } from '../support/visitor';
import { completeCourse, must, openEdition, publishCourse } from '../support/world';

const ALL = { name: true, hours: true, skills: true, evidence: true };
const NONE = { name: false, hours: false, skills: false, evidence: false };

/** Addresses as browsers read them. */
const plain = (html: string): string => html.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');

describe('what a teacher earned', () => {
  let academy: RunningAcademy;
  let coordinator: Person;
  let eleni: Person;
  let other: Person;
  let courseId: string;
  let editionId: string;
  let award: Json;
  let certificate: Json;
  let visitor: Visitor;

  beforeAll(async () => {
    academy = await startAcademy();
    coordinator = await academy.coordinator();
    ({ courseId } = await publishCourse(await academy.designer()));
    editionId = await openEdition(coordinator, courseId, academy.clock.now());
    other = await academy.person();
    eleni = await academy.person({ certificateName: 'Ελένη <b>Παπαδάκη</b>', country: 'PT' });
    const enrolmentId = must(await eleni.api.post(`/editions/${editionId}/enrolments`), 201).body.id;
    await completeCourse(eleni.api, enrolmentId);
    const items = await until(async () => {
      const all = (await eleni.api.get('/me/credentials')).body.items as Json[];
      return all.length === 2 && all.some(({ pdfUrl }) => pdfUrl) ? all : null;
    }, 'a badge and a certificate');
    award = items.find(({ kind }) => kind === 'award')!;
    certificate = items.find(({ kind }) => kind === 'certificate')!;
    const evidence = [{ title: 'My lesson plan', text: 'Counting on the roof', url: 'https://school.example/plan' }];
    await academy.database.query('UPDATE award SET evidence = $2::jsonb WHERE id = $1', [award.id, JSON.stringify(evidence)]);
    const skills = [{ framework: 'DigCompEdu', version: '2017', code: '4.2', name: 'Analysing evidence', level: 'B1' }];
    await academy.database.query('UPDATE badge SET skills = $2::jsonb WHERE course_id = $1', [courseId, JSON.stringify(skills)]);
    visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(eleni.email, PASSWORD);
  });
  afterAll(() => academy.stop());

  const look = (address: string) => new Visitor(academy.config.publicUrl).get(new URL(address).pathname);
  const share = async (shows: object, kind = 'awards', id: string = award.id): Promise<Json> => must(await eleni.api.post(`/${kind}/${id}/shares`, { shows }), 201).body;

  it('is shared by links that show what she chose, and no more', async () => {
    const whole = await look((await share(ALL)).url);
    expect(whole.status).toBe(200);
    for (const shown of ['Ελένη &lt;b&gt;Παπαδάκη&lt;/b&gt;', '4 hours', 'Analysing evidence', 'Plan a count that another class can repeat', 'href="https://school.example/plan" rel="nofollow noreferrer ugc"', '<meta name="robots" content="noindex, nofollow">', `<meta property="og:image" content="${academy.config.publicUrl}/api/v1/awards/${award.id}.png">`, 'Genuine and valid']) expect(whole.html).toContain(shown);
    expect(whole.headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(whole.html).not.toContain(eleni.email);
    const bare = await look((await share(NONE)).url);
    for (const hidden of ['Ελένη', '4 hours', 'Analysing', 'Plan a count', 'lesson plan']) expect(bare.html).not.toContain(hidden);
    expect(bare.html).toContain('Counting the swifts');
    const printed = await look((await share({ ...NONE, hours: true, skills: true }, 'certificates', certificate.id)).url);
    expect(printed.html).toMatch(/4 hours[^]*Plan a count/);
    expect(printed.html).not.toContain('Ελένη');
  });

  it('is no longer shown once its link has ended; nobody else makes or ends one', async () => {
    const { id, url } = await share(ALL);
    expect((await other.api.post(`/awards/${award.id}/shares`, { shows: ALL })).status).toBe(404);
    expect((await other.api.get(`/awards/${award.id}/shares`)).status).toBe(404);
    expect((await other.api.delete(`/shares/${id}`)).status).toBe(404);
    expect((await coordinator.api.delete(`/shares/${id}`)).status).toBe(404);
    expect((await eleni.api.get(`/awards/${award.id}/shares`)).body.items[0]).toMatchObject({ id, url, shows: ALL });
    for (let time = 0; time < 2; time++) must(await eleni.api.delete(`/shares/${id}`), 204);
    expect((await look(url)).status).toBe(404);
    expect((await eleni.api.get(`/awards/${award.id}/shares`)).body.items.map((each: Json) => each.id)).not.toContain(id);
    const asked = await Promise.all(Array.from({ length: 25 }, () => eleni.api.post(`/certificates/${certificate.id}/shares`, { shows: NONE })));
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(19);
    expect(asked.find(({ status }) => status === 409)?.body.type).toBe('/problems/too-many-shares');
    const refused = await visitor.post(`/me/credentials/certificates/${certificate.id}/shares`, {});
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.html).toContain('as many links as it can have');
  });

  it('is shared, ended and sent to LinkedIn from a page of its own without scripts', async () => {
    const page = `/me/credentials/awards/${award.id}`;
    expect(await visitor.post(`${page}/shares`, { hours: 'true' })).toMatchObject({ status: 303, location: `${page}#shares` });
    const html = plain((await visitor.get(page)).html);
    const linkedIn = new URL(/href="(https:\/\/www\.linkedin\.com[^"]+certUrl=[^"]+credentials[^"]+)"/.exec(html)![1]!);
    expect(Object.fromEntries(linkedIn.searchParams)).toMatchObject({ startTask: 'CERTIFICATION_NAME', name: 'Counting the swifts', organizationName: 'Academy', certId: award.code, certUrl: expect.stringContaining('/credentials/') });
    const shareId = /shares\/([0-9a-f-]{36})\/ending/.exec(html)![1]!;
    const token = /\/credentials\/([\w-]{22})/.exec(html)![1]!;
    expect(await visitor.post(`/me/credentials/shares/${shareId}/ending`)).toMatchObject({ status: 303, location: `${page}#shares` });
    expect((await visitor.get(`/credentials/${token}`)).status).toBe(404);
    for (const link of [`/api/v1/awards/${award.id}.png`, `/api/v1/awards/${award.id}.svg`, `/verify/${award.code}`]) expect(html).toContain(`href="${link}"`);
  });

  it('follows a credential that is issued anew, and says when it was revoked', async () => {
    const person = await academy.person({ certificateName: 'Before' });
    const enrolmentId = must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id;
    await completeCourse(person.api, enrolmentId);
    const own = await until(async () => ((await person.api.get('/me/credentials')).body.items as Json[]).find(({ pdfUrl }) => pdfUrl), 'the certificate');
    const { url } = must(await person.api.post(`/certificates/${own.id}/shares`, { shows: ALL }), 201).body;
    must(await person.api.patch('/me', { certificateName: 'After' }), 200);
    const { id } = must(await coordinator.api.post(`/certificates/${own.id}/reissue`), 201).body;
    expect((await look(url)).html).toMatch(/After/);
    expect((await look(url)).html).not.toContain('Before');
    const holder = new Visitor(academy.config.publicUrl);
    await holder.signIn(person.email, PASSWORD);
    expect((await holder.get(`/me/credentials/certificates/${own.id}`)).html).toMatch(new RegExp(`Replaced[^]*/me/credentials/certificates/${id}[^]*History[^]*for Before[^]*for After`));
    expect((await person.api.get(`/certificates/${id}/shares`)).body.items).toHaveLength(1);
    must(await coordinator.api.post(`/certificates/${id}/revoke`, { reason: 'Taken back' }), 204);
    const revoked = await look(url);
    expect(revoked.html).toContain('Genuine, but revoked');
    expect(revoked.html).not.toContain('Taken back');
    expect((await holder.get(`/me/credentials/certificates/${id}`)).html).toContain('Reason: “Taken back');
    expect((await holder.get('/me/portfolio')).html).not.toContain(own.code);
  });

  it('is found by year, kind and course, a page at a time, with what is still being made', async () => {
    await academy.database.query(`UPDATE award SET issued_at = '2024-05-01' WHERE id = $1`, [award.id]);
    const list = (await visitor.get('/me/credentials')).html;
    expect(list).toMatch(/<h2[^>]*>20\d\d<\/h2>[^]*<h2[^>]*>2024<\/h2>/);
    const only = (await visitor.get('/me/credentials?year=2024&kind=&course=')).html;
    expect(only).toContain(`/me/credentials/awards/${award.id}`);
    expect(only).not.toContain(`/me/credentials/certificates/${certificate.id}`);
    expect((await visitor.get('/me/credentials?kind=certificate&course=no-such-course')).html).toContain('Nothing fits these filters.');
    for (const odd of ['year=x&kind=both', 'cursor=x', 'year=1&year=2']) expect((await visitor.get(`/me/credentials?${odd}`)).status).toBeLessThan(500);
    expect((await new Visitor(academy.config.publicUrl).get('/me/credentials')).status).toBe(303);

    await academy.database.query(
      `INSERT INTO award (badge_id, enrolment_id, edition_id, user_id, code, holder_name, recipient_salt, status_list_id, status_index, issued_at, revoked_at)
       SELECT badge_id, enrolment_id, edition_id, user_id, 'CODE-' || n, holder_name, '', status_list_id, 1000 + n, '2019-01-01'::timestamptz + n * interval '1 day', '2020-01-01' FROM award, generate_series(1, 70) n WHERE id = $1`,
      [award.id],
    );
    const seen: string[] = [];
    for (let address: string | null = '/me/credentials?kind=award'; address; ) {
      const { html } = await visitor.get(address);
      seen.push(...[...html.matchAll(/href="\/me\/credentials\/awards\/([0-9a-f-]{36})"/g)].map(([, id]) => id!));
      address = /rel="next" href="([^"]+)"/.exec(plain(html))?.[1] ?? null;
    }
    expect([seen.length, new Set(seen).size]).toEqual([71, 71]);
    await academy.database.query(`DELETE FROM award WHERE code LIKE 'CODE-%'`);
  });

  it('stands in a portfolio with hours by year and competence, and with how recognition works in her country', async () => {
    await academy.database.query(
      `INSERT INTO recognition_text (country, locale, printed_text, guidance, authority, authority_url, valid_from, written_by) VALUES ('PT', 'en', 'Counts as four hours.', 'Hand it to **your school**. <script>x</script>', 'The ministry', 'https://ministry.example', '2020-01-01', $1)`,
      [coordinator.id],
    );
    const { html } = await visitor.get('/me/portfolio');
    for (const shown of ['Ελένη &lt;b&gt;', '<strong>4 hours</strong>', 'in one course', '3 Teaching and learning', '4 Assessment', 'Plan a count', 'How recognition works: Portugal', 'Counts as four hours.', '<strong>your school</strong>', 'https://ministry.example', certificate.code]) expect(html).toContain(shown);
    expect(html).not.toContain('<script>x');
    const chosen = (await visitor.get('/me/portfolio?show=totals&show=courses')).html;
    expect(chosen).toContain(certificate.code);
    for (const hidden of ['4 Assessment</span>', 'Plan a count', 'Counts as four hours.']) expect(chosen).not.toContain(hidden);
    expect((await visitor.get('/me/portfolio?until=2023')).html).toContain('No course was completed in these years.');
    for (const odd of ['from=x', 'show=nothing', 'show=a&show=b&from=1&from=2']) expect((await visitor.get(`/me/portfolio?${odd}`)).status).toBe(200);
    const stranger = new Visitor(academy.config.publicUrl);
    await stranger.signIn(other.email, PASSWORD);
    expect((await stranger.get('/me/portfolio')).html).toContain('Nothing here yet');
  });
});
