import { PASSWORD, type Person, type RunningAcademy, startAcademy } from '../support/academy';
import { Visitor } from '../support/visitor';
import { must } from '../support/world';
import { assignment, courseWith, Desk, editionOf } from './support';

const FORM = { fields: [{ key: 'aim', title: 'The aim', required: true }, { key: 'notes', title: 'Notes', required: false }] };

describe('The pages of one’s own work, without scripts', () => {
  let academy: RunningAcademy;
  let courseId: string;
  let slug: string;
  let editionId: string;

  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    const staff: Person = await academy.designer();
    ({ courseId, slug } = await courseWith(staff, [assignment('plan', { form: FORM, prompt: 'PROMPT of the plan' }), assignment('text'), assignment('open', { anonymity: 'named' })]));
    editionId = await editionOf(staff, courseId, academy.clock.now(), ['plan']);
  });
  afterAll(() => academy.stop());

  async function visitor(key: string, displayName = 'Ana Silva') {
    const person = await academy.person({ displayName });
    const desk = new Desk(person, must(await person.api.post(`/editions/${editionId}/enrolments`), 201).body.id, key);
    const browser = new Visitor(academy.config.publicUrl);
    await browser.signIn(person.email, PASSWORD);
    const activity = `/learning/${desk.enrolmentId}/activities/${key}`;
    return { person, desk, browser, activity, home: `${activity}/submission` };
  }

  it('lead from the assignment over writing and checking to handing in and taking back', async () => {
    const { browser, activity, home, desk } = await visitor('plan');
    expect((await browser.get(activity)).html).toMatch(/Not begun[\s\S]*Begin your work/);
    const empty = await browser.get(home);
    expect(empty.html).toContain('PROMPT of the plan');
    expect(empty.html).toMatch(/<textarea[^>]*name="fields\.aim"/);

    const fields = { revision: '', language: 'en', 'fields.aim': 'To <b>count</b>\r\nswifts', 'fields.notes': '', 'links.0.url': 'example.org/map' };
    expect(await browser.post(home, { ...fields, next: 'check' })).toMatchObject({ status: 303, location: `${home}/check` });
    const work = await desk.work();
    expect(work).toMatchObject({ fields: { aim: 'To <b>count</b>\nswifts', notes: '' }, links: [{ url: 'https://example.org/map', title: '' }], revision: 1 });
    const checked = (await browser.get(`${home}/check`)).html;
    expect(checked).toContain('To &lt;b&gt;count&lt;/b&gt;');
    expect(checked).not.toContain('<b>count');
    expect(checked).toContain(`action="${home}/hand-in"`);
    expect((await browser.get(activity)).html).toMatch(/Draft saved[\s\S]*Go on with your work/);

    expect(await browser.post(`${home}/hand-in`)).toMatchObject({ status: 303, location: home });
    const read = (await browser.get(home)).html;
    expect(read).toMatch(/Handed in[\s\S]*Take back/);
    expect(read).not.toContain('<textarea');
    expect((await browser.get(activity)).html).toContain('You still owe colleagues 3 reviews.');
    expect(await browser.post(`${home}/take-back`)).toMatchObject({ status: 303, location: home });
    expect((await browser.get(home)).html).toContain('<textarea');
    expect((await desk.work()).state).toBe('withdrawn');
  });

  it('say what is missing, and offer no way to hand it in', async () => {
    const { browser, home } = await visitor('plan');
    expect((await browser.get(`${home}/check`)).location).toBe(home);
    await browser.post(home, { revision: '', language: 'en', 'fields.notes': 'Only a note' });
    const { html } = await browser.get(`${home}/check`);
    expect(html).toMatch(/Still empty[\s\S]*The aim/);
    expect(html).not.toContain('/hand-in');
    expect((await browser.post(`${home}/hand-in`)).status).toBe(422);
  });

  it('warn where the text tells who wrote it, unless names are meant to be seen', async () => {
    const text = { revision: '', language: 'en', markdown: 'Hello, my name is Ana Silva.' };
    const blind = await visitor('text');
    await blind.browser.post(blind.home, text);
    expect((await blind.browser.get(`${blind.home}/check`)).html).toMatch(/seems to tell who you are[\s\S]*Ana Silva[\s\S]*introduce yourself/);
    const named = await visitor('open');
    await named.browser.post(named.home, text);
    expect((await named.browser.get(`${named.home}/check`)).html).not.toContain('seems to tell who you are');
  });

  it('lose nothing that was typed: not to a mistake, not to a colleague, not to a work handed in meanwhile', async () => {
    const { browser, home, desk } = await visitor('text');
    const wrong = await browser.post(home, { revision: '', language: 'en', markdown: 'MY TEXT', 'links.0.url': 'javascript:alert(1)' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toMatch(/MY TEXT[\s\S]*javascript:alert/);
    expect(wrong.html).toContain('href="#field-links.0.url"');
    expect(wrong.html).not.toContain('href="javascript');

    await desk.write({ markdown: 'THEIR TEXT' });
    const begun = await browser.post(home, { revision: '', language: 'en', markdown: 'MY TEXT' });
    expect(begun.status).toBe(422);
    expect(begun.html).toMatch(/changed elsewhere[\s\S]*THEIR TEXT[\s\S]*MY TEXT/);
    await desk.write({ markdown: 'THEIR NEWER TEXT' });
    const both = await browser.post(home, { revision: '1', language: 'en', markdown: 'MY TEXT' });
    expect(both.status).toBe(422);
    expect(both.html).toMatch(/changed elsewhere[\s\S]*THEIR NEWER TEXT[\s\S]*MY TEXT/);
    expect(both.html).toContain('name="revision" value="2"');
    expect((await browser.post(home, { revision: '2', language: 'en', markdown: 'MY TEXT' })).status).toBe(303);
    await desk.submit();
    const late = await browser.post(home, { revision: '3', language: 'en', markdown: 'TYPED TOO LATE' });
    expect(late.status).toBe(422);
    expect(late.html).toContain('TYPED TOO LATE');
    expect((await desk.work()).markdown).toBe('MY TEXT');
  });

  it('keep a draft while somebody writes, also with an address that is not whole', async () => {
    const { browser, home, desk } = await visitor('text');
    const kept = await browser.post(`${home}/draft`, { revision: '', language: 'en', markdown: 'Half a sen', 'links.0.url': 'http://' });
    expect([kept.status, JSON.parse(kept.html)]).toEqual([200, { revision: 1 }]);
    expect(await desk.work()).toMatchObject({ markdown: 'Half a sen', links: [], state: 'draft' });
    const preview = await browser.post(`${home}/preview`, { revision: '1', language: 'en', markdown: '# Loud\n\n<script>alert(1)</script>' });
    expect(preview.html).toMatch(/id="preview"[\s\S]*<h2>Loud<\/h2>/);
    expect(preview.html).not.toContain('<script>alert');
    expect((await desk.work()).markdown).toBe('Half a sen');
  });

  it('add and remove files', async () => {
    const { browser, home, desk, person } = await visitor('text');
    const form = new FormData();
    form.set('file', new Blob(['some notes']), 'notes of Ana.txt');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = await fetch(`${academy.config.publicUrl}${home}/files`, { method: 'POST', body: form, headers: { cookie, 'sec-fetch-site': 'same-origin' }, redirect: 'manual' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${home}/files`]);
    const [file] = (await desk.work()).files;
    const listed = (await browser.get(`${home}/files`)).html;
    expect(listed).toMatch(/notes of Ana\.txt[\s\S]*Reviewers see attachment-1\.txt/);
    const seen = (await browser.get(`${home}/check`)).html;
    expect(seen).toContain('attachment-1.txt');
    expect(seen).not.toContain('notes of Ana');
    expect((await browser.get(`${home}/attachments/${file.id}`)).html).toBe('some notes');
    expect((await browser.post(`${home}/files/${file.id}/removal`)).status).toBe(303);
    expect((await desk.work()).files).toEqual([]);
    expect((await person.api.get(`${desk.path}/submission/attachments/${file.id}`)).status).toBe(404);
  });

  it('publish a graded work, and lead to it from its course', async () => {
    const { browser, home, desk } = await visitor('text', 'Petra Public');
    await desk.write({ markdown: '# A walk of ten minutes\n\nWe walk.' });
    const { id } = await desk.submit();
    expect((await browser.get(home)).html).not.toContain('/publication');
    expect((await browser.post(`${home}/publication`, { licence: 'CC-BY-4.0' })).status).toBe(422);
    await academy.database.query(
      `WITH g AS (INSERT INTO grade (submission_id, source, points, max_points, is_passed, rule_version, released_at) VALUES ($1, 'reviews', 4, 6, true, 1, academy_now())) UPDATE submission SET state = 'graded' WHERE id = $1`,
      [id],
    );
    expect((await browser.get(home)).html).toContain(`action="${home}/publication"`);
    const reader = new Visitor(academy.config.publicUrl);
    expect((await reader.get(`/courses/${slug}`)).html).not.toContain('/scenarios?course');
    expect((await browser.post(`${home}/publication`, { licence: 'CC-BY-4.0', named: 'true' })).status).toBe(303);
    expect((await reader.get(`/courses/${slug}`)).html).toContain(`/scenarios?course&#x3D;${slug}`);
    expect((await reader.get(`/scenarios?course=${slug}`)).html).toContain('A walk of ten minutes');
    expect((await reader.get('/scenarios?course=another')).html).not.toContain('A walk of ten minutes');
    expect((await reader.get('/scenarios?course=<x>&cursor=')).status).toBe(200);
    expect((await reader.get(`/scenarios/${id}`)).html).toMatch(/By Petra Public[\s\S]*CC BY 4\.0/);
    expect((await browser.post(`${home}/publication/withdrawal`)).status).toBe(303);
    expect((await reader.get(`/scenarios/${id}`)).status).toBe(404);
  });

  it('are for their author alone', async () => {
    const { home, desk } = await visitor('text');
    await desk.write({ markdown: 'Mine' });
    const { browser } = await visitor('text');
    for (const path of [home, `${home}/check`, `${home}/files`]) expect((await browser.get(path)).status).toBe(404);
    for (const path of [home, `${home}/draft`, `${home}/preview`, `${home}/hand-in`, `${home}/take-back`]) expect((await browser.post(path, { markdown: 'Theirs' })).status).toBe(404);
    expect((await desk.work()).markdown).toBe('Mine');
  });
});
