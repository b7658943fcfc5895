import { type Person, PASSWORD, type RunningAcademy, startAcademy } from '../support/academy';
import { png } from '../courses/sample.files';
import { statements } from '../support/statements';
import { Visitor, visitorsAt } from '../support/visitor';
import { gather, open, type Talk } from './support';

describe('the pages of a thread', () => {
  let academy: RunningAcademy;
  let talk: Talk;
  beforeAll(async () => {
    academy = await startAcademy({ worker: false });
    talk = await gather(academy, 3);
  });
  afterAll(() => academy.stop());
  const visitor = visitorsAt(() => academy.config.publicUrl, PASSWORD);
  const thread = { kind: 'question', title: 'How do you count trees?', language: 'en', markdown: 'We use **chalk**.' };

  it('ask and answer without scripts, once the code of conduct is accepted', async () => {
    const asker = await visitor(talk.teachers[0]!);
    const form = await asker.get(`/discussions/${talk.editionId}/new?activity=talk`);
    expect(form.html).toContain(`action="/discussions/${talk.editionId}/threads#composer"`);
    expect(form.html).toContain('<option value="talk" selected>Compare</option>');

    const refused = await asker.post(`/discussions/${talk.editionId}/threads`, thread);
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.html).toContain('Please accept the code of conduct first.');
    expect(refused.html).toContain('We use **chalk**.');
    const opened = await asker.post(`/discussions/${talk.editionId}/threads`, { ...thread, acceptsConduct: 'true', activity: 'talk' });
    expect(opened.status).toBe(303);
    const page = await asker.get(opened.location!);
    expect(page.html).toContain('We use <strong>chalk</strong>.');
    expect(page.html).not.toContain('name="acceptsConduct"');

    const helper = await visitor(talk.teachers[1]!);
    const seen = await helper.get(opened.location!);
    const postId = /id="post-([0-9a-f-]{36})"/.exec(seen.html)![1]!;
    expect((await helper.get(`${opened.location!}?quote=${postId}`)).html).toContain('&gt; We use **chalk**.');
    const answered = await helper.post(`${opened.location!}/posts`, { markdown: 'With a list.', language: 'en', acceptsConduct: 'true', replyTo: postId });
    expect(answered.status).toBe(303);
    expect((await asker.get(opened.location!)).html).toContain('With a list.');
    expect((await asker.post(`${opened.location!}/posts`, { markdown: '  ', language: 'en' })).status).toBe(422);
  });

  it('show one post to react to, at an address that stays', async () => {
    const { id, postId } = await open(talk.teachers[0]!, talk.editionId);
    const helper = await visitor(talk.teachers[1]!);
    expect((await helper.get(`/posts/${postId}`)).location).toBe(`/threads/${id}#post-${postId}`);
    expect((await helper.post(`/posts/${postId}/reactions/tried`, { given: 'true' })).status).toBe(303);
    expect((await helper.get(`/threads/${id}`)).html).toMatch(/value="false" formaction="[^"]*tried" aria-pressed="true"/);
  });

  /** Sends a composer as a browser does, with a file where one is given. */
  async function compose(person: Person, path: string, fields: [string, string][], file?: { bytes: Uint8Array; name: string }): Promise<{ status: number; html: string; location: string | null }> {
    const { cookies } = await visitor(person);
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    form.set('file', new Blob(file ? [Buffer.from(file.bytes)] : []), file?.name ?? '');
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(academy.config.publicUrl + path, { method: 'POST', body: form, redirect: 'manual', headers: { cookie, 'sec-fetch-site': 'same-origin' } });
    return { status: answer.status, html: await answer.text(), location: answer.headers.get('location') };
  }
  const accepted: [string, string][] = [['language', 'en'], ['acceptsConduct', 'true']];

  it('preview what is written, and keep text and files until all is well', async () => {
    const writer = talk.teachers[0]!;
    const { id } = await open(writer, talk.editionId);
    const preview = await compose(writer, `/threads/${id}/posts`, [...accepted, ['markdown', '**Bold** <script>alert(1)</script>'], ['next', 'preview']]);
    expect(preview.status).toBe(200);
    expect(preview.html).toContain('<p><strong>Bold</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>');

    const picture = { bytes: await png(), name: 'tree.png' };
    const attached = await compose(writer, `/threads/${id}/posts`, [...accepted, ['markdown', 'Look.'], ['next', 'attach']], picture);
    const fileId = /name="fileIds" value="([0-9a-f-]{36})"/.exec(attached.html)![1]!;
    expect(attached.html).toContain('Goes along: tree.png');
    const wrong = await compose(writer, `/threads/${id}/posts`, [...accepted, ['markdown', 'Look.'], ['fileIds', fileId]], { bytes: Buffer.from('MZ not a picture'), name: 'a.exe' });
    expect(wrong).toMatchObject({ status: 422 });
    expect(wrong.html).toContain(fileId);

    const silent = await compose(writer, `/threads/${id}/posts`, [...accepted, ['markdown', 'Look.'], ['fileIds', fileId], [`words-${fileId}`, ' ']]);
    expect(silent.status).toBe(422);
    expect(silent.html).toMatch(new RegExp(`id="field-words-${fileId}"[^>]*aria-invalid="true"`));
    const posted = await compose(writer, `/threads/${id}/posts`, [...accepted, ['markdown', 'Look.'], ['fileIds', fileId], [`words-${fileId}`, 'A lime tree']]);
    expect(posted.status).toBe(303);
    const reader = await visitor(talk.teachers[1]!);
    expect((await reader.get(posted.location!)).html).toContain(`src="/discussions/files/${fileId}" alt="A lime tree"`);
    const file = await reader.get(`/discussions/files/${fileId}`);
    expect(Object.fromEntries(file.headers)).toMatchObject({ 'content-type': expect.stringMatching(/^image/), 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-cache' });
    expect((await (await visitor(await academy.person())).get(`/discussions/files/${fileId}`)).status).toBe(403);
    expect((await new Visitor(academy.config.publicUrl).get(`/discussions/files/${fileId}`)).status).toBe(303);
  });

  it('keep drafts by place, until they are posted', async () => {
    const writer = talk.teachers[0]!;
    const page = await visitor(writer);
    const { id } = await open(writer, talk.editionId);
    const keep = (place: string, markdown: string) => page.post(`/discussions/${talk.editionId}/drafts/${place}`, { markdown, title: '' });
    const { revision } = JSON.parse((await keep(`reply:${id}`, 'Half a thought')).html) as { revision: string };
    expect(revision).not.toBe('');
    const shown = (await page.get(`/threads/${id}`)).html;
    expect(shown).toContain('Half a thought');
    expect(shown).toContain(`name="revision" value="${revision}"`);
    expect((await keep('reply:nowhere', 'x')).status).toBe(404);
    expect((await compose(writer, `/threads/${id}/posts`, [...accepted, ['markdown', 'A whole one'], ['revision', revision]])).status).toBe(303);
    expect((await page.get(`/threads/${id}`)).html).not.toContain('Half a thought');
    await keep(`reply:${id}`, 'Again');
    expect(JSON.parse((await keep(`reply:${id}`, ' ')).html)).toEqual({ revision: '' });
  });

  it('offer names to mention: those of listed participants whom one has not blocked', async () => {
    const [asker, listed, unlisted] = talk.teachers as [Person, Person, Person];
    await academy.database.query(`UPDATE users SET display_name = CASE id WHEN $1 THEN 'Zoë Müller' ELSE 'Zora Muster' END WHERE id IN ($1, $2)`, [listed.id, unlisted.id]);
    await academy.database.query('INSERT INTO person_card (user_id, is_listed) VALUES ($1, false) ON CONFLICT (user_id) DO UPDATE SET is_listed = false', [unlisted.id]);
    const page = await visitor(asker);
    const names = async (typed: string) => JSON.parse((await page.get(`/discussions/${talk.editionId}/people?q=${encodeURIComponent(typed)}`)).html).items as unknown[];
    expect(await names('zo')).toEqual([{ id: listed.id, name: 'Zoë Müller', isOnly: true }]);
    expect(await names('Mü')).toHaveLength(1);
    expect(await names('zoë m')).toHaveLength(1);
    await academy.database.query('INSERT INTO person_block (user_id, blocked_id) VALUES ($1, $2)', [asker.id, listed.id]);
    expect(await names('zo')).toEqual([]);
    await academy.database.query('DELETE FROM person_block');
    await academy.database.query('DELETE FROM person_card');
  });

  it('edit with a history that says what changed, never over a newer wording', async () => {
    const author = talk.teachers[0]!;
    const page = await visitor(author);
    const { id, postId } = await open(author, talk.editionId, { markdown: 'We count **trees** by hand.' });
    const form = (await page.get(`/posts/${postId}/wording`)).html;
    expect(form).toContain('We count **trees** by hand.');
    expect(form).toContain('name="basedOn" value="1"');
    expect((await (await visitor(talk.teachers[1]!)).get(`/posts/${postId}/wording`)).status).toBe(403);
    const wording = (markdown: string, basedOn: string) => compose(author, `/posts/${postId}/wording`, [...accepted, ['markdown', markdown], ['title', 'Trees'], ['basedOn', basedOn]]);
    expect((await wording('We count **bushes** by hand.', '1')).location).toBe(`/posts/${postId}`);
    const stale = await wording('We count nothing.', '1');
    expect(stale).toMatchObject({ status: 422 });
    expect(stale.html).toContain('We count **bushes** by hand.');
    expect(stale.html).toContain('We count nothing.');
    expect(stale.html).toContain('name="basedOn" value="2"');
    const history = (await (await visitor(talk.teachers[1]!)).get(`/posts/${postId}/history`)).html;
    expect(history).toContain('<del>trees</del><ins>bushes</ins>');
    expect((await page.get(`/threads/${id}`)).html).toContain('<h1>Trees</h1>');
  });

  it('endorse by the asker, follow, and keep in order by moderators alone', async () => {
    const [asker, helper] = talk.teachers as [Person, Person];
    const [asking, helping, moderating] = [await visitor(asker), await visitor(helper), await visitor(talk.coordinator)];
    const { id } = await open(asker, talk.editionId, { title: 'Bins' });
    const { body } = await helper.api.post(`/threads/${id}/posts`, { markdown: 'Count the lids.' });
    expect((await helping.post(`/posts/${body.id}/endorsement`, { given: 'true' })).status).toBe(403);
    expect((await asking.post(`/posts/${body.id}/endorsement`, { given: 'true' })).status).toBe(303);
    const answered = (await helping.get(`/threads/${id}`)).html;
    expect(answered).toContain('The answer that helped, by');
    expect(answered).not.toContain('This answers it');
    expect((await helping.post(`/threads/${id}/follow`, { following: 'false' })).status).toBe(303);
    expect((await helping.get(`/threads/${id}`)).html).toContain('value="true">');
    expect((await helping.post(`/threads/${id}/order`, { change: 'lock' })).status).toBe(403);
    expect((await moderating.post(`/threads/${id}/order`, { change: 'lock' })).status).toBe(303);
    const locked = (await helping.get(`/threads/${id}`)).html;
    expect(locked).toContain('A moderator has closed this thread.');
    expect(locked).not.toContain('data-composer');
    const other = await open(asker, talk.editionId, { title: 'Bins once more', kind: 'question' });
    expect((await moderating.get(`/threads/${other.id}/order?q=lids`)).html).toContain('Into this one');
    expect((await moderating.post(`/threads/${other.id}/title`, { title: '' })).status).toBe(422);
    expect((await moderating.post(`/threads/${other.id}/merging`, { into: id })).location).toBe(`/threads/${id}`);
    expect((await helping.get(`/posts/${other.postId}`)).location).toBe(`/threads/${id}#post-${other.postId}`);
    expect((await helping.get(`/threads/${other.id}`)).html).toContain(`href="/threads/${id}"`);
  });

  it('lead through a long thread page by page, to what is new, with a fixed number of statements', async () => {
    const [asker, reader] = talk.teachers as [Person, Person];
    const { id, postId } = await open(asker, talk.editionId);
    await academy.database.query(
      `INSERT INTO post (thread_id, space_id, number, root_number, author_id, language, markdown) SELECT $1, $2, n, CASE WHEN n % 10 = 0 THEN 2 ELSE n END, $3, 'en', 'Number ' || n FROM generate_series(2, 80) n`,
      [id, talk.editionId, asker.id],
    );
    await academy.database.query('UPDATE thread SET last_number = 80, replies = 79 WHERE id = $1', [id]);
    const page = await visitor(reader);
    const numbers = (html: string) => [...html.matchAll(/data-number="(\d+)"/g)].map((match) => Number(match[1]));
    const first = await page.get(`/threads/${id}`);
    expect(numbers(first.html).slice(0, 11)).toEqual([1, 2, 10, 20, 30, 40, 50, 60, 70, 80, 3]);
    expect(numbers(first.html)).toHaveLength(25);
    const unread = async () => ((await reader.api.get(`/threads/${id}`)).body as { thread: { unreadCount: number; readUpTo: number } }).thread;
    // The replies below the second post are shown up to 80; what stands between has still to be read.
    expect(await unread()).toMatchObject({ readUpTo: 18 });
    const link = (rel: string, html: string) => new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)![1]!.replaceAll('&#x3D;', '=');
    const next = link('next', first.html);
    expect((await page.get(`/threads/${id}/unread`)).location).toMatch(/^\/posts\//);
    const second = await page.get(next);
    expect(link('prev', second.html)).toBe(`/threads/${id}`);
    const third = await page.get(link('next', second.html));
    expect([first, second, third].flatMap(({ html }) => numbers(html))).toHaveLength(75);
    const last = await page.get(link('next', third.html));
    expect(numbers(last.html)).toHaveLength(5);
    const deep = await academy.database.query<{ id: string }>('SELECT id FROM post WHERE thread_id = $1 AND number = 55', [id]);
    expect((await page.get(`/posts/${deep[0]!.id}`)).location).toBe(`/threads/${id}?at=55#post-${deep[0]!.id}`);
    expect(await statements(academy, () => page.get(`/threads/${id}?at=40`))).toBeLessThanOrEqual(6);
    expect((await page.get(`/threads/${id}?at=999`)).status).toBe(200);
    expect((await page.get(`/posts/${postId}`)).location).toBe(`/threads/${id}#post-${postId}`);
  });
});
