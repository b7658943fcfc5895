import { MOST_MEMBERS } from '@academy/enrolments';
import { FIRST_CARD } from '@academy/discussions';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { statements } from '../support/statements';
import { until } from '../support/until';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { gather, type Talk } from './support';

describe('invitations to study groups', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  beforeAll(async () => {
    academy = await startAcademy();
    talk = await gather(academy, 8);
  });
  afterAll(() => academy.stop());

  type Member = Person & { enrolmentId: string };
  const member = (index: number): Member => ({ ...talk.teachers[index]!, enrolmentId: talk.enrolmentIds[index]! });
  const invite = ({ api, enrolmentId }: Member, { id }: Person) => api.post(`/enrolments/${enrolmentId}/group/invitations`, { userId: id });
  const answer = ({ api, enrolmentId }: Member, groupId: string, accepted: boolean) => api.put(`/enrolments/${enrolmentId}/group/invitations/${groupId}`, { accepted });
  const waiting = async ({ api, enrolmentId }: Member) => must(await api.get(`/enrolments/${enrolmentId}/group/invitations`), 200).body.items as { groupId: string; name: string }[];
  const begin = async ({ api, enrolmentId }: Member, name: string) => must(await api.post(`/enrolments/${enrolmentId}/group`, { name }), 201).body.id as string;
  const leave = async ({ api, enrolmentId }: Member) => must(await api.delete(`/enrolments/${enrolmentId}/group`), 204);
  const type = (reason: string) => ({ body: { type: `/problems/${reason}` } });
  async function visit({ email }: Person): Promise<Visitor> {
    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(email, PASSWORD);
    return visitor;
  }

  it('are made on a colleague’s page, seen with who invites, mailed once, and accepted', async () => {
    const [ana, bo] = [member(0), member(1)];
    const [hers, his] = [await visit(ana), await visit(bo)];
    const page = `/editions/${talk.editionId}/colleagues/${bo.id}`;
    expect((await hers.get(page)).html).toContain(`href="/learning/${ana.enrolmentId}/group"`);
    await begin(ana, 'The <swifts>');
    expect((await hers.get(page)).html).toContain(`action="${page}/invitation"`);
    expect(await statements(academy, () => hers.get(page))).toBeLessThanOrEqual(8);
    expect(await hers.post(`${page}/invitation`)).toMatchObject({ status: 303, location: page });
    expect((await hers.get(page)).html).toMatch(/You have invited[\s\S]*Invited to your study group/);
    const again = await hers.post(`${page}/invitation`);
    expect(again.status).toBe(422);
    expect(again.html).toContain('has invited this colleague already');

    const mail = await academy.mailbox.waitFor(bo.email, 'group-invitation');
    expect(mail.subject).toBe(`${ana.displayName} invites you to a study group`);
    expect(mail.text).toContain(`/learning/${bo.enrolmentId}/group`);
    const at = `/learning/${bo.enrolmentId}/group`;
    let html = '';
    expect(await statements(academy, async () => ({ html } = await his.get(at)))).toBeLessThanOrEqual(8);
    expect(html).toContain(`${ana.displayName} invites you`);
    expect(html).toContain('The &lt;swifts&gt;');
    const action = /action="([^"]+acceptance)"/.exec(html)![1]!;
    expect(await his.get(action)).toMatchObject({ status: 303, location: at });
    expect(await his.post(action)).toMatchObject({ status: 303, location: at });
    expect((await his.get(at)).html).toContain('2 members');
    expect((await hers.get(page)).html).toContain('In your study group');
    expect(await academy.database.query(`SELECT kind, actor_id = $1 AS "isHers" FROM fact WHERE person_id = $2 AND kind LIKE 'study-group.%' ORDER BY id`, [ana.id, bo.id])).toEqual([
      { kind: 'study-group.invited', isHers: true }, { kind: 'study-group.joined', isHers: false },
    ]);
    await leave(bo);
    expect((await invite(ana, bo)).status).toBe(201);
    expect(academy.mailbox.to(bo.email, 'group-invitation')).toHaveLength(1);
    must(await answer(bo, (await waiting(bo))[0]!.groupId, false), 204);
    await leave(ana);
  });

  it('are declined without the group being told, and not repeated', async () => {
    const [ana, cleo] = [member(0), member(2)];
    const groupId = await begin(ana, 'Owls');
    must(await invite(ana, cleo), 201);
    const hers = await visit(cleo);
    expect(await hers.post(`/learning/${cleo.enrolmentId}/group/invitations/${groupId}/refusal`)).toMatchObject({ status: 303 });
    must(await answer(cleo, groupId, false), 204);
    expect(await waiting(cleo)).toEqual([]);
    expect(await answer(cleo, groupId, true)).toMatchObject({ status: 409, ...type('invitation-over') });
    expect(await invite(ana, cleo)).toMatchObject({ status: 409, ...type('already-invited') });
    expect((await (await visit(ana)).get(`/learning/${ana.enrolmentId}/group`)).html).toContain('Also invited');
    await leave(ana);
  });

  it('are for listed colleagues who are free, by members, and say the same to whoever was blocked as to whoever comes too late', async () => {
    const [ana, bo, dan, eva] = [member(0), member(1), member(3), member(4)];
    expect(await invite(ana, bo)).toMatchObject(type('no-group'));
    const groupId = await begin(ana, 'Larks');
    await begin(bo, 'Others');
    expect(await invite(ana, ana)).toMatchObject(type('own-person'));
    expect(await invite(ana, bo)).toMatchObject({ status: 409, ...type('not-to-be-invited') });
    must(await dan.api.put(`/me/blocks/${ana.id}`), 204);
    expect((await invite(ana, dan)).body).toEqual((await invite(ana, bo)).body);
    must(await ana.api.put(`/me/blocks/${eva.id}`), 204);
    expect(await invite(ana, eva)).toMatchObject(type('you-blocked'));
    must(await ana.api.delete(`/me/blocks/${eva.id}`), 204);
    must(await eva.api.put('/me/card', { ...FIRST_CARD, isListed: false }), 200);
    expect((await invite(ana, eva)).status).toBe(404);
    must(await eva.api.put('/me/card', FIRST_CARD), 200);
    expect((await invite(ana, await academy.person())).status).toBe(404);
    expect(await invite(ana, talk.coordinator)).toMatchObject(type('not-to-be-invited'));

    must(await invite(ana, eva), 201);
    must(await eva.api.put(`/me/blocks/${ana.id}`), 204);
    expect(await waiting(eva)).toEqual([]);
    must(await eva.api.delete(`/me/blocks/${ana.id}`), 204);
    expect(await waiting(eva)).toMatchObject([{ groupId, name: 'Larks' }]);
    must(await dan.api.delete(`/me/blocks/${ana.id}`), 204);
    await Promise.all([leave(ana), leave(bo)]);
    expect(await waiting(eva)).toEqual([]);
  });

  it('are not mailed to who wants none, nor after they were answered', async () => {
    const [ana, flo, gil] = [member(0), member(5), member(6)];
    const groupId = await begin(ana, 'Robins');
    await academy.database.query(`INSERT INTO mail_preference (user_id, kind, email) VALUES ($1, 'group-invitation', 'off')`, [flo.id]);
    must(await invite(ana, flo), 201);
    const state = () => academy.database.one<{ state: string; reason: string }>(`SELECT state, reason FROM mail WHERE user_id = $1 AND kind = 'group-invitation'`, [flo.id]);
    await until(async () => (await state())?.state === 'suppressed', 'the mail to be held back');
    expect((await state())?.reason).toBe('opted-out');
    expect(academy.mailbox.to(flo.email, 'group-invitation')).toEqual([]);
    must(await invite(ana, gil), 201);
    await academy.mailbox.waitFor(gil.email, 'group-invitation');
    must(await answer(gil, groupId, true), 204);
    must(await answer(gil, groupId, true), 204);
    await leave(ana);
    await leave(gil);
  });

  it('find no room where the group has filled up meanwhile, however many accept at once', async () => {
    const [ana, ...others] = [0, 1, 2, 3, 4].map(member) as [Member, ...Member[]];
    const groupId = await begin(ana, 'Crowd');
    for (const other of others) must(await invite(ana, other), 201);
    await academy.database.query(
      `WITH more AS (INSERT INTO users (id, email, display_name, certificate_name, country, locale, time_zone) SELECT gen_random_uuid(), 'crowd-' || n || '@people.test', 'Crowd', 'Crowd', 'PT', 'en', 'Europe/Lisbon' FROM generate_series(1, $2) n RETURNING id),
       enrolled AS (INSERT INTO enrolment (id, edition_id, user_id, state, activated_at) SELECT gen_random_uuid(), $1, id, 'active', now() FROM more RETURNING id)
       INSERT INTO study_group_member (enrolment_id, group_id) SELECT id, $3 FROM enrolled`,
      [talk.editionId, MOST_MEMBERS - 2, groupId],
    );
    const answers = await Promise.all(others.flatMap((other) => [answer(other, groupId, true), answer(other, groupId, true)]));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(2);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.type)).toEqual(Array(6).fill('/problems/group-full'));
    expect(await academy.database.one('SELECT count(*)::int AS n FROM study_group_member WHERE group_id = $1', [groupId])).toEqual({ n: MOST_MEMBERS });
    const late = others[answers.findIndex(({ status }) => status === 409) >> 1]!;
    const page = await (await visit(late)).post(`/learning/${late.enrolmentId}/group/invitations/${groupId}/acceptance`);
    expect(page.status).toBe(422);
    expect(page.html).toContain('This study group is full');
    expect(await invite(ana, member(7))).toMatchObject(type('group-full'));
  });
});
