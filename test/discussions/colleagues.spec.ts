import { FIRST_CARD } from '@academy/discussions';
import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { blocksRead } from '../support/blocks.read';
import { statements } from '../support/statements';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { gather, open, type Talk } from './support';

type Shown = { id: string; displayName: string; country: string | null; school: string | null; level: string | null; subjects: string[]; languages: string[]; about: string };

describe('colleagues', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  let ana: Person, bruno: Person, cleo: Person;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    talk = await gather(academy, 3);
    [ana, bruno, cleo] = talk.teachers as [Person, Person, Person];
    const profiles: [Person, string, string][] = [[ana, 'Ana Conceição', 'PT'], [bruno, 'Bruno Straße', 'AT'], [cleo, 'Κλειώ Ἀθηναία', 'GR']];
    for (const [{ id, api }, displayName, country] of profiles) {
      await academy.database.query('UPDATE users SET display_name = $2, country = $3 WHERE id = $1', [id, displayName, country]);
      must(await api.patch('/me', { school: `School of ${displayName}`, level: 'primary', subjects: ['mathematics', 'music'], reads: ['en', 'pt'] }), 200);
    }
  });
  afterAll(() => academy.stop());

  const show = (person: Person, change: object) => person.api.put('/me/card', { ...FIRST_CARD, ...change });
  const list = async (person: Person, query = ''): Promise<Shown[]> => must(await person.api.get(`/editions/${talk.editionId}/colleagues${query}`), 200).body.items;
  const names = async (query: string) => (await list(ana, query)).map(({ displayName }) => displayName);
  const card = (asker: Person, { id }: Person) => asker.api.get(`/editions/${talk.editionId}/colleagues/${id}`);
  async function visit({ email }: Person, language = 'en'): Promise<Visitor> {
    const visitor = new Visitor(academy.config.publicUrl, language);
    await visitor.signIn(email, PASSWORD);
    return visitor;
  }

  it('show name and country to begin with, then what each chooses', async () => {
    expect(await list(ana)).toMatchObject([
      { displayName: 'Ana Conceição', country: 'PT', school: null, level: null, subjects: [], languages: [], about: '' }, { displayName: 'Bruno Straße', country: 'AT' }, { displayName: 'Κλειώ Ἀθηναία', country: 'GR' },
    ]);
    must(await show(bruno, { about: '  I count birds.\r\n\r\n\r\n\r\nAnd trees. ', showsCountry: false, showsSchool: true, showsLevel: true, showsSubjects: true, showsLanguages: true }), 200);
    expect(must(await card(ana, bruno), 200).body).toEqual({
      id: bruno.id, displayName: 'Bruno Straße', about: 'I count birds.\n\nAnd trees.', country: null, school: 'School of Bruno Straße', level: 'primary', subjects: ['mathematics', 'music'], languages: ['en', 'pt'], roles: [], isBlocked: false,
    });
    expect((await show(bruno, { about: 'x'.repeat(601) })).status).toBe(422);
    expect((await show(bruno, { about: 'a\u0007b' })).status).toBe(422);
  });

  it('are found by part of a name without accents, and by what they show', async () => {
    expect(await names('?q=conceicao')).toEqual(['Ana Conceição']);
    expect(await names('?q=STRASSE')).toEqual(['Bruno Straße']);
    expect(await names(`?q=${encodeURIComponent('αθηναια')}`)).toEqual(['Κλειώ Ἀθηναία']);
    expect(await names('?q=%25')).toEqual([]);
    expect(await names('?q=_')).toEqual([]);
    expect(await names('?country=PT')).toEqual(['Ana Conceição']);
    expect(await names('?subject=music&level=primary&language=pt')).toEqual(['Bruno Straße']);
    const first = must(await ana.api.get(`/editions/${talk.editionId}/colleagues?limit=2`), 200).body;
    expect(first.items).toHaveLength(2);
    expect(await names(`?limit=2&cursor=${first.nextCursor}`)).toEqual(['Κλειώ Ἀθηναία']);
  });

  it('are not found by what they do not show', async () => {
    must(await show(cleo, { showsCountry: false }), 200);
    for (const query of ['?country=GR', '?q=School', '?subject=mathematics', '?level=primary', '?language=en']) expect(await names(query)).not.toContain('Κλειώ Ἀθηναία');
    const page = await (await visit(ana)).get(`/editions/${talk.editionId}/colleagues`);
    expect(page.html).not.toContain('Greece');
    expect(page.html).toContain('Portugal');
    expect(page.html).not.toContain('School of Κλειώ');
    const filtered = await (await visit(ana)).get(`/editions/${talk.editionId}/colleagues?country=GR`);
    expect(filtered.html).toContain('0 of 3 colleagues');
    expect(filtered.html).not.toContain('Κλειώ');
  });

  it('who are not listed are not there, but for themselves', async () => {
    must(await show(cleo, { isListed: false, about: 'Secret words', showsSchool: true }), 200);
    expect(await names('')).toEqual(['Ana Conceição', 'Bruno Straße']);
    expect((await card(ana, cleo)).status).toBe(404);
    const closed = await (await visit(ana)).get(`/editions/${talk.editionId}/colleagues/${cleo.id}`);
    expect(closed).toMatchObject({ status: 404, html: expect.stringContaining('has chosen not to be listed') });
    const stranger = await (await visit(ana)).get(`/editions/${talk.editionId}/colleagues/${(await academy.person()).id}`);
    expect(stranger.html.replace(/[0-9a-f-]{36}/g, '')).toBe(closed.html.replace(/[0-9a-f-]{36}/g, ''));
    expect((await (await visit(ana)).post(`/editions/${talk.editionId}/colleagues/${cleo.id}/block`)).status).toBe(404);
    expect((await (await visit(cleo)).get(`/editions/${talk.editionId}/colleagues/${cleo.id}`)).html).toContain('Only you see this page');
    const outsider = await academy.person();
    expect((await card(ana, outsider)).status).toBe(404);
    expect((await card(outsider, ana)).status).toBe(403);
    expect((await outsider.api.get(`/editions/${talk.editionId}/colleagues`)).status).toBe(403);
    expect((await ana.api.get(`/editions/${talk.courseId}/colleagues`)).status).toBe(403);
    must(await show(cleo, {}), 200);
  });

  it('find those who run the edition on top, with name and role even where these are not listed', async () => {
    await academy.database.query(`INSERT INTO role_grant (user_id, role, scope, scope_id) VALUES ($1, 'moderator', 'edition', $2)`, [talk.coordinator.id, talk.editionId]);
    await academy.database.query(`UPDATE users SET display_name = 'Rita Runs', school = 'Hidden school' WHERE id = $1`, [talk.coordinator.id]);
    must(await show(talk.coordinator, { isListed: false, about: 'Not for you', showsSchool: true }), 200);
    const { html } = await (await visit(ana)).get(`/editions/${talk.editionId}/colleagues`);
    expect(html).toContain('Rita Runs');
    expect(html).toContain('Moderator');
    expect(html).not.toMatch(/Not for you|Hidden school/);
    expect(must(await card(ana, talk.coordinator), 200).body).toMatchObject({ displayName: 'Rita Runs', about: '', country: null, school: null, roles: ['coordinator', 'moderator'] });
  });

  it('have a page with their latest shown contributions of this edition', async () => {
    const { id } = await open(bruno, talk.editionId, { title: 'Which **birds**?', markdown: 'Swifts & *swallows*, says @Ana Conceição' });
    const gone = must(await bruno.api.post(`/threads/${id}/posts`, { markdown: 'Taken back words' }), 201).body.id as string;
    must(await bruno.api.delete(`/posts/${gone}`), 204);
    const visitor = await visit(ana);
    const { html } = await visitor.get(`/editions/${talk.editionId}/colleagues/${bruno.id}`);
    expect(html).toContain('Swifts &amp; swallows, says @Ana Conceição');
    expect(html).toContain('Which **birds**?');
    expect(html).toContain('And trees.');
    expect(html).not.toContain('Taken back words');
    const post = must(await bruno.api.get(`/threads/${id}`), 200).body.posts.items[0];
    expect(post.html).toContain(`href="/editions/${talk.editionId}/colleagues/${ana.id}"`);
  });

  it('choose on their card, see it as colleagues do, and save it without a script', async () => {
    const visitor = await visit(ana);
    const fields = { about: '<b>Hello</b>\nwe count', isListed: 'true', showsSubjects: 'true' };
    const preview = await visitor.post('/me/card', { ...fields, preview: 'true' });
    expect(preview.status).toBe(200);
    expect(preview.html).toContain('It is not saved yet');
    expect(preview.html).toContain('<p>&lt;b&gt;Hello&lt;/b&gt;</p><p>we count</p>');
    expect(preview.html).toContain('Mathematics and Music');
    expect(await list(bruno, '?subject=music&country=PT')).toEqual([]);
    expect((await visitor.post('/me/card', fields)).location).toBe('/me/card');
    expect(must(await ana.api.get('/me/card'), 200).body).toEqual({ ...FIRST_CARD, about: '<b>Hello</b>\nwe count', showsCountry: false, showsSubjects: true });
    const refused = await visitor.post('/me/card', { ...fields, about: 'y'.repeat(601) });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('y'.repeat(601));
    must(await show(ana, {}), 200);
  });

  it('are blocked without learning of it, and the block is taken back', async () => {
    const visitor = await visit(ana);
    const address = `/editions/${talk.editionId}/colleagues/${bruno.id}`;
    const before = (await (await visit(bruno)).get(`/editions/${talk.editionId}/colleagues/${ana.id}`)).html;
    expect(await visitor.post(`${address}/block`)).toMatchObject({ status: 303, location: address });
    must(await ana.api.put(`/me/blocks/${bruno.id}`), 204);
    expect((await visitor.get(address)).html).toMatch(/You have blocked Bruno Straße[\s\S]*Unblock/);
    expect((await visitor.get(address)).html).not.toContain('Swifts');
    expect((await (await visit(bruno)).get(`/editions/${talk.editionId}/colleagues/${ana.id}`)).html).toBe(before);
    expect(await academy.database.query(`SELECT kind, actor_id AS "actorId", person_id AS "personId" FROM fact WHERE kind LIKE 'person.%'`)).toEqual([{ kind: 'person.blocked', actorId: ana.id, personId: bruno.id }]);

    const thread = must(await bruno.api.get(`/editions/${talk.editionId}/threads`), 200).body.items[0].id as string;
    expect(must(await ana.api.get(`/threads/${thread}`), 200).body.posts.items[0]).toMatchObject({ markdown: null, html: null });
    expect(must(await cleo.api.get(`/threads/${thread}`), 200).body.posts.items[0].markdown).toContain('Swifts');
    expect(must(await ana.api.get('/me/blocks'), 200).body.items).toMatchObject([{ id: bruno.id, displayName: 'Bruno Straße' }]);
    expect(must(await bruno.api.get('/me/blocks'), 200).body.items).toEqual([]);

    expect(await ana.api.put(`/me/blocks/${ana.id}`)).toMatchObject({ status: 409, body: { type: '/problems/own-person' } });
    expect((await ana.api.put('/me/blocks/11111111-1111-4111-8111-111111111111')).status).toBe(404);
    expect(await visitor.post(`/me/blocks/${bruno.id}/removal`)).toMatchObject({ status: 303, location: '/me/blocks' });
    must(await ana.api.delete(`/me/blocks/${bruno.id}`), 204);
    expect(must(await ana.api.get(`/threads/${thread}`), 200).body.posts.items[0].markdown).toContain('Swifts');
  });

  it('are announced to by staff whom they blocked', async () => {
    must(await ana.api.put(`/me/blocks/${talk.coordinator.id}`), 204);
    const { id } = await open(talk.coordinator, talk.editionId, { title: 'We start', markdown: 'On Monday.' });
    await academy.database.query(`UPDATE thread SET kind = 'announcement' WHERE id = $1`, [id]);
    const chat = await open(talk.coordinator, talk.editionId, { kind: 'conversation', title: 'Chat', markdown: 'By the way.' });
    expect(must(await ana.api.get(`/threads/${id}`), 200).body.posts.items[0].markdown).toBe('On Monday.');
    expect(must(await ana.api.get(`/threads/${chat.id}`), 200).body.posts.items[0].markdown).toBeNull();
    must(await ana.api.delete(`/me/blocks/${talk.coordinator.id}`), 204);
  });

  it('are found among five thousand by a few statements that read little more than there is', async () => {
    await academy.database.query(
      `WITH many AS (INSERT INTO users (id, email, email_verified_at, display_name, certificate_name, country, locale, reads, time_zone, level, subjects)
         SELECT gen_random_uuid(), 'many-' || n || '@people.test', now(), 'Teacher Número ' || n, 'x', (ARRAY['DE', 'FR', 'IT'])[1 + n % 3], 'en', ARRAY['en', 'de'], 'Europe/Lisbon', 'primary', ARRAY['music', 'art'] FROM generate_series(1, 5000) n RETURNING id),
       cards AS (INSERT INTO person_card (user_id, about, shows_subjects, shows_languages) SELECT id, 'We count.', true, true FROM many)
       INSERT INTO enrolment (id, edition_id, user_id, state, activated_at) SELECT gen_random_uuid(), $1, id, 'active', now() FROM many`,
      [talk.editionId],
    );
    await academy.database.query('ANALYZE users, enrolment, person_card');
    const visitor = await visit(ana);
    const path = `/editions/${talk.editionId}/colleagues`;
    expect((await visitor.get(path)).html).toContain('5,003 colleagues');
    expect(await statements(academy, () => visitor.get(path))).toBeLessThanOrEqual(8);
    expect(await statements(academy, () => visitor.get(`${path}/${bruno.id}`))).toBeLessThanOrEqual(8);
    const filtered = `${path}?q=numero%204&country=DE&subject=art&language=de`;
    expect(await statements(academy, () => visitor.get(filtered))).toBeLessThanOrEqual(8);
    const tables = (await academy.database.one<{ blocks: number }>(`SELECT sum(pg_relation_size(name::regclass) / 8192)::int AS blocks FROM unnest(ARRAY['users', 'enrolment', 'person_card']) AS name`))!.blocks;
    // Once for the page and once for what stands around it; with a filter by an index for each who is found.
    for (const query of ['', '?q=numero%204']) expect(await blocksRead(academy, () => visitor.get(path + query))).toBeLessThan(3 * tables);
    expect(await blocksRead(academy, () => visitor.get(filtered))).toBeLessThan(8 * tables);
    expect(await blocksRead(academy, () => visitor.get(`${path}/${bruno.id}`))).toBeLessThan(tables / 3);
    const seen = new Set<string>();
    for (let cursor = ''; ;) {
      const { items, nextCursor } = must(await ana.api.get(`/editions/${talk.editionId}/colleagues?country=FR&limit=100${cursor}`), 200).body as { items: Shown[]; nextCursor: string | null };
      for (const { id } of items) seen.add(id);
      if (!nextCursor) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(seen.size).toBe(1667);
  });
});
