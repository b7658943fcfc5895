import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { based, draftedCourse, HEAD, MODULES } from './sample.course';

describe('a course draft', () => {
  let academy: RunningAcademy;
  let ana: Person;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    ana = await academy.designer();
  });
  afterAll(() => academy.stop());

  const newCourse = async (): Promise<string> => (await ana.api.post('/courses', HEAD)).body.id;

  it('is empty at first, and belongs to whoever created the course', async () => {
    const course = await ana.api.post('/courses', { title: 'Luft & Lärm in Łódź', language: 'de' });
    expect(course.status).toBe(201);
    expect(course.body).toMatchObject({ slug: 'luft-larm-in-lodz', licence: 'CC-BY-4.0', subjects: [], version: null, modules: [], authors: [{ displayName: ana.displayName }] });

    const draft = await ana.api.get(`/courses/${course.body.id}/draft`);
    expect(draft.headers.get('etag')).toBe('"r1"');
    expect(draft.body).toMatchObject({ revision: 1, title: 'Luft & Lärm in Łódź', modules: [] });
  });

  it('numbers the slug of a second course of that title, and refuses one that is taken', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => ana.api.post('/courses', { title: 'Same name', language: 'en' })));
    expect(made.map(({ body }) => body.slug).sort()).toEqual(['same-name', 'same-name-2', 'same-name-3', 'same-name-4', 'same-name-5']);
    const again = await ana.api.post('/courses', { title: 'Another', language: 'en', slug: 'same-name' });
    expect([again.status, again.body.type]).toEqual([409, '/problems/slug-taken']);
    expect((await ana.api.post('/courses', { title: 'Another', language: 'en', slug: '0190e1a2-0000-4000-8000-000000000000' })).status).toBe(422);
  });

  it('takes module, section and activity one by one, with keys of the client or its own', async () => {
    const path = `/courses/${await newCourse()}/draft`;
    const module = await ana.api.post(`${path}/modules`, { title: 'Überblick' }, based(1));
    expect([module.status, module.headers.get('etag'), module.body]).toEqual([201, '"r2"', { key: 'uberblick', title: 'Überblick', summary: '', revision: 2, sections: [] }]);
    const section = await ana.api.post(`${path}/modules/uberblick/sections`, { key: 's1', title: 'Eins' }, based(2));
    expect(section.body).toMatchObject({ key: 's1', revision: 3 });
    const quiz = await ana.api.post(`${path}/sections/s1/activities`, { kind: 'quiz', title: 'Eins', passMark: 0.7 }, based(3));
    expect(quiz.body).toMatchObject({ key: 'eins', required: true, completion: { rule: 'score', atLeast: 0.7 }, revision: 4 });
    const second = await ana.api.post(`${path}/sections/s1/activities`, { kind: 'page', title: 'Eins' }, based(4));
    expect(second.body).toMatchObject({ key: 'eins-2', completion: { rule: 'viewed' } });

    const draft = (await ana.api.get(path)).body;
    expect(draft.modules[0].sections[0].activities.map(({ key }: Json) => key)).toEqual(['eins', 'eins-2']);
    expect(draft.revision).toBe(5);
  });

  it('takes back whole what it gave, and keeps the revision of what did not change', async () => {
    const { id, revision } = await draftedCourse(ana);
    const { revision: _, ...given } = (await ana.api.get(`/courses/${id}/draft`)).body;
    given.modules[0].sections[0].activities[0].title = 'Good day';
    const answer = await ana.api.put(`/courses/${id}/draft`, given, based(revision));
    expect(answer.status).toBe(200);
    const [start, work] = answer.body.modules;
    expect(start.sections[0].activities.map(({ title, revision: own }: Json) => [title, own])).toEqual([['Good day', revision + 1], ['The street', revision]]);
    expect([start.revision, start.sections[0].revision, work.revision]).toEqual([revision, revision, revision]);
  });

  it('refuses what is not there to be set, key by key', async () => {
    const { id, revision } = await draftedCourse(ana);
    const put = (modules: Json, more = {}) => ana.api.put(`/courses/${id}/draft`, { ...HEAD, modules, ...more }, based(revision));
    expect((await put([], { slug: 'mine' })).body.errors).toEqual([{ pointer: '/slug', detail: expect.any(String) }]);
    expect((await put([{ ...MODULES[0], revision: 99 }])).body.errors).toEqual([{ pointer: '/modules/0/revision', detail: expect.any(String) }]);
    expect((await put([MODULES[0], { key: 'hello', title: 'Twice' }])).body.errors).toEqual([{ pointer: '/modules/1/key', detail: expect.any(String) }]);
    const quiz = { key: 'z', kind: 'page', title: 'Z', completion: { rule: 'reviewed' } };
    expect((await put([{ title: 'M', sections: [{ title: 'S', activities: [quiz] }] }])).body.errors).toEqual([
      { pointer: '/modules/0/sections/0/activities/0/completion', detail: expect.any(String) },
    ]);
    expect((await ana.api.get(`/courses/${id}/draft`)).body.revision).toBe(revision);
  });

  it('changes its head by merge patch, and the course with it before the first version', async () => {
    const { id, slug, revision } = await draftedCourse(ana);
    const answer = await ana.api.patch(`/courses/${id}/draft`, { title: 'Our road', outcomes: null }, based(revision));
    expect([answer.status, answer.body.title, answer.body.outcomes, answer.body.summary]).toEqual([200, 'Our road', [], HEAD.summary]);
    expect((await ana.api.get(`/courses/${slug}`)).body.title).toBe('Our road');
    expect((await ana.api.patch(`/courses/${id}/draft`, { title: null }, based(revision + 1))).status).toBe(422);
    expect((await ana.api.patch(`/courses/${id}/draft`, { modules: [] }, based(revision + 1))).status).toBe(422);
  });

  it('changes fields of an item, never its key or kind, and removes it', async () => {
    const { id, revision } = await draftedCourse(ana);
    const path = `/courses/${id}/draft`;
    const quiz = await ana.api.patch(`${path}/activities/first-quiz`, { passMark: 0.8, minutes: null }, based(revision));
    expect(quiz.body).toMatchObject({ key: 'first-quiz', passMark: 0.8, completion: { rule: 'score', atLeast: 0.8 }, revision: revision + 1 });
    expect(quiz.body).not.toHaveProperty('minutes');
    for (const wrong of [{ key: 'other' }, { kind: 'page' }, { markdown: 'of a page' }, { passMark: 2 }, { completion: { rule: 'posted', count: 1 } }]) {
      expect((await ana.api.patch(`${path}/activities/first-quiz`, wrong, based(revision + 1))).status).toBe(422);
    }
    expect((await ana.api.patch(`${path}/modules/work`, { title: 'Works', summary: 'All of it' }, based(revision))).body).toMatchObject({ title: 'Works', summary: 'All of it' });
    expect((await ana.api.delete(`${path}/activities/plan`, based(revision))).body).toEqual({ revision: revision + 3 });
    expect((await ana.api.delete(`${path}/activities/plan`, based(revision))).status).toBe(404);
    const draft = (await ana.api.get(path)).body;
    expect(draft.modules[1].sections[0].activities.map(({ key }: Json) => key)).toEqual(['first-quiz']);
    expect(draft.modules[1].sections[0].revision).toBe(revision + 3);
  });

  it('follows an order that names every item once, across modules', async () => {
    const { id, revision } = await draftedCourse(ana);
    const order = { modules: [{ key: 'work', sections: [{ key: 'welcome', activities: ['plan', 'hello'] }, { key: 'doing', activities: ['film', 'first-quiz'] }] }, { key: 'start', sections: [] }] };
    const answer = await ana.api.post(`/courses/${id}/draft/order`, order, based(revision));
    expect(answer.status).toBe(200);
    expect(answer.body.modules.map(({ key, sections }: Json) => [key, sections.map(({ key: s, activities }: Json) => [s, activities.map((a: Json) => a.key)])])).toEqual([
      ['work', [['welcome', ['plan', 'hello']], ['doing', ['film', 'first-quiz']]]],
      ['start', []],
    ]);
    const incomplete = { modules: [{ key: 'work', sections: [{ key: 'welcome', activities: ['hello', 'hello'] }] }] };
    const refused = await ana.api.post(`/courses/${id}/draft/order`, incomplete, based(revision + 1));
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toHaveLength(6);
  });

  it('says 428 without a revision, 400 to one that is none', async () => {
    const { id } = await draftedCourse(ana);
    expect((await ana.api.post(`/courses/${id}/draft/modules`, { title: 'M' })).status).toBe(428);
    expect((await ana.api.post(`/courses/${id}/draft/modules`, { title: 'M' }, { headers: { 'if-match': 'seventeen' } })).status).toBe(400);
  });

  it('is closed to everyone else, and shows no right answers to reviewers', async () => {
    const { id, slug } = await draftedCourse(ana);
    const [teacher, reviewer, nobody] = [await academy.person(), await academy.person({ roles: [{ role: 'reviewer', scope: 'course', id }] }), academy.api];
    expect((await teacher.api.get(`/courses/${id}/draft`)).status).toBe(403);
    expect((await nobody.get(`/courses/${id}/draft`)).status).toBe(401);
    expect((await teacher.api.get(`/courses/${slug}`)).status).toBe(404);
    expect((await teacher.api.post('/courses', HEAD)).status).toBe(403);
    const seen = (await reviewer.api.get(`/courses/${id}/draft`)).body;
    expect(seen.modules[1].sections[0].activities[0].questions[0]).toMatchObject({ prompt: 'Which one?' });
    expect(JSON.stringify(seen)).not.toContain('"answer"');
    expect((await reviewer.api.patch(`/courses/${id}/draft/modules/start`, { title: 'X' }, based(2))).status).toBe(403);
    expect((await reviewer.api.get(`/courses/${slug}`)).status).toBe(200);
  });
});
