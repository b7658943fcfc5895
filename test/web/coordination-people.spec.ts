import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { until } from '../support/until';
import { Visitor } from '../support/visitor';
import { openEdition, publishedCourse } from './learning.course';

describe('the pages of an edition’s people', () => {
  let academy: RunningAcademy;
  let ana: Person;
  let page: Visitor;
  let course: { id: string; slug: string };
  beforeAll(async () => {
    academy = await startAcademy();
    ana = await academy.person({ displayName: 'Ana', roles: [{ role: 'designer', scope: 'platform', id: null }, { role: 'coordinator', scope: 'platform', id: null }] });
    course = await publishedCourse(ana);
    page = await visit(ana);
  });
  afterAll(() => academy.stop());

  async function visit(person: Person): Promise<Visitor> {
    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(person.email, PASSWORD);
    return visitor;
  }
  const edition = (wanted: object = {}) => openEdition(academy, ana, course.id, wanted);
  const at = (id: string) => `/coordination/editions/${id}`;
  const enrol = async (id: string, person: Person): Promise<string> => (await person.api.post(`/editions/${id}/enrolments`)).body.id;
  const newcomer = async (id: string, displayName: string, country = 'PT') => enrol(id, await academy.person({ displayName, country }));
  const manualBadge = async (name: string): Promise<string> => (await ana.api.post(`/courses/${course.id}/badges`, { name, trigger: 'manual' })).body.id;
  const awardsOf = (enrolmentId: string) =>
    academy.database.query<{ id: string; isLive: boolean }>('SELECT id, revoked_at IS NULL AND superseded_by IS NULL AS "isLive" FROM award WHERE enrolment_id = $1 ORDER BY issued_at', [enrolmentId]);
  const namesIn = (html: string) => [...html.matchAll(/people\/[0-9a-f-]{36}">([^<]+)<\/a><\/th>/g)].map((match) => match[1]);
  const waiveAll = async (enrolmentId: string) => {
    const { missing } = (await ana.api.get(`/enrolments/${enrolmentId}`)).body;
    for (const { activityKey } of missing) await ana.api.post(`/enrolments/${enrolmentId}/activities/${activityKey}/waiver`, { reason: 'Done elsewhere' });
  };

  it('are filtered by state, country, name, and who is stuck', async () => {
    const id = await edition({ seats: 2, startsAt: new Date(academy.clock.now().getTime() - 9 * 86_400_000).toISOString() });
    const stuck = await newcomer(id, 'Stuck Sofia', 'GR');
    await newcomer(id, 'Busy Bruno', 'IT');
    await newcomer(id, 'Waiting Wanda', 'IT');
    await academy.database.query(`UPDATE enrolment SET activated_at = academy_now() - interval '8 days' WHERE id = $1`, [stuck]);
    const found = async (query: string) => namesIn((await page.get(`${at(id)}/people${query}`)).html);
    expect(await found('')).toEqual(['Stuck Sofia', 'Busy Bruno', 'Waiting Wanda']);
    expect(await found('?state=waitlisted')).toEqual(['Waiting Wanda']);
    expect(await found('?country=IT')).toEqual(['Busy Bruno', 'Waiting Wanda']);
    expect(await found('?q=brun')).toEqual(['Busy Bruno']);
    expect(await found('?stuck=true')).toEqual(['Stuck Sofia']);
    expect(await found('?state=&country=&q=&stuck=&page=9')).toHaveLength(3);
    expect((await page.get(`${at(id)}/people?state=completed`)).html).toContain('Nobody fits this filter');
    const board = (await page.get(at(id))).html;
    expect(board).toContain('One person has a place and has done nothing for seven days.');
    expect(namesIn(board)).toEqual(['Stuck Sofia']);
  });

  it('come fifty a page, and need few statements', async () => {
    const id = await edition();
    await academy.database.query(
      `WITH someone AS (
         INSERT INTO users (email, email_verified_at, password_hash, display_name, certificate_name, country, locale, reads, time_zone)
         SELECT 'p' || n || '@crowd.test', now(), 'none', 'Person ' || n, 'Person ' || n, 'PT', 'en', ARRAY['en'], 'Europe/Lisbon' FROM generate_series(1, 61) n RETURNING id, display_name)
       INSERT INTO enrolment (edition_id, user_id, state, enrolled_at, activated_at)
       SELECT $1, id, 'active', academy_now() - interval '1 day' + substr(display_name, 8)::int * interval '1 second', academy_now() FROM someone`,
      [id],
    );
    const first = await page.get(`${at(id)}/people?country=PT`);
    expect(namesIn(first.html)).toEqual(Array.from({ length: 50 }, (_, index) => `Person ${index + 1}`));
    const next = /rel="next" href="([^"]+)"/.exec(first.html)![1]!.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    expect(next).toContain('country=PT');
    const second = await page.get(next);
    expect(namesIn(second.html)).toEqual(Array.from({ length: 11 }, (_, index) => `Person ${index + 51}`));
    expect(second.html).toContain('Back to the first page');
    expect(await statements(academy, () => page.get(`${at(id)}/people`))).toBeLessThanOrEqual(9);
    expect((await page.get(`${at(id)}/people?ticked=page`)).html.match(/name="enrolmentIds"[^>]* checked/g)).toHaveLength(50);
    expect((await page.get(`${at(id)}/people?cursor=nonsense`)).status).toBe(400);
  });

  it('are awarded a badge by ticks, and told how far it has come', async () => {
    const id = await edition();
    const [rui, eva] = [await newcomer(id, 'Rui'), await newcomer(id, 'Eva')];
    const badge = await manualBadge('Helpful');
    const none = await page.post(`${at(id)}/awards?country=PT`, { badgeId: badge });
    expect(none.html).toContain('Please tick at least one person.');
    expect([none.status, none.html.includes('href="#field-enrolmentIds"'), none.html.includes(`value="${badge}" selected`)]).toEqual([422, true, true]);
    const noBadge = await page.post(`${at(id)}/awards`, [['enrolmentIds', eva], ['badgeId', '']]);
    expect(noBadge.html).toContain('href="#field-badgeId"');
    expect(noBadge.html).toMatch(new RegExp(`value="${eva}" checked`));
    expect(await page.get(`${at(id)}/awards?country=PT`)).toMatchObject({ status: 303, location: `${at(id)}/people?country=PT` });

    const elsewhere = await newcomer(await edition(), 'Elsewhere');
    expect((await page.post(`${at(id)}/awards`, [['enrolmentIds', rui], ['enrolmentIds', elsewhere], ['badgeId', badge]])).html).toContain('does not belong together');
    const { status, location } = await page.post(`${at(id)}/awards`, [['enrolmentIds', rui], ['enrolmentIds', eva], ['badgeId', badge]]);
    expect(status).toBe(303);
    expect((await page.get(location!)).html).toContain('2 people would get it');
    expect(await page.post(location!)).toMatchObject({ status: 303, location });
    const done = await until(async () => (await page.get(location!)).html.includes('Awarded to 2 people'), 'both awards');
    expect(done).toBe(true);
    expect((await awardsOf(eva)).map(({ isLive }) => isLive)).toEqual([true]);
    const other = await visit(await academy.person({ roles: [{ role: 'coordinator', scope: 'edition', id: await edition() }] }));
    expect((await other.get(location!)).status).toBe(403);
  });

  it('are awarded a badge as a whole list, but for who waits or has left', async () => {
    const id = await edition({ seats: 2 });
    const leaver = await academy.person({ displayName: 'Leaver', country: 'IT' });
    const left = await enrol(id, leaver);
    const [rui, eva, wanda] = [await newcomer(id, 'Rui', 'IT'), await newcomer(id, 'Eva', 'IT'), await newcomer(id, 'Wanda', 'IT')];
    await leaver.api.delete(`/enrolments/${left}`);
    const badge = await manualBadge('Everyone');
    const everyone = `${at(id)}/awards/everyone?country=IT`;
    expect((await page.get(everyone)).html).toContain('4 people are in this list.');
    expect((await page.post(everyone, { badgeId: '' })).status).toBe(422);
    expect((await page.get(`${at(id)}/awards/everyone?country=FR`)).html).toContain('There is nobody to award a badge to');
    const { location } = await page.post(everyone, { badgeId: badge });
    expect((await page.get(location!)).html).toMatch(/2 people would get it[\s\S]*Eva, Rui[\s\S]*2 people have no place, or left/);
    expect((await page.post(location!)).status).toBe(303);
    await until(async () => (await awardsOf(eva)).length === 1, 'the award');
    expect(await Promise.all([rui, eva, wanda, left].map(async (each) => (await awardsOf(each)).length))).toEqual([1, 1, 0, 0]);
  });

  it('show one person’s standing, and waive with a reason', async () => {
    const id = await edition();
    const eva = await newcomer(id, 'Eva');
    const person = `${at(id)}/people/${eva}`;
    expect((await page.get(`${at(await edition())}/people/${eva}`)).status).toBe(404);
    const refused = await page.post(`${person}/waivers`, { reason: 'A typed reason' });
    expect([refused.status, refused.html.includes('A typed reason'), refused.html.includes('href="#field-activityKey"')]).toEqual([422, true, true]);
    expect((await page.post(`${person}/waivers`, { activityKey: 'hello', reason: '  ' })).html).toContain('href="#field-reason"');
    expect(await page.get(`${person}/waivers`)).toMatchObject({ status: 303, location: person });

    expect(await page.post(`${person}/waivers`, { activityKey: 'hello', reason: 'Knew it <before>' })).toMatchObject({ status: 303, location: person });
    const seen = await page.get(person);
    expect(seen.html).toContain('Knew it &lt;before&gt;');
    expect(seen.html).toContain('1 of 6 required activities done');
    expect(seen.html).not.toContain('value="hello"');
    expect(await statements(academy, () => page.get(person))).toBe(7);
    await waiveAll(eva);
    expect((await page.get(person)).html).toContain('Activities can be waived for people who are active at present.');
  });

  it('revoke an award with a reason, and issue awards and certificates anew', async () => {
    const id = await edition();
    const eva = await newcomer(id, 'Eva');
    await waiveAll(eva);
    const [award] = await until(async () => ((await awardsOf(eva)).length > 0 ? awardsOf(eva) : null), 'the badge of the course');
    const mine = `${at(id)}/people/${eva}/awards/${award!.id}`;
    expect((await page.get(`${at(id)}/people/${await newcomer(id, 'Not hers')}/awards/${award!.id}`)).status).toBe(404);
    expect((await page.get(`${at(id)}/people/${eva}/thanks/${award!.id}`)).status).toBe(404);
    expect((await page.post(`${mine}/revocation`, { reason: '' })).status).toBe(422);
    expect(await page.post(`${mine}/revocation`, { reason: 'By mistake' })).toMatchObject({ status: 303, location: mine });
    expect((await page.get(mine)).html).toContain('By mistake');
    expect((await awardsOf(eva)).map(({ isLive }) => isLive)).toEqual([false]);

    const { location } = await page.post(`${mine}/reissue`);
    expect((await page.get(location!)).html).toContain('Issued anew.');
    expect((await page.get(mine)).html).toContain(`href="${location}"`);
    expect(await page.post(`${mine}/reissue`)).toMatchObject({ status: 303, location: mine });
    expect((await page.get(mine)).html).toContain('It has been issued anew in the meantime.');
    expect((await awardsOf(eva)).map(({ isLive }) => isLive)).toEqual([false, true]);

    const address = await until(async () => /href="([^"]+\/certificates\/[0-9a-f-]{36})"/.exec((await page.get(`${at(id)}/people/${eva}`)).html)?.[1], 'the certificate');
    const renewed = await page.post(`${address}/reissue`);
    expect(renewed.location).not.toBe(address);
    expect((await page.get(address)).html).toContain('Replaced');
    expect((await page.get(`${at(id)}/badges`)).html).toContain('By mistake');
  });
});
