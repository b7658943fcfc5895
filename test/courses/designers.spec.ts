import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { based, draftedCourse } from './sample.course';

describe('two designers at one draft', () => {
  let academy: RunningAcademy;
  let ana: Person;
  let ben: Person;
  let course: { id: string; revision: number };
  let path: string;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    [ana, ben] = [await academy.designer(), await academy.designer()];
  });
  afterAll(() => academy.stop());
  beforeEach(async () => {
    course = await draftedCourse(ana);
    path = `/courses/${course.id}/draft`;
  });

  it('never block each other at different activities', async () => {
    const keys = ['hello', 'film', 'first-quiz', 'plan'];
    const rounds = await Promise.all(
      keys.map(async (key, index) => {
        const person = index % 2 ? ben : ana;
        let revision = course.revision;
        for (let turn = 1; turn <= 5; turn++) {
          const { status, body } = await person.api.patch(`${path}/activities/${key}`, { title: `${key} ${turn}` }, based(revision));
          if (status !== 200) return status;
          revision = body.revision;
        }
        return 200;
      }),
    );
    expect(rounds).toEqual([200, 200, 200, 200]);

    const draft = (await ana.api.get(path)).body;
    const titles = draft.modules.flatMap(({ sections }: Json) => sections.flatMap(({ activities }: Json) => activities.map(({ title }: Json) => title)));
    expect(titles).toEqual(keys.map((key) => `${key} 5`));
    expect(draft.revision).toBe(course.revision + 20);
  });

  it('never overwrite each other at the same activity: the second gets the current state', async () => {
    const answers = await Promise.all([ana, ben].map((person) => person.api.patch(`${path}/activities/hello`, { title: `By ${person.displayName}` }, based(course.revision))));
    const [first, second] = answers.sort((one, other) => one.status - other.status);
    expect([first!.status, second!.status]).toEqual([200, 412]);
    expect(second!.body).toMatchObject({ type: '/problems/stale-revision', current: { key: 'hello', title: first!.body.title, revision: course.revision + 1 } });
    expect(second!.headers.get('etag')).toBe(`"r${course.revision + 1}"`);
  });

  it('are told so on the whole draft, on its order and on new modules', async () => {
    await ana.api.patch(`${path}/activities/hello`, { title: 'Changed' }, based(course.revision));
    const { revision: _, ...draft } = (await ben.api.get(path)).body;
    const order = { modules: draft.modules.map(({ key, sections }: Json) => ({ key, sections: sections.map((s: Json) => ({ key: s.key, activities: s.activities.map((a: Json) => a.key) })) })) };
    for (const stale of [
      await ben.api.put(path, draft, based(course.revision)),
      await ben.api.patch(path, { title: 'T' }, based(course.revision)),
      await ben.api.post(`${path}/order`, order, based(course.revision)),
      await ben.api.post(`${path}/modules`, { title: 'M' }, based(course.revision)),
    ]) {
      expect(stale.status).toBe(412);
      expect(stale.body.current).toMatchObject({ revision: course.revision + 1, title: draft.title });
    }
    expect((await ben.api.put(path, draft, based(course.revision + 1))).status).toBe(200);
  });

  it('get 412 for a revision that never was', async () => {
    expect((await ana.api.patch(`${path}/activities/hello`, { title: 'T' }, based(999))).status).toBe(412);
    expect((await ana.api.post(`${path}/modules`, { title: 'T' }, based(999))).status).toBe(412);
  });

  it('do not append to a section that another has appended to since', async () => {
    const add = (person: Person, title: string) => person.api.post(`${path}/sections/doing/activities`, { kind: 'page', title }, based(course.revision));
    expect((await add(ana, 'One')).status).toBe(201);
    const stale = await add(ben, 'Two');
    expect([stale.status, stale.body.current.activities.at(-1).title]).toEqual([412, 'One']);
  });
});
