import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { openEdition, publishedCourse } from './learning.course';

describe('the pages of courses', () => {
  let academy: RunningAcademy;
  let ana: Person;
  let course: { id: string; slug: string };
  let edition: string;
  const later = (days: number) => new Date(academy.clock.now().getTime() + days * 86_400_000).toISOString();
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    ana = await academy.designer({ displayName: 'Ana Author' });
    course = await publishedCourse(ana, { title: 'Measuring our street', slug: 'measuring' });
    edition = await openEdition(academy, ana, course.id);
    await publishedCourse(ana, { title: 'Quellen prüfen', language: 'de', slug: 'quellen', subjects: ['history'], levels: ['primary'] });
  });
  afterAll(() => academy.stop());

  const stranger = (language = 'en') => new Visitor(academy.config.publicUrl, language);
  async function teacher(): Promise<Visitor> {
    const person = await academy.person();
    const visitor = stranger();
    await visitor.signIn(person.email, PASSWORD);
    return visitor;
  }

  it('list what is published, with the next edition', async () => {
    const { status, html } = await stranger().get('/courses');
    expect(status).toBe(200);
    expect(html).toMatch(/href="\/courses\/measuring"[^]*Running since/);
    expect(html).toContain('Enrolment open');
    expect(html).toContain('<h3 lang="de"><a class="card__link" href="/courses/quellen">Quellen prüfen</a></h3>');
    expect(html).toContain('No dates at the moment');
  });

  it.each([
    ['?q=measuring%20STREET', ['measuring']],
    ['?q=prufen', ['quellen']],
    ['?subject=history&q=&level=', ['quellen']],
    ['?level=secondary', ['measuring']],
    ['?language=de', ['quellen']],
    ['?language=de&subject=science', []],
    ['?subject=magic&utm=x', ['measuring', 'quellen']],
  ])('filter by %s', async (query, slugs) => {
    const { status, html } = await stranger().get(`/courses${query}`);
    expect(status).toBe(200);
    expect([...html.matchAll(/card__link" href="\/courses\/([a-z]+)"/g)].map((match) => match[1]).sort()).toEqual([...slugs].sort());
    if (slugs.length === 0) expect(html).toContain('No course matches');
  });

  it('keep the filters in the form, and on the way to the next page', async () => {
    for (let number = 1; number <= 13; number++) await publishedCourse(ana, { title: `Kurs & ${number}`, slug: `kurs-${number}`, language: 'fi', modules: [{ key: 'm', title: 'M', sections: [{ key: 's', title: 'S', activities: [{ key: 'a', kind: 'page', title: 'A', markdown: 'Text' }] }] }] });
    const first = await stranger().get('/courses?language=fi&q=kurs');
    expect(first.html).toMatch(/<option value="fi" selected>/);
    expect(first.html).toMatch(/name="q" type="search" value="kurs"/);
    const next = /rel="next" href="([^"]+)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    expect(next).toContain('q=kurs&language=fi&cursor=');
    const second = await stranger().get(next!);
    expect([...first.html.matchAll(/card__link"/g)].length + [...second.html.matchAll(/card__link"/g)].length).toBe(13);
    expect(second.html).toContain('rel="prev"');
    expect((await stranger().get('/courses?cursor=nonsense')).status).toBe(400);
  });

  it('describe a course: outcomes, programme with dates, what has to be done, who, and how to get in', async () => {
    const { status, html } = await stranger().get('/courses/measuring');
    expect(status).toBe(200);
    expect(html).toContain('<h1>Measuring our street</h1>');
    expect(html).toContain('Plan a measurement with pupils');
    expect(html).toContain('DigCompEdu 3.1');
    expect(html).toContain('7 activities, about 15 minutes');
    expect(html).toMatch(/Counting fairly[^]*from \d+ \w+ \d{4}/);
    expect(html).toContain('all 6 required activities');
    expect(html).toContain('pass 1 quiz');
    expect(html).toContain('Ana Author');
    expect(html).toContain('href="https://creativecommons.org/licenses/by/4.0/"');
    expect(html).toContain(`href="/editions/${edition}/enrolment"`);
    expect(html).not.toMatch(/SECRET-WORD|Now count/);
    expect((await stranger('de').get('/courses/measuring')).html).toContain('Was Sie danach können');
  });

  it('know whoever takes part', async () => {
    const rui = await teacher();
    const { location } = await rui.post(`/editions/${edition}/enrolment`, { certificateName: 'Rui' });
    const { html } = await rui.get('/courses/measuring');
    expect(html).toContain('You are taking part.');
    expect(html).toContain(`href="${location}"`);
    expect(html).not.toContain(`/editions/${edition}/enrolment`);
    await rui.post(`${location}/withdrawal`);
    expect((await rui.get('/courses/measuring')).html).toContain(`/editions/${edition}/enrolment`);
  });

  it('say in words why one cannot enrol, and which dates are past', async () => {
    const own = await publishedCourse(ana, { slug: 'soon' });
    expect((await stranger().get('/courses/soon')).html).toContain('There are no dates for this course at the moment.');
    await openEdition(academy, ana, own.id, { name: 'Autumn', enrolFrom: later(5), enrolUntil: later(9) });
    expect((await stranger().get('/courses/soon')).html).toContain('Enrolment opens on');
    const full = await openEdition(academy, ana, own.id, { name: 'Tiny', seats: 0 });
    const { html } = await stranger().get('/courses/soon');
    expect(html).toContain('All places are taken.');
    expect(html).toContain(`href="/editions/${full}/enrolment"`);
    await ana.api.post(`/editions/${full}/state`, { state: 'closed' });
    const past = await stranger().get('/courses/soon');
    expect(past.html).toContain('1 past edition');
    expect(past.html).not.toContain(`/editions/${full}/enrolment`);
  });

  it('show nothing of a course before its first version, nor of one that is not there', async () => {
    await ana.api.post('/courses', { title: 'Only a draft', slug: 'only-a-draft', language: 'en' });
    for (const slug of ['only-a-draft', 'no-such-course', 'x_y']) expect((await stranger().get(`/courses/${slug}`)).status).toBe(404);
    expect((await stranger().get('/courses')).html).not.toContain('Only a draft');
  });

  it('need few statements: at most eight a page', async () => {
    const rui = await teacher();
    await rui.post(`/editions/${edition}/enrolment`, { certificateName: 'Rui' });
    for (const path of ['/courses', '/courses?q=street', '/courses/measuring', '/courses/quellen']) {
      for (const visitor of [rui, stranger()]) expect(await statements(academy, () => visitor.get(path))).toBeLessThanOrEqual(8);
    }
    expect(await statements(academy, () => rui.get('/courses/measuring'))).toBeGreaterThan(3);
  });
});
