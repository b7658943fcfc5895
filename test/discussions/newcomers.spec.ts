import { type Person, PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { gather, open, type Talk } from './support';

describe('young accounts', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false, environment: { ACADEMY_RATE_LIMITS: 'on' } });
    talk = await gather(academy, 7, 0);
  });
  afterAll(() => academy.stop());

  it('open so many threads and mention so many people, are told when to go on, and are free after three days', async () => {
    const [young, ...others] = talk.teachers as [Person, ...Person[]];
    for (let number = 0; number < 5; number++) await open(young, talk.editionId, { title: `Thread ${number}`, markdown: `I would like to know about number ${number} of my many questions.` });
    const refused = await young.api.post(`/editions/${talk.editionId}/threads`, { title: 'Sixth', kind: 'question', language: 'en', markdown: 'One more.' });
    expect(refused.body).toMatchObject({ status: 429, type: '/problems/newcomer-pace' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
    const { id } = await open(others[0]!, talk.editionId);
    must(await young.api.post(`/threads/${id}/posts`, { markdown: 'An answer is possible.' }), 201);
    const crowd = others.map((person) => `@[x](person:${person.id})`).join(' ');
    expect((await young.api.post(`/threads/${id}/posts`, { markdown: crowd })).body).toMatchObject({ status: 422, type: '/problems/too-many-mentions' });

    const visitor = new Visitor(academy.config.publicUrl);
    await visitor.signIn(young.email, PASSWORD);
    const page = await visitor.post(`/discussions/${talk.editionId}/threads`, { title: 'Sixth', kind: 'question', language: 'en', markdown: 'One more question.', acceptsConduct: 'true', next: 'post' });
    expect(page.status).toBe(429);
    expect(page.html).toMatch(/You can go on in (\d+ minutes|about an hour)/);
    expect(page.html).toContain('One more question.');

    await academy.database.query(`UPDATE users SET created_at = created_at - interval '3 days' WHERE id = $1`, [young.id]);
    await open(young, talk.editionId);
  });
});
