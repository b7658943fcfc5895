import { type Person, type RunningAcademy, startAcademy } from '../support/academy';
import type { Json } from '../support/client';
import { based, draftedCourse, HEAD, MODULES } from './sample.course';

describe('the catalogue', () => {
  let academy: RunningAcademy;
  let ana: Person;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    ana = await academy.designer();
    await published({ title: 'Über Wasser', language: 'de', subjects: ['science'], levels: ['primary'] });
    await published({ title: 'Οι δρόμοι μας', language: 'el', subjects: ['geography'], levels: ['secondary'] });
    await published({ title: 'Streets and numbers', subjects: ['mathematics', 'geography'], outcomes: [{ text: 'Read a density map' }] });
    await draftedCourse(ana, MODULES, { ...HEAD, title: 'Not yet' });
  });
  afterAll(() => academy.stop());

  async function published(head: Json): Promise<string> {
    const { id } = await draftedCourse(ana, MODULES, { ...HEAD, ...head });
    expect((await ana.api.post(`/courses/${id}/versions`)).status).toBe(201);
    return id;
  }
  const titles = async (query: string): Promise<string[]> => (await academy.api.get(`/courses?${query}`)).body.items.map(({ title }: Json) => title);

  it('lists published courses, the newest first', async () => {
    expect(await titles('')).toEqual(['Streets and numbers', 'Οι δρόμοι μας', 'Über Wasser']);
  });

  it.each([
    ['q=uber', ['Über Wasser']],
    ['q=WASSER%20%C3%BCber', ['Über Wasser']],
    ['q=%CE%94%CE%A1%CE%9F%CE%9C%CE%9F%CE%99', ['Οι δρόμοι μας']],
    ['q=density', ['Streets and numbers']],
    ['q=digcompedu', []],
    ['q=100%25', []],
    ['subject=geography', ['Streets and numbers', 'Οι δρόμοι μας']],
    ['subject=geography&level=secondary&language=el', ['Οι δρόμοι μας']],
    ['level=primary', ['Über Wasser']],
    ['status=running', []],
  ])('finds by %s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('refuses subjects, levels and states that it does not know, limits out of range and cursors of others', async () => {
    for (const query of ['subject=alchemy', 'level=expert', 'status=draft', 'limit=0', 'limit=101', 'sort=title']) {
      expect((await academy.api.get(`/courses?${query}`)).status).toBe(422);
    }
    expect((await academy.api.get('/courses?cursor=abc')).status).toBe(400);
    expect((await academy.api.get(`/courses?cursor=${Buffer.from('["2027-02-31T00:00:00Z","x"]').toString('base64url')}`)).status).toBe(400);
  });

  it('goes on where the last page ended, whatever is published meanwhile', async () => {
    const first = (await academy.api.get('/courses?limit=2')).body;
    await published({ title: 'Between two pages' });
    const second = (await academy.api.get(`/courses?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ title }: Json) => title)).toEqual(['Streets and numbers', 'Οι δρόμοι μας', 'Über Wasser']);
    expect(second.nextCursor).toBeNull();
  });

  it('shows a course with the edition to enrol in, and finds courses by the state of their editions', async () => {
    const id = await published({ title: 'With an edition' });
    const edition = await ana.api.post(`/courses/${id}/editions`, {
      name: 'Spring', enrolFrom: '2020-01-01T00:00:00Z', enrolUntil: '2099-01-01T00:00:00Z', startsAt: '2098-01-01T00:00:00Z', endsAt: '2099-01-01T00:00:00Z', release: { mode: 'all' },
    });
    expect((await academy.api.get(`/courses/${id}`)).body.nextEdition).toBeNull();
    expect((await ana.api.post(`/editions/${edition.body.id}/state`, { state: 'open' })).status).toBe(200);
    expect((await academy.api.get(`/courses/${id}`)).body).toMatchObject({ nextEdition: { id: edition.body.id, state: 'open' }, editions: [{ name: 'Spring' }] });
    expect(await titles('status=open')).toEqual(['With an edition']);
    expect((await academy.api.get('/courses?status=open')).body.items[0].nextEdition).toMatchObject({ name: 'Spring' });
  });

  it('lists what a designer works on, last touched first', async () => {
    const ben = await academy.designer();
    const one = await draftedCourse(ben, [], { ...HEAD, title: 'One' });
    await draftedCourse(ben, [], { ...HEAD, title: 'Two' });
    await ben.api.patch(`/courses/${one.id}/draft`, { title: 'One again' }, based(one.revision));
    const { items } = (await ben.api.get('/me/courses')).body;
    expect(items.map(({ title, version, draftRevision }: Json) => [title, version, draftRevision])).toEqual([['One again', null, 3], ['Two', null, 2]]);
    expect((await (await academy.person()).api.get('/me/courses')).status).toBe(403);
  });

  it('publishes its vocabularies', async () => {
    const { body } = await academy.api.get('/vocabularies');
    expect(body.subjects).toContain('science');
    expect(body.levels).toContain('secondary');
    expect(body.questionTypes).toHaveLength(7);
  });
});
