import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { openEdition, publishedCourse } from './learning.course';
import { formOf } from './studio.forms';

const DAY = 86_400_000;
const quiz = { submitBy: '2027-05-01T00:00:00Z' };
const typed = {
  name: 'Autumn', enrolFrom: '2027-01-10T09:00', enrolUntil: '2027-07-01T23:59', startsAt: '2027-03-01T09:00', endsAt: '2027-07-05T18:00', seats: '40', mode: 'dates',
  'opens.later': '2027-03-28T02:30', 'submitBy.plan': '2027-06-01T23:59', 'reviewBy.plan': '2027-06-08T23:59', languages: 'el',
};

describe('the pages of editions', () => {
  let academy: RunningAcademy;
  let ana: Person;
  let eleni: Person;
  let page: Visitor;
  let course: { id: string; slug: string };
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    ana = await academy.person({ displayName: 'Ana', roles: [{ role: 'designer', scope: 'platform', id: null }] });
    eleni = await academy.coordinator({ displayName: 'Eleni', timeZone: 'Europe/Athens' });
    course = await publishedCourse(ana, { title: 'Measuring our street' });
    page = await visit(eleni);
  });
  afterAll(() => academy.stop());

  async function visit(person: Person, language?: string): Promise<Visitor> {
    const visitor = new Visitor(academy.config.publicUrl, language);
    await visitor.signIn(person.email, PASSWORD);
    return visitor;
  }
  const stored = async (id: string) => (await eleni.api.get(`/editions/${id}`)).body;
  const newForm = () => `/coordination/new?course=${course.id}`;
  const at = (id: string) => `/coordination/editions/${id}`;
  /** At noon: a form reads the same digits in a zone of its own, where an hour of the night may not exist. */
  const inDays = (days: number, seconds = 0) => new Date((Math.floor(academy.clock.now().getTime() / DAY) + days + 0.5) * DAY + seconds * 1000).toISOString();

  it('are closed to those who run none, and each edition to those who run others', async () => {
    expect(await new Visitor(academy.config.publicUrl).get('/coordination')).toMatchObject({ status: 303, location: '/sign-in?next=%2Fcoordination' });
    const [mine, other] = [await openEdition(academy, ana, course.id), await openEdition(academy, ana, course.id, { name: 'Not mine' })];
    const teacher = await visit(await academy.person());
    const helper = await visit(await academy.person({ roles: [{ role: 'coordinator', scope: 'edition', id: mine }] }));
    for (const path of ['', '/people', '/badges', '/settings', '/team', '/awards/everyone']) {
      expect((await teacher.get(at(mine) + path)).status).toBe(403);
      expect((await helper.get(at(other) + path)).status).toBe(403);
      expect((await helper.get(at(mine) + path)).status).toBe(200);
    }
    expect((await teacher.get('/coordination')).status).toBe(403);
    const list = await helper.get('/coordination');
    expect(list.html).toContain(at(mine));
    expect(list.html).not.toContain('Not mine');
    expect(list.html).not.toContain('/coordination/new');
    expect((await page.get('/coordination')).html).toContain('/coordination/new');
    expect((await helper.get('/coordination/new')).html).toContain('There is no course to choose yet');
    expect((await helper.post(newForm(), typed)).status).toBe(403);
    expect((await page.get(at('00000000-0000-4000-8000-000000000000'))).status).toBe(404);
  });

  it('create an edition of a published course, in the time zone of whoever does', async () => {
    const draft = (await ana.api.post('/courses', { title: 'Not published', language: 'en' })).body;
    const choice = await page.get('/coordination/new');
    expect(choice.html).toContain(course.id);
    expect(choice.html).not.toContain('Not published');
    expect((await page.get(`/coordination/new?course=${draft.id}`)).status).toBe(404);

    expect((await page.get(newForm())).html).toContain('In your time zone: Athens');
    const { status, location } = await page.post(newForm(), typed);
    expect(status).toBe(303);
    expect(await stored(location!.split('/').pop()!)).toMatchObject({
      name: 'Autumn', state: 'draft', seats: 40, selfPaced: false, languages: ['el'], version: 1,
      enrolFrom: '2027-01-10T07:00:00.000Z', enrolUntil: '2027-07-01T20:59:00.000Z', startsAt: '2027-03-01T07:00:00.000Z', endsAt: '2027-07-05T15:00:00.000Z',
      release: { mode: 'dates', dates: { later: '2027-03-28T00:30:00.000Z' } },
      deadlines: { plan: { submitBy: '2027-06-01T20:59:00.000Z', reviewBy: '2027-06-08T20:59:00.000Z' } },
    });
    expect((await page.get(location!)).html).toContain('The edition is created.');
  });

  it.each([
    ['an end before the start', { endsAt: '2027-02-01T09:00' }, 'field-endsAt', 'after its start'],
    ['enrolment that closes before it opens', { enrolUntil: '2027-01-01T09:00' }, 'field-enrolUntil', 'after it opens'],
    ['a day that no calendar has', { startsAt: '2027-02-30T09:00' }, 'field-startsAt', 'when the edition starts'],
    ['half a seat', { seats: '1.5' }, 'field-seats', 'a whole number'],
    ['reviews before the work', { 'reviewBy.plan': '2027-05-01T09:00' }, 'field-reviewBy.plan', 'neither before handing in'],
    ['grades before the work', { 'releaseAt.plan': '2027-05-01T09:00' }, 'field-releaseAt.plan', 'not lie before handing in'],
    ['a month and more of grace', { 'graceHours.plan': '721' }, 'field-graceHours.plan', 'hours up to 720'],
    ['no name', { name: '' }, 'field-name', 'enter a short name'],
  ])('refuse %s and keep all that was typed', async (_what, wrong, field, words) => {
    const { status, html } = await page.post(newForm(), { ...typed, ...wrong });
    expect(status).toBe(422);
    expect(html).toContain(`href="#${field}"`);
    expect(html).toContain(words);
    const { languages: _, mode: __, ...kept } = { ...typed, ...wrong };
    expect(formOf(html, newForm())).toMatchObject(kept);
    expect(html).toMatch(/value="dates" checked/);
    expect(html).toMatch(/value="el" checked/);
  });

  it('save settings as they are without changing anything, seconds and other deadlines included', async () => {
    const id = await openEdition(academy, ana, course.id, { endsAt: inDays(30, 59), release: { mode: 'weekly' }, deadlines: { check: quiz, plan: { submitBy: inDays(9, 59) } } });
    const before = await stored(id);
    const fields = formOf((await page.get(`${at(id)}/settings`)).html, `${at(id)}/settings`);
    expect(fields['endsAt']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
    expect(await page.post(`${at(id)}/settings`, fields)).toMatchObject({ status: 303, location: `${at(id)}/settings` });
    expect(await stored(id)).toEqual(before);

    await page.post(`${at(id)}/settings`, { ...fields, name: 'Renamed', seats: '12', 'submitBy.plan': '', mode: 'all' });
    expect(await stored(id)).toEqual({ ...before, name: 'Renamed', seats: 12, deadlines: { check: quiz }, release: { mode: 'all' } });
  });

  it('say what shorter dates would cut off, and shorten only when that is confirmed', async () => {
    const id = await openEdition(academy, ana, course.id, { name: 'Long', seats: 5 });
    await (await academy.person()).api.post(`/editions/${id}/enrolments`);
    const settings = `${at(id)}/settings`;
    const fields = { ...formOf((await page.get(settings)).html, settings), name: 'Shorter', endsAt: inDays(20).slice(0, 16) };
    const refused = await page.post(settings, fields);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('The edition would end on');
    expect(refused.html).toContain('One person has a place. Nothing has been saved yet.');
    expect(refused.html.replaceAll('&#x3D;', '=')).toContain(`formaction="${settings}?confirm=true"`);
    expect(formOf(refused.html, settings)).toMatchObject({ name: 'Shorter', endsAt: fields.endsAt });
    expect((await stored(id)).name).toBe('Long');

    expect((await page.post(`${settings}?confirm=true`, fields)).status).toBe(303);
    expect((await stored(id)).name).toBe('Shorter');
    const fewer = await page.post(settings, { ...formOf((await page.get(settings)).html, settings), seats: '0' });
    expect([fewer.status, fewer.html.includes('More people already have a place than that.')]).toEqual([422, true]);
  });

  it('move an edition to a newer version, and copy it', async () => {
    const other = await publishedCourse(ana, { title: 'Renewed' });
    const id = await openEdition(academy, ana, other.id, { startsAt: '2027-03-01T07:00:00.000Z', endsAt: '2027-07-01T07:00:00.000Z', deadlines: { plan: { submitBy: '2027-03-02T07:00:00.000Z', graceHours: 12, reviewFrom: '2027-03-01T07:00:00.000Z', reviewBy: '2027-03-03T07:00:00.000Z', releaseAt: '2027-03-04T07:00:00.000Z' }, check: quiz } });
    expect((await page.get(`${at(id)}/settings`)).html).toContain('That is the newest.');
    await ana.api.post(`/courses/${other.id}/versions`, { notes: 'Better pictures' });
    expect((await page.get(`${at(id)}/settings`)).html).toContain('Better pictures');
    expect((await page.post(`${at(id)}/settings/version`, { version: '2' })).status).toBe(303);
    expect((await stored(id)).version).toBe(2);

    expect((await page.post(`${at(id)}/settings/copies`, {})).html).toContain('href="#copy-startsAt"');
    expect(await page.get(`${at(id)}/settings/copies`)).toMatchObject({ status: 303, location: `${at(id)}/settings` });
    const { location } = await page.post(`${at(id)}/settings/copies`, { startsAt: '2028-03-01T09:00' });
    expect(await stored(location!.split('/')[3]!)).toMatchObject({ state: 'draft', startsAt: '2028-03-01T07:00:00.000Z', version: 2,
      deadlines: { plan: { submitBy: '2028-03-02T07:00:00.000Z', graceHours: 12, reviewFrom: '2028-03-01T07:00:00.000Z', reviewBy: '2028-03-03T07:00:00.000Z', releaseAt: '2028-03-04T07:00:00.000Z' } },
    });
  });

  it('offer the moves that the state allows, and make them', async () => {
    const { location } = await page.post(newForm(), typed);
    const movesIn = (html: string) => [...html.matchAll(/name="state" value="(\w+)"/g)].map((match) => match[1]);
    expect(movesIn((await page.get(location!)).html)).toEqual(['announced', 'open']);
    expect(await page.post(`${location}/state`, { state: 'open' })).toMatchObject({ status: 303, location });
    const open = (await page.get(location!)).html;
    expect(open).toContain('Enrolment is open.');
    expect(movesIn(open)).toEqual(['running', 'closed']);
    await page.post(`${location}/state`, { state: 'archived' });
    expect((await page.get(location!)).html).toContain('cannot go from its present state');
    expect((await page.post(`${location}/state`, { state: 'nowhere' })).status).toBe(422);
  });

  it('find members of the team by their address', async () => {
    const id = await openEdition(academy, ana, course.id);
    const team = `${at(id)}/team`;
    const mara = await academy.person({ displayName: 'Mara Moderator' });
    const unknown = await page.post(team, { email: 'nobody@people.test', role: 'coordinator' });
    expect([unknown.status, unknown.html.includes('somebody who has an account here')]).toEqual([422, true]);
    expect(unknown.html).toContain('value="nobody@people.test"');
    expect(unknown.html).toMatch(/value="coordinator" checked/);

    expect((await page.post(team, { email: mara.email.toUpperCase(), role: 'coordinator' })).status).toBe(303);
    expect((await page.get(team)).html).toContain('Mara Moderator is in the team.');
    expect((await eleni.api.get(`/editions/${id}/team`)).body.items).toContainEqual({ userId: mara.id, displayName: 'Mara Moderator', role: 'coordinator' });
    const hers = await visit(mara);
    expect(await hers.post(`${team}/${mara.id}/removal`)).toMatchObject({ status: 303, location: '/' });
    expect((await hers.get(team)).status).toBe(403);
    expect(await page.post(`${team}/${eleni.id}/removal`)).toMatchObject({ location: team });
  });

  it('need few statements, and speak German', async () => {
    const id = await openEdition(academy, ana, course.id);
    const german = await visit(await academy.coordinator({ locale: 'de' }), 'de');
    const most = { '/coordination': 2, '/coordination/new': 2, [newForm()]: 3, [at(id)]: 10, [`${at(id)}/settings`]: 4, [`${at(id)}/team`]: 4 };
    for (const [path, count] of Object.entries(most)) {
      let seen = { status: 0, html: '' };
      expect([path, await statements(academy, async () => (seen = await german.get(path)))]).toEqual([path, count]);
      expect([path, seen.status, seen.html.includes('Durchg')]).toEqual([path, 200, true]);
    }
  });
});
