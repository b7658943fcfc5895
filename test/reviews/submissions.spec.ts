import { type RunningAcademy, startAcademy } from '../support/academy';
import { must } from '../support/world';
import { etag, WORK, WritingWorld } from './writing.world';

describe('A work for review', () => {
  let academy: RunningAcademy;
  let world: WritingWorld;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    world = await WritingWorld.of(academy);
  });
  afterAll(() => academy.stop());

  it('is a draft with a revision that every change has to name', async () => {
    const { person, path } = await world.desk('plain');
    expect((await person.api.get(`${path}/submission`)).status).toBe(404);
    const made = must(await person.api.put(`${path}/submission`, WORK), 201);
    expect(made.headers.get('etag')).toBe('"r1"');
    expect(made.body).toMatchObject({ state: 'draft', round: 1, revision: 1, markdown: WORK.markdown, reviewsToGive: 3, reviewsGiven: 0, reviewsReceived: 0, submittedAt: null });
    expect((await person.api.put(`${path}/submission`, WORK)).status).toBe(428);
    const changed = must(await person.api.put(`${path}/submission`, { ...WORK, markdown: 'Other' }, { headers: { 'if-match': 'W/"r1"' } }), 200);
    expect(changed.headers.get('etag')).toBe('"r2"');
    const stale = await person.api.put(`${path}/submission`, WORK, etag(1));
    expect(stale.status).toBe(412);
    expect(stale.body.current).toMatchObject({ revision: 2, markdown: 'Other' });
    expect((await person.api.get(`${path}/submission`)).body.markdown).toBe('Other');
  });

  it.each([
    [{ ...WORK, state: 'graded' }, '/state'],
    [{ ...WORK, fields: { unknown: 'x' } }, '/fields/unknown'],
    [{ ...WORK, links: ['javascript:alert(1)'] }, '/links/0'],
    [{ ...WORK, links: [{ url: 'data:text/html,x', title: '' }] }, '/links/0'],
    [{ ...WORK, attachments: ['00000000-0000-4000-8000-000000000000'] }, '/attachments/0'],
    [{ markdown: 'x' }, '/language'],
    [{ ...WORK, language: 'not a language' }, '/language'],
    [{ ...WORK, markdown: 'x'.repeat(200_001) }, '/markdown'],
  ])('refuses what does not fit: case %#', async (input, pointer) => {
    const { person, path } = await world.desk('plain');
    const refused = await person.api.put(`${path}/submission`, input);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].pointer).toMatch(new RegExp(`^${pointer}`));
    expect((await person.api.get(`${path}/submission`)).status).toBe(404);
  });

  it('with a text that no database holds is refused', async () => {
    const { person, path } = await world.desk('plain');
    expect((await person.api.put(`${path}/submission`, { ...WORK, markdown: 'a\u0000b' })).status).toBe(422);
  });

  it('is handed in once its form is filled, and names what is missing', async () => {
    const author = await world.desk('form');
    await author.write({ fields: { aim: 'To count', steps: '  ' } });
    const refused = await author.person.api.post(`${author.path}/submission/submit`);
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/fields/steps']);
    await author.write({ fields: { aim: 'To count', steps: 'One by one' } });
    expect(await author.submit()).toMatchObject({ state: 'submitted', late: false, reviewsToGive: 3, mayWithdraw: true });
    const row = await world.stored((await author.work()).id);
    expect(row).toMatchObject({ wanted: 3, author_ids: [author.person.id], finished: 0, lent: 0, phase: 'regular' });
    expect((await author.person.api.post(`${author.path}/submission/submit`)).body.type).toBe('/problems/already-submitted');
    expect((await author.person.api.put(`${author.path}/submission`, WORK, etag(3))).body.type).toBe('/problems/already-submitted');
    const evidence = await academy.database.query(`SELECT evidence FROM progress WHERE enrolment_id = $1 AND evidence = 'submitted'`, [author.enrolmentId]);
    expect(evidence).toHaveLength(1);
  });

  it('is not handed in empty', async () => {
    const author = await world.desk('plain');
    await author.write({ markdown: ' \n ' });
    const refused = await author.person.api.post(`${author.path}/submission/submit`);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/markdown']);
  });

  it('has one winner however many send at once', async () => {
    const { person, path } = await world.desk('plain');
    const many = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 50 }, work));
    const made = await many(() => person.api.put(`${path}/submission`, WORK));
    expect(made.map(({ status }) => status).sort()).toEqual([201, ...Array(49).fill(428)]);
    const saved = await many(() => person.api.put(`${path}/submission`, WORK, etag(1)));
    expect(saved.map(({ status }) => status).sort()).toEqual([200, ...Array(49).fill(412)]);
    const submitted = await many(() => person.api.post(`${path}/submission/submit`));
    expect(submitted.map(({ status }) => status).sort()).toEqual([200, ...Array(49).fill(409)]);
    const withdrawn = await many(() => person.api.post(`${path}/submission/withdraw`));
    expect(withdrawn.map(({ status }) => status).sort()).toEqual([200, ...Array(49).fill(409)]);
    const facts = await academy.database.query(`SELECT kind FROM fact WHERE payload ->> 'submissionId' = $1 ORDER BY id`, [made.find(({ status }) => status === 201)!.body.id]);
    expect(facts).toEqual([{ kind: 'submission.submitted' }, { kind: 'submission.taken-back' }]);
  });

  it('mixed at once: writing, handing in and taking back never fail on our side', async () => {
    const author = await world.desk('plain');
    await author.write(WORK);
    const path = `${author.path}/submission`;
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, index) => [() => author.person.api.put(path, WORK, etag(1 + (index % 4))), () => author.person.api.post(`${path}/submit`), () => author.person.api.post(`${path}/withdraw`)][index % 3]!()),
    );
    expect(all.filter(({ status }) => status >= 500)).toEqual([]);
    expect(['draft', 'submitted', 'withdrawn']).toContain((await author.work()).state);
  });
});
