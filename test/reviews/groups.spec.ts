import { MOST_MEMBERS } from '@academy/enrolments';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { must, openEdition, publishCourse } from '../support/world';

describe('study groups', () => {
  let academy: RunningAcademy;
  let coordinator: Person;
  let courseId: string;
  let editionId: string;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    coordinator = await academy.coordinator();
    ({ courseId } = await publishCourse(await academy.designer()));
    editionId = await openEdition(coordinator, courseId, academy.clock.now());
  });
  afterAll(() => academy.stop());

  type Member = Person & { enrolmentId: string };
  async function enrolled(displayName?: string, edition = editionId): Promise<Member> {
    const person = await academy.person(displayName ? { displayName } : {});
    return { ...person, enrolmentId: must(await person.api.post(`/editions/${edition}/enrolments`), 201).body.id as string };
  }
  const create = ({ api, enrolmentId }: Member, name = 'Our school') => api.post(`/enrolments/${enrolmentId}/group`, { name });
  const join = ({ api, enrolmentId }: Member, code: string) => api.post(`/enrolments/${enrolmentId}/group/members`, { code });
  const group = ({ api, enrolmentId }: Member) => api.get(`/enrolments/${enrolmentId}/group`);
  const leave = ({ api, enrolmentId }: Member) => api.delete(`/enrolments/${enrolmentId}/group`);
  const facts = (personId: string) => academy.database.query<{ kind: string }>(`SELECT kind FROM fact WHERE person_id = $1 AND kind LIKE 'study-group.%' ORDER BY id`, [personId]);
  async function visit({ email }: Person): Promise<Visitor> {
    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(email, PASSWORD);
    return visitor;
  }

  it('are begun, joined by code, shown with names alone, and left', async () => {
    const [ana, bo] = [await enrolled('Ana'), await enrolled('Bo')];
    expect((await group(ana)).status).toBe(404);
    const begun = must(await create(ana, '  The swifts '), 201).body;
    expect(begun).toEqual({ id: expect.any(String), name: 'The swifts', code: expect.stringMatching(/^[a-z2-9]{10}$/), members: [{ displayName: 'Ana', me: true }] });

    const joined = must(await join(bo, begun.code.toUpperCase()), 201).body;
    expect(joined.members).toEqual([{ displayName: 'Ana', me: false }, { displayName: 'Bo', me: true }]);
    expect((await join(bo, begun.code)).status).toBe(200);
    expect(await create(bo)).toMatchObject({ status: 409, body: { type: '/problems/in-a-group' } });

    must(await leave(ana), 204);
    must(await leave(ana), 204);
    expect((await group(ana)).status).toBe(404);
    expect((await group(bo)).body.members).toEqual([{ displayName: 'Bo', me: true }]);
    must(await join(ana, begun.code), 201);
    expect((await facts(ana.id)).map(({ kind }) => kind)).toEqual(['study-group.created', 'study-group.left', 'study-group.joined']);
    expect((await facts(bo.id)).map(({ kind }) => kind)).toEqual(['study-group.joined']);
  });

  it('are for those who take part in that edition, one group each', async () => {
    const other = await openEdition(coordinator, courseId, academy.clock.now());
    const [ana, guest] = [await enrolled(), await enrolled('Guest', other)];
    const { code } = must(await create(ana), 201).body;
    expect(await join(guest, code)).toMatchObject({ status: 422, body: { type: '/problems/group-code-unknown' } });
    expect(await join(guest, 'aaaaaaaaaa')).toMatchObject({ status: 422 });
    expect(await join(guest, 'no code')).toMatchObject({ status: 422, body: { type: '/problems/group-code-unknown' } });

    const late = await enrolled();
    must(await late.api.delete(`/enrolments/${late.enrolmentId}`), 204);
    expect(await join(late, code)).toMatchObject({ status: 409, body: { type: '/problems/not-enrolled' } });
    const second = await enrolled();
    must(await create(second, 'Another'), 201);
    expect(await join(second, code)).toMatchObject({ status: 409, body: { type: '/problems/in-a-group' } });
  });

  it('take 30 of 50 who come at once, and each person once however often they click', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 51 }, () => enrolled()));
    const { code, id } = must(await create(first!), 201).body;
    const answers = await Promise.all(others.flatMap((person) => [join(person, code), join(person, code)]));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(MOST_MEMBERS - 1).fill(200), ...Array(MOST_MEMBERS - 1).fill(201), ...Array(2 * (51 - MOST_MEMBERS)).fill(409)].sort());
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.type)).toEqual(Array(2 * (51 - MOST_MEMBERS)).fill('/problems/group-full'));
    expect((await academy.database.one<{ n: number }>('SELECT count(*)::int AS n FROM study_group_member WHERE group_id = $1', [id]))?.n).toBe(MOST_MEMBERS);

    const joined = others.filter((_, index) => answers[2 * index]!.status !== 409)[0]!;
    const waiting = others.filter((_, index) => answers[2 * index]!.status === 409)[0]!;
    must(await leave(joined), 204);
    must(await join(waiting, code), 201);
  });

  it('make one group of ten clicks', async () => {
    const ana = await enrolled();
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(ana)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    expect((await facts(ana.id)).length).toBe(1);
  });

  it('are listed for coordinators, page by page, without groups that everybody left', async () => {
    const edition = await openEdition(coordinator, courseId, academy.clock.now());
    const [ana, bo, cleo] = [await enrolled('Ana', edition), await enrolled('Bo', edition), await enrolled('Cleo', edition)];
    must(await create(bo, 'Beta'), 201);
    const { code } = must(await create(ana, 'alpha'), 201).body;
    must(await join(cleo, code), 201);
    const first = must(await coordinator.api.get(`/editions/${edition}/groups?limit=1`), 200).body;
    expect(first.items).toEqual([{ id: expect.any(String), name: 'alpha', members: [{ enrolmentId: ana.enrolmentId, displayName: 'Ana' }, { enrolmentId: cleo.enrolmentId, displayName: 'Cleo' }] }]);
    const second = must(await coordinator.api.get(`/editions/${edition}/groups?limit=1&cursor=${first.nextCursor}`), 200).body;
    expect([second.items[0].name, second.nextCursor]).toEqual(['Beta', null]);
    must(await leave(bo), 204);
    must(await cleo.api.delete(`/enrolments/${cleo.enrolmentId}`), 204);
    const left = must(await coordinator.api.get(`/editions/${edition}/groups`), 200).body.items;
    expect(left.map(({ name, members }: { name: string; members: object[] }) => [name, members.length])).toEqual([['alpha', 1]]);
    expect((await ana.api.get(`/editions/${edition}/groups`)).status).toBe(403);

    const { html } = await (await visit(coordinator)).get(`/coordination/editions/${edition}/groups`);
    expect(html).toContain(`<a href="/coordination/editions/${edition}/people/${ana.enrolmentId}">Ana</a>`);
  });

  it('have a page: begun there, the link passed on, joined by it after signing in', async () => {
    const [ana, bo] = [await enrolled('Ana <b>'), await enrolled('Bo')];
    const hers = await visit(ana);
    const at = `/learning/${ana.enrolmentId}/group`;
    expect((await hers.get(`/learning/${ana.enrolmentId}`)).html).toContain(`href="${at}"`);
    expect((await hers.post(at, { name: ' ' })).status).toBe(422);
    expect(await hers.post(at, { name: 'Swifts' })).toMatchObject({ status: 303, location: at });
    let html = '';
    expect(await statements(academy, async () => ({ html } = await hers.get(at)))).toBeLessThanOrEqual(8);
    expect(html).toContain('Ana &lt;b&gt;');
    const link = /value="[^"]*(\/groups\/join\/[a-z2-9]{10})"/.exec(html)![1]!;

    const stranger = new Visitor(academy.config.publicUrl);
    expect(await stranger.get(link)).toMatchObject({ status: 303, location: `/sign-in?next=${encodeURIComponent(link)}` });
    const his = await visit(bo);
    expect((await his.get(link)).html).toContain(`action="${link}"`);
    expect(await his.post(link)).toMatchObject({ status: 303, location: `/learning/${bo.enrolmentId}/group` });
    expect(await his.get(link)).toMatchObject({ status: 303, location: `/learning/${bo.enrolmentId}/group` });
    expect((await his.get(`/learning/${bo.enrolmentId}/group`)).html).toContain('2 members');
    expect(await his.post(`/learning/${bo.enrolmentId}/group/departure`)).toMatchObject({ status: 303 });
    expect((await hers.get(at)).html).toContain('1 member<');

    const outside = await visit(await academy.person());
    expect((await outside.get(link)).html).toContain(`href="/editions/${editionId}/enrolment"`);
    expect(await outside.post(link)).toMatchObject({ status: 303, location: `/editions/${editionId}/enrolment` });
    expect((await outside.get('/groups/join/aaaaaaaaaa')).status).toBe(404);
    const mine = `/learning/${bo.enrolmentId}/group/members`;
    expect(await his.post(mine, { code: 'nonsense' })).toMatchObject({ status: 422 });
    expect(await his.post(mine, { code: `https://academy.test${link}` })).toMatchObject({ status: 303 });
  });
});
