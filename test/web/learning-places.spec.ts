import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';
import { openEdition, publishedCourse, signedIn, takingPart, type Wanted } from './learning.course';

describe('taking and leaving a place', () => {
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

  const teacher = (wanted: Wanted = {}) => signedIn(academy, wanted);
  const enrolled = (wanted: Wanted = {}, into = edition) => takingPart(academy, into, wanted);
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
});
