import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { openEdition, publishedCourse, RIGHT } from './learning.course';

describe('the pages of learning', () => {
  let academy: RunningAcademy;
  let ana: Person;
  let course: { id: string; slug: string };
  let edition: string;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    ana = await academy.designer({ displayName: 'Ana Author' });
    course = await publishedCourse(ana);
    edition = await openEdition(academy, ana, course.id);
  });
  afterAll(() => academy.stop());

  async function teacher(wanted: { displayName?: string; locale?: string } = {}): Promise<Visitor & { person: Person }> {
    const person = await academy.person(wanted);
    const visitor = Object.assign(new Visitor(academy.config.publicUrl), { person });
    await visitor.signIn(person.email, PASSWORD);
    return visitor;
  }
  async function enrolled(wanted: { displayName?: string; locale?: string } = {}, into = edition) {
    const visitor = await teacher(wanted);
    const { location } = await visitor.post(`/editions/${into}/enrolment`, { certificateName: visitor.person.displayName });
    return Object.assign(visitor, { home: location! });
  }
  const activity = (home: string, key: string) => `${home}/activities/${key}`;

  it('ask for the name on the certificate, then give a place and show the way', async () => {
    const ines = await teacher({ displayName: 'Inês' });
    const asked = await ines.get(`/editions/${edition}/enrolment`);
    expect(asked.status).toBe(200);
    expect(asked.html).toContain('value="Inês"');
    expect(asked.html).toContain('This name will be printed on your certificate');

    const refused = await ines.post(`/editions/${edition}/enrolment`, { certificateName: '   ' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('href="#field-certificateName"');

    const done = await ines.post(`/editions/${edition}/enrolment`, { certificateName: 'Inês Sá Ferreira' });
    expect(done.status).toBe(303);
    expect(done.location).toMatch(/^\/learning\/[0-9a-f-]{36}$/);
    expect((await ines.get(done.location!)).html).toContain('You have a place.');
    expect((await ines.person.api.get('/me')).body.certificateName).toBe('Inês Sá Ferreira');
    expect(await ines.get(`/editions/${edition}/enrolment`)).toMatchObject({ status: 303, location: done.location });
    expect((await ines.get('/learning')).html).toContain(`href="${done.location}"`);
  });

  it('send who is not signed in to sign in and back', async () => {
    const stranger = new Visitor(academy.config.publicUrl);
    expect(await stranger.get(`/editions/${edition}/enrolment`)).toMatchObject({ status: 303, location: `/sign-in?next=${encodeURIComponent(`/editions/${edition}/enrolment`)}` });
  });

  it('show the outline: what is open, what is next, what is missing in words', async () => {
    const rui = await enrolled();
    const { status, html } = await rui.get(rui.home);
    expect(status).toBe(200);
    expect(html).toContain('0 of 6 required activities done');
    expect(html).toContain('module--here');
    expect(html).toContain('module--locked');
    expect(html).toContain('Pass the quiz “Check yourself” with at least 60%.');
    expect(html).toContain('“Counting fairly”: 1 required activity, opens on');
    expect(html).not.toContain('The second week');
    expect(html).toMatch(/activity--here[^]*Hello/);
  });

  it('record a view, and lead to the next activity', async () => {
    const rui = await enrolled();
    const { status, html } = await rui.get(activity(rui.home, 'hello'));
    expect(status).toBe(200);
    expect(html).toContain(`href="${activity(rui.home, 'check')}"`);
    expect(html).toContain('tag--success');
    expect((await rui.get(rui.home)).html).toContain('1 of 6 required activities done');
  });

  it('explain on the outline why a module cannot be read yet', async () => {
    const rui = await enrolled();
    const { status, html } = await rui.get(activity(rui.home, 'second'));
    expect(status).toBe(403);
    expect(html).toContain('“Counting fairly” is not open yet');
    expect(html).not.toContain('Now count.');
    expect((await rui.get(activity(rui.home, 'nothing-such'))).status).toBe(404);
  });

  it('are nobody else’s', async () => {
    const [rui, eva] = [await enrolled(), await enrolled()];
    const { location } = await rui.post(`${activity(rui.home, 'check')}/attempts`);
    for (const path of [rui.home, activity(rui.home, 'hello'), location!]) expect((await eva.get(path)).status).toBe(404);
    expect((await eva.post(`${rui.home}/withdrawal`)).status).toBe(404);
    expect((await eva.post(`${activity(rui.home, 'wall')}/mark`)).status).toBe(404);
    expect((await eva.post(location!, RIGHT)).status).toBe(404);
  });

  it('show a film, a link, a discussion and an assignment with its rubric, and mark what counts by one’s word', async () => {
    const rui = await enrolled();
    expect((await rui.get(activity(rui.home, 'film'))).html).toMatch(/href="https:\/\/video\.example\/street"[^]*What is said\./);
    expect((await rui.get(activity(rui.home, 'link'))).html).toContain('Open at data.example');
    const plan = await rui.get(activity(rui.home, 'plan'));
    expect(plan.html).toMatch(/<th scope="row">Is the aim clear\?<\/th>[^]*Sharp[^]*2 points[^]*One sentence says it\./);

    expect((await rui.get(activity(rui.home, 'wall'))).html).toContain('Mark as done');
    expect(await rui.post(`${activity(rui.home, 'wall')}/mark`)).toMatchObject({ status: 303, location: activity(rui.home, 'wall') });
    const marked = await rui.get(activity(rui.home, 'wall'));
    expect(marked.html).toContain('Marked as done.');
    expect(marked.html).not.toContain('/mark"');
    const refused = await rui.post(`${activity(rui.home, 'hello')}/mark`);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('This activity is not marked by hand');
  });

  it('keep the diary private until it is shared, and show colleagues’ entries beside one’s own', async () => {
    const [rui, eva] = [await enrolled({ displayName: 'Rui' }), await enrolled({ displayName: 'Eva' })];
    const [ruis, evas] = [activity(rui.home, 'diary'), activity(eva.home, 'diary')];
    expect(await rui.post(`${ruis}/reflection`, { markdown: 'I hear *trams*.' })).toMatchObject({ status: 303, location: ruis });
    await eva.post(`${evas}/reflection`, { markdown: 'I hear birds.', shared: 'true' });

    const seen = await rui.get(ruis);
    expect(seen.html).toContain('I hear birds.');
    expect(seen.html).toContain('Only you can read it.');
    expect((await eva.get(evas)).html).not.toContain('trams');
    const other = await enrolled();
    expect((await other.get(activity(other.home, 'diary'))).html).not.toContain('I hear birds.');

    await rui.post(`${ruis}/reflection`, { markdown: 'I hear *trams*.', shared: 'true' });
    expect((await eva.get(evas)).html).toContain('<em>trams</em>');
    await rui.post(`${ruis}/reflection/draft`, { markdown: 'I hear <b>more</b>.', wasShared: 'true', shared: 'true' });
    expect((await eva.get(evas)).html).toContain('I hear &lt;b&gt;more&lt;/b&gt;.');
    await rui.post(`${ruis}/reflection/draft`, { markdown: 'Mine again.', shared: 'true' });
    expect((await eva.get(evas)).html).not.toContain('Mine again.');
    expect((await rui.get(ruis)).html).toContain('Mine again.');

    const tooLong = await rui.post(`${ruis}/reflection`, { markdown: 'x'.repeat(50_001) });
    expect(tooLong.status).toBe(422);
    expect(tooLong.html).toContain('xxxxx');
  });

  it('give the place back, and the course explains itself afterwards', async () => {
    const rui = await enrolled();
    expect((await rui.get(rui.home)).html).toContain('Leave this course?');
    expect(await rui.post(`${rui.home}/withdrawal`)).toMatchObject({ status: 303, location: '/learning' });
    const { html } = await rui.get(rui.home);
    expect(html).toContain('You have left this course');
    expect(html).not.toContain('Leave this course?');
    const refused = await rui.get(activity(rui.home, 'hello'));
    expect(refused.status).toBe(403);
    expect(refused.html).toContain('You have left this course');
    expect(await rui.post(`/editions/${edition}/enrolment`, { certificateName: 'Rui' })).toMatchObject({ status: 303, location: rui.home });
  });

  it('put people on the waiting list, with their number, and say so before', async () => {
    const small = await openEdition(academy, ana, course.id, { name: 'Small', seats: 1 });
    await enrolled({}, small);
    const rui = await teacher();
    const asked = await rui.get(`/editions/${small}/enrolment`);
    expect(asked.html).toContain('All places are taken');
    expect(asked.html).toContain('Join the waiting list');
    const { location } = await rui.post(`/editions/${small}/enrolment`, { certificateName: 'Rui' });
    const { html } = await rui.get(location!);
    expect(html).toContain('You are number 1 on the waiting list');
    expect((await rui.get(activity(location!, 'hello'))).status).toBe(403);
    expect((await rui.get('/learning')).html).toContain('Waiting list, number 1');
  });

  it('say why nobody can enrol, and show no edition that is still a draft', async () => {
    const rui = await teacher();
    const over = await openEdition(academy, ana, course.id, { name: 'Over', enrolUntil: new Date(academy.clock.now().getTime() - 1000).toISOString() });
    expect((await rui.get(`/editions/${over}/enrolment`)).html).toContain('Enrolment closed on');
    const refused = await rui.post(`/editions/${over}/enrolment`, { certificateName: 'Rui' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Enrolment closed on');
    const { body } = await ana.api.post(`/editions/${over}/copy`, { startsAt: new Date().toISOString() });
    expect((await rui.get(`/editions/${body.id}/enrolment`)).status).toBe(404);
  });

  it('celebrate a completed course and lead to the certificate', async () => {
    const one = await publishedCourse(ana, { modules: [{ key: 'm', title: 'Only', sections: [{ key: 's', title: 'Only', activities: [{ key: 'only', kind: 'page', title: 'Only page', markdown: 'Text' }] }] }] });
    const rui = await enrolled({}, await openEdition(academy, ana, one.id));
    await rui.get(activity(rui.home, 'only'));
    const { html } = await rui.get(rui.home);
    expect(html).toContain('You completed this course on');
    expect(html).toContain('href="/me/credentials"');
    expect(html).not.toContain('Still missing');
    expect((await rui.post(`${rui.home}/withdrawal`)).status).toBe(409);
  });

  it.each([
    ['de', 'Für das Zertifikat fehlt noch', 'Geschrieben auf Englisch'],
    ['en', 'Still missing for the certificate', null],
  ])('speak %s, and mark content in another language', async (locale, words, note) => {
    const rui = await enrolled({ locale });
    const { html } = await rui.get(rui.home);
    expect(html).toContain(words);
    const page = await rui.get(activity(rui.home, 'hello'));
    expect(page.html).toContain(`<html lang="${locale}"`);
    expect(page.html.includes('<h1 lang="en">')).toBe(note !== null);
    if (note) expect(page.html).toContain(note);
  });

  it('need few statements: at most eight a page, for the first look at it too', async () => {
    const [rui, eva] = [await enrolled(), await enrolled()];
    const keys = ['hello', 'check', 'film', 'link', 'diary', 'wall', 'plan', 'second'];
    for (const key of keys) await eva.get(activity(eva.home, key));
    const { location } = await rui.post(`${activity(rui.home, 'check')}/attempts`);
    const paths = ['/learning', rui.home, `/editions/${edition}/enrolment`, location!, ...keys.map((key) => activity(rui.home, key))];
    const counted: [string, number][] = [];
    for (const path of [...paths, ...paths]) counted.push([path, await statements(academy, () => rui.get(path))]);
    expect(counted.filter(([, count]) => count > 8)).toEqual([]);
    expect(counted.filter(([, count]) => count < 2)).toEqual([]);
  });
});
