import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';
import { openEdition, publishedCourse } from './learning.course';
import { formOf } from './studio.forms';

const DAY = 86_400_000;
const typed = {
  name: 'Autumn', enrolFrom: '2027-01-10T09:00', enrolUntil: '2027-07-01T23:59', startsAt: '2027-03-01T09:00', endsAt: '2027-07-05T18:00', mode: 'weekly',
  'submitBy.plan': '', 'reviewBy.plan': '', languages: 'el',
};

describe('the deadlines of an edition', () => {
  let academy: RunningAcademy;
  let ana: Person;
  let eleni: Person;
  let page: Visitor;
  let course: { id: string; slug: string };
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    ana = await academy.designer({ displayName: 'Ana' });
    eleni = await academy.coordinator({ displayName: 'Eleni', timeZone: 'Europe/Athens' });
    course = await publishedCourse(ana, { title: 'Measuring our street' });
    page = new Visitor(academy.config.publicUrl);
    await page.signIn(eleni.email, PASSWORD);
  });
  afterAll(() => academy.stop());

  const stored = async (id: string) => (await eleni.api.get(`/editions/${id}`)).body;
  const newForm = () => `/coordination/new?course=${course.id}`;
  const at = (id: string) => `/coordination/editions/${id}`;
  /** At noon: a form reads the same digits in a zone of its own, where an hour of the night may not exist. */
  const inDays = (days: number) => new Date((Math.floor(academy.clock.now().getTime() / DAY) + days + 0.5) * DAY).toISOString();

  it('say what sooner deadlines would cut off, by the assignment', async () => {
    const plan = { submitBy: inDays(9), graceHours: 24, reviewFrom: inDays(2), reviewBy: inDays(16), releaseAt: inDays(20) };
    const id = await openEdition(academy, ana, course.id, { deadlines: { plan } });
    const settings = `${at(id)}/settings`;
    const fields = formOf((await page.get(settings)).html, settings);
    expect(fields).toMatchObject({ 'graceHours.plan': '24', 'releaseAt.plan': expect.stringMatching(/T/), 'reviewFrom.plan': expect.stringMatching(/T/) });
    const refused = await page.post(settings, { ...fields, 'reviewBy.plan': inDays(14).slice(0, 16) });
    expect(refused.status).toBe(422);
    expect(refused.html).toMatch(/Reviews in “[^”]+” would be due on/);
    expect((await stored(id)).deadlines.plan).toEqual(plan);
    expect((await page.post(`${settings}?confirm=true`, { ...fields, 'graceHours.plan': '' })).status).toBe(303);
    const { graceHours: _, ...without } = plan;
    expect((await stored(id)).deadlines.plan).toEqual(without);
  });

  it('are not taken from who set them meanwhile: the form comes back with what was typed, and is meant when it is sent again', async () => {
    const plan = { submitBy: inDays(9), reviewBy: inDays(16) };
    const id = await openEdition(academy, ana, course.id, { deadlines: { plan } });
    const settings = `${at(id)}/settings`;
    const shown = formOf((await page.get(settings)).html, settings);
    expect((await page.post(settings, { ...shown, 'reviewBy.plan': '', languages: 'pl', seats: '80' })).status).toBe(303);
    const refused = await page.post(settings, { ...shown, name: 'Late in May' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Somebody else has changed this edition since you opened it.');
    const differences = [...refused.html.matchAll(/<li>([^<]+) – stored now: (?:<i>)?([^<]+)/g)].map(([, label, value]) => `${label} = ${value}`);
    expect(differences.sort()).toEqual(['Languages = Polish', expect.stringMatching(/^Name = ./), 'Places = 80', expect.stringMatching(/: Review colleagues by = nothing$/)]);
    expect(await stored(id)).toMatchObject({ deadlines: { plan: { submitBy: plan.submitBy } }, name: expect.not.stringContaining('May') });

    const again = formOf(refused.html, settings);
    expect(again).toMatchObject({ name: 'Late in May', 'reviewBy.plan': shown['reviewBy.plan'] });
    const suggested = formOf((await page.post(`${settings}?suggest=true`, { ...shown, name: 'Late in May' })).html, settings);
    expect((await page.post(settings, suggested)).status).toBe(422);
    expect((await page.post(settings, again)).status).toBe(303);
    expect(await stored(id)).toMatchObject({ deadlines: { plan: { reviewBy: plan.reviewBy } }, name: 'Late in May' });
    const { seen: _, ...program } = shown;
    expect((await page.post(settings, program)).status).toBe(303);
    expect((await page.post(settings, { ...program, endsAt: '' })).status).toBe(422);
  });

  it('suggest deadlines that fit the edition, and save nothing', async () => {
    const suggested = await page.post(`${newForm()}&suggest=true`, typed);
    expect(suggested.status).toBe(200);
    expect(suggested.html).toContain('nothing has been saved yet');
    const { 'submitBy.plan': submitBy, 'graceHours.plan': grace, 'reviewBy.plan': reviewBy, name } = formOf(suggested.html, newForm());
    expect([name, submitBy, grace, reviewBy]).toEqual(['Autumn', '2027-03-15T23:59', '24', '2027-03-22T23:59']);
    const timeless = await page.post(`${newForm()}&suggest=true`, { ...typed, endsAt: '' });
    expect(timeless.html).toContain('href="#field-endsAt"');
  });

  it('that contradict each other are refused where they stand', async () => {
    const id = await openEdition(academy, ana, course.id);
    const refused = await eleni.api.patch(`/editions/${id}`, { deadlines: { plan: { submitBy: inDays(9), reviewBy: inDays(8) } } });
    expect([refused.status, refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([422, ['/deadlines/plan/reviewBy']]);
    const [nine, eleven, twelve] = [9, 11, 12].map(inDays);
    expect((await eleni.api.patch(`/editions/${id}`, { deadlines: { plan: { submitBy: nine, reviewBy: twelve } } })).status).toBe(200);
    const sooner = await eleni.api.patch(`/editions/${id}`, { deadlines: { plan: { submitBy: nine, reviewBy: eleven } } });
    expect(sooner).toMatchObject({ status: 409, body: { cutsOff: [{ field: 'reviewBy', activityKey: 'plan', from: twelve, to: eleven }] } });
  });
});
