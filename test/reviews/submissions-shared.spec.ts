import { type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import type { Desk } from './support';
import { WORK, WritingWorld } from './writing.world';

describe('A work for review, by whom and for whom', () => {
  let academy: RunningAcademy;
  let world: WritingWorld;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    world = await WritingWorld.of(academy);
  });
  afterAll(() => academy.stop());

  it('of a study group is one work of all its members', async () => {
    const [ana, ben, cem] = await Promise.all([world.desk('group', world.editionId, { displayName: 'Ana' }), world.desk('group', world.editionId, { displayName: 'Ben' }), world.desk('group', world.editionId, { displayName: 'Cem' })]);
    const group = (await academy.database.one<{ id: string }>(`INSERT INTO study_group (edition_id, name, join_code) VALUES ($1, 'Four', gen_random_uuid()::text) RETURNING id`, [world.editionId]))!;
    const join = (member: Desk) => academy.database.query('INSERT INTO study_group_member (enrolment_id, group_id) VALUES ($1, $2)', [member.enrolmentId, group.id]);
    await join(ana);
    await join(ben);
    const begun = await Promise.all([ana, ben].map(({ person, path }) => person.api.put(`${path}/submission`, WORK)));
    expect(begun.map(({ status }) => status).sort()).toEqual([201, 428]);
    const { id } = await ana.work();
    expect(await ben.work()).toMatchObject({ id, authors: expect.arrayContaining(['Ana', 'Ben']) });
    await join(cem);
    expect(await cem.work()).toMatchObject({ id });
    await ben.write({ ...WORK, markdown: 'By Ben' });
    expect((await ana.work()).markdown).toBe('By Ben');
    expect(await cem.submit()).toMatchObject({ id, state: 'submitted' });
    expect((await world.stored(id)).author_ids.toSorted()).toEqual([ana, ben, cem].map(({ person }) => person.id).sort());
    const duties = await academy.database.query('SELECT user_id FROM review_duty WHERE edition_id = $1 AND activity_key = $2', [world.editionId, 'group']);
    expect(duties).toHaveLength(3);
    const counted = await academy.database.query(`SELECT 1 FROM progress WHERE evidence = 'submitted' AND enrolment_id = ANY ($1)`, [[ana, ben, cem].map(({ enrolmentId }) => enrolmentId)]);
    expect(counted).toHaveLength(3);
    expect((await ben.person.api.post(`${ben.path}/submission/submit`)).status).toBe(409);
    const late = await world.desk('group');
    await join(late);
    expect((await late.person.api.get(`${late.path}/submission`)).status).toBe(404);
  });

  it('has a second draft of its own once the first is graded', async () => {
    const author = await world.desk('twice');
    const begin = () => author.person.api.post(`${author.path}/submission/second-draft`);
    expect((await begin()).status).toBe(404);
    await author.write(WORK);
    const first = await author.submit();
    expect((await begin()).body.type).toBe('/problems/not-yet-graded');
    await world.grade(first.id);
    expect(await author.work()).toMatchObject({ graded: true, maySecondDraft: true, grade: { points: 4, passed: true } });
    const all = await Promise.all(Array.from({ length: 10 }, begin));
    expect(all.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    expect(await author.work()).toMatchObject({ round: 2, state: 'draft', revision: 1, markdown: WORK.markdown, graded: false });
    await author.write({ ...WORK, markdown: 'Second' });
    expect(await author.submit()).toMatchObject({ round: 2, state: 'submitted' });
    expect(await world.stored(first.id)).toMatchObject({ state: 'graded', round: 1 });
    const once = await world.desk('plain');
    await once.write(WORK);
    await world.grade((await once.submit()).id);
    expect((await once.person.api.post(`${once.path}/submission/second-draft`)).body.type).toBe('/problems/no-second-draft');
  });

  it('is published under a licence by its author once it is graded, and withdrawn', async () => {
    const author = await world.desk('plain', world.editionId, { displayName: 'Pia Public' });
    await author.write(WORK);
    const { id } = await author.submit();
    const publication = `/submissions/${id}/publication`;
    const listed = async () => (await academy.api.get('~/scenarios')).body as string;
    expect((await author.person.api.post(publication, {})).body.type).toBe('/problems/not-yet-graded');
    await world.grade(id);
    expect((await world.staff.api.post(publication, {})).status).toBe(404);
    expect((await author.person.api.post(publication, { licence: 'WTFPL' })).status).toBe(422);
    expect(await listed()).not.toContain(`/scenarios/${id}`);
    must(await author.person.api.post(publication, {}), 204);
    expect(await listed()).toContain(`/scenarios/${id}`);
    const bare = (await academy.api.get(`~/scenarios/${id}`)).body as string;
    expect(bare).toContain('We count swifts.');
    expect(bare).toContain('CC BY 4.0');
    expect(bare).not.toContain('Pia Public');
    for (let again = 0; again < 2; again++) must(await author.person.api.post(publication, { licence: 'CC-BY-SA-4.0', named: true }), 204);
    expect((await academy.api.get(`~/scenarios/${id}`)).body).toContain('Pia Public');
    await academy.database.query('UPDATE submission SET is_held = true WHERE id = $1', [id]);
    expect((await academy.api.get(`~/scenarios/${id}`)).status).toBe(404);
    await academy.database.query('UPDATE submission SET is_held = false WHERE id = $1', [id]);
    must(await author.person.api.delete(publication), 204);
    must(await author.person.api.delete(publication), 204);
    expect((await academy.api.get(`~/scenarios/${id}`)).status).toBe(404);
    const facts = await academy.database.query(`SELECT kind, payload ->> 'licence' AS licence, payload -> 'isNamed' AS named FROM fact WHERE kind LIKE 'submission.%published' AND payload ->> 'submissionId' = $1 ORDER BY id`, [id]);
    expect(facts).toEqual([
      { kind: 'submission.published', licence: 'CC-BY-4.0', named: false },
      { kind: 'submission.published', licence: 'CC-BY-SA-4.0', named: true },
      { kind: 'submission.unpublished', licence: null, named: null },
    ]);
  });

  it('comes without what staff gave to the examples', async () => {
    const learner = await world.desk('seen');
    const activity = must(await learner.person.api.get(learner.path), 200).body;
    expect(activity.examples).toEqual([{ key: 'e1', title: 'One' }]);
    expect(JSON.stringify(activity)).not.toContain('SECRETREASON');
    const reviewer = await academy.person({ roles: [{ role: 'reviewer', scope: 'course', id: world.courseId }] });
    const draft = must(await reviewer.api.get(`/courses/${world.courseId}/draft`), 200);
    expect(JSON.stringify(draft.body)).toContain('An example');
    expect(JSON.stringify(draft.body)).not.toContain('SECRETREASON');
    expect(JSON.stringify((await world.staff.api.get(`/courses/${world.courseId}/draft`)).body)).toContain('SECRETREASON');
  });
});
